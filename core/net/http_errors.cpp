// SPDX-License-Identifier: MIT
#include "core/net/http_errors.h"

namespace freshet::http_errors {

namespace {

QString place(const Origin &origin) { return origin.toString().mid(origin.scheme.size() + 3); }

/// Host and port alone: a proxy of the system may have a password.
QString place(const QNetworkProxy &proxy)
{
    const QString host = proxy.hostName();
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(proxy.port());
}

/// With the proxy on the way there, if there is one.
QString passage(const QString &there, const QNetworkProxy &proxy)
{
    if (proxy.type() == QNetworkProxy::NoProxy)
        return there;
    return QStringLiteral("%1 (through the proxy %2)").arg(there, place(proxy));
}

QString spell(std::chrono::milliseconds time)
{
    using namespace std::chrono;
    if (time >= 2min && time % 1min == 0ms)
        return QStringLiteral("%1 minutes").arg(duration_cast<minutes>(time).count());
    return QStringLiteral("%1 seconds").arg(duration<double>(time).count());
}

Error network(const QString &message) { return {.kind = ErrorKind::Network, .message = message, .retryable = true}; }

/// Through an HTTP proxy, plain http knows no other connection than the one to the proxy; Qt says it like any other.
/// Of a tunnel it only says that there is none.
QNetworkReply::NetworkError proxyCode(
    QNetworkReply::NetworkError code, const Origin &origin, const QNetworkProxy &proxy)
{
    if (proxy.type() == QNetworkProxy::NoProxy)
        return code;
    const bool talksToProxy = proxy.type() == QNetworkProxy::HttpProxy && origin.scheme == QLatin1String("http");
    switch (code) {
    case QNetworkReply::ConnectionRefusedError:
        return talksToProxy ? QNetworkReply::ProxyConnectionRefusedError : code;
    case QNetworkReply::HostNotFoundError:
        return talksToProxy ? QNetworkReply::ProxyNotFoundError : code;
    case QNetworkReply::TimeoutError:
        return talksToProxy ? QNetworkReply::ProxyTimeoutError : code;
    case QNetworkReply::UnknownNetworkError:
        return QNetworkReply::UnknownProxyError;
    default:
        return code;
    }
}

Error proxyFailure(QNetworkReply::NetworkError code, const Origin &origin, const QNetworkProxy &proxy)
{
    Error error = network(QString());
    switch (code) {
    case QNetworkReply::ProxyConnectionRefusedError:
        error.message
            = QStringLiteral("The proxy %1 takes no connection, so %2 was not reached. Check whether it runs, "
                             "and the proxy in the settings.");
        break;
    case QNetworkReply::ProxyNotFoundError:
        error.message = QStringLiteral("The name of the proxy %1 is not known to the network, so %2 was not reached. "
                                       "Check the proxy in the settings and whether you are online.");
        break;
    case QNetworkReply::ProxyTimeoutError:
        error.message = QStringLiteral("The proxy %1 did not answer in time, so %2 was not reached. Check the proxy in "
                                       "the settings.");
        break;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        error.message = QStringLiteral("The proxy %1 asks for a user name and a password, which Freshet does not send, "
                                       "so %2 was not reached. Choose another proxy in the settings, or none.");
        error.retryable = false;
        break;
    default:
        error.message
            = QStringLiteral("The proxy %1 did not let us through to %2. Check whether it runs, and the proxy in "
                             "the settings.");
    }
    error.message = error.message.arg(place(proxy), place(origin));
    return error;
}

} // namespace

Error deadline(HttpDeadline which, std::chrono::milliseconds limit, const Origin &origin, const QNetworkProxy &proxy)
{
    Error error{.kind = ErrorKind::Timeout, .retryable = true};
    switch (which) {
    case HttpDeadline::Connect:
        error.message = QStringLiteral("%1 could not be reached within %2. Check the address and the network.");
        break;
    case HttpDeadline::FirstByte:
        error.message
            = QStringLiteral("%1 was asked but did not begin to answer within %2. Try again, or try another model.");
        break;
    case HttpDeadline::Idle:
        error.message = QStringLiteral("%1 stopped in the middle of its answer and was silent for %2. Try again.");
        break;
    case HttpDeadline::Total:
        error.message = QStringLiteral("%1 was still answering after %2, so the answer was stopped.");
        error.retryable = false;
        break;
    }
    const bool isOnTheWay = which == HttpDeadline::Connect;
    error.message = error.message.arg(isOnTheWay ? passage(place(origin), proxy) : place(origin), spell(limit));
    return error;
}

Error noRoute(std::chrono::milliseconds limit, const Origin &origin)
{
    return network(QStringLiteral("The system did not tell within %1 through which proxy %2 is reached. Check its "
                                  "network settings, or choose the proxy in the provider's settings.")
                       .arg(spell(limit), place(origin)));
}

Error redirect(int status, const QUrl &target, const Origin &origin)
{
    Error error{.kind = ErrorKind::Protocol, .httpStatus = status};
    const auto targetOrigin = Origin::of(target);
    if (targetOrigin == origin) {
        error.message = QStringLiteral(
            "%1 sends us on to another path of the same server, which is not followed. Check the path in the address.")
                            .arg(place(origin));
    } else if (targetOrigin) {
        error.message = QStringLiteral("%1 sends us on to %2, which is not followed, so that no key or question goes "
                                       "astray. If that server is the right one, enter its address.")
                            .arg(place(origin), targetOrigin->toString());
    } else {
        error.message = QStringLiteral("%1 sends us on to something that is no web address. Check the address.")
                            .arg(place(origin));
    }
    return error;
}

Error compressed(const Origin &origin)
{
    return {.kind = ErrorKind::Protocol,
        .message = QStringLiteral("%1 answered with compressed data that cannot be read, although plain data was asked "
                                  "for. Switch compression off there, or in the proxy before it.")
                       .arg(place(origin))};
}

Error damaged(const Origin &origin)
{
    return {.kind = ErrorKind::Protocol,
        .message = QStringLiteral("The compressed answer of %1 is damaged. Try again, or switch compression off there, "
                                  "or in the proxy before it.")
                       .arg(place(origin))};
}

Error tooLarge(qint64 limit, const Origin &origin)
{
    constexpr qint64 kMegabyte = 1024 * 1024;
    const QString size
        = limit < kMegabyte ? QStringLiteral("%1 bytes").arg(limit) : QStringLiteral("%1 MB").arg(limit / kMegabyte);
    return {.kind = ErrorKind::Protocol,
        .message
        = QStringLiteral("The answer of %1 is larger than %2, so it was stopped there.").arg(place(origin), size)};
}

Error cancelled() { return {.kind = ErrorKind::Cancelled, .message = QStringLiteral("The request was stopped.")}; }

Error transport(
    QNetworkReply::NetworkError code, const QString &tlsReason, const Origin &origin, const QNetworkProxy &proxy)
{
    const QString where = passage(place(origin), proxy);
    switch (code = proxyCode(code, origin, proxy)) {
    case QNetworkReply::ConnectionRefusedError: {
        const QString host = origin.host.contains(u':') ? u'[' + origin.host + u']' : origin.host;
        const QString door = host + u':' + QString::number(origin.port);
        Error error
            = network(QStringLiteral("Nothing answers at %1. Is the server running?").arg(passage(door, proxy)));
        error.retryable = !origin.isLoopback(); // a server that is not started does not start by being asked again
        return error;
    }
    case QNetworkReply::HostNotFoundError:
        return network(
            QStringLiteral("The name %1 is not known to the network. Check the address and whether you are online.")
                .arg(passage(origin.host, proxy)));
    case QNetworkReply::TimeoutError:
        return {.kind = ErrorKind::Timeout,
            .message = QStringLiteral("%1 could not be reached in time. Check the address and the network.").arg(where),
            .retryable = true};
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // Qt wanted to send a POST once more; see OneShotBody
        return network(QStringLiteral("The connection to %1 broke off. Try again.").arg(where));
    case QNetworkReply::SslHandshakeFailedError:
        return {.kind = ErrorKind::Tls,
            .message = tlsReason.isEmpty()
                ? QStringLiteral(
                    "No secure connection to %1 could be agreed on. Check that the address really speaks https.")
                      .arg(where)
                : QStringLiteral("The certificate of %1 cannot be trusted: %2. Nothing was sent.")
                      .arg(where, tlsReason)};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return proxyFailure(code, origin, proxy);
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::UnknownContentError:
        return {.kind = ErrorKind::Protocol,
            .message = QStringLiteral("What %1 answered is not proper HTTP. Check the address.").arg(where)};
    default:
        return network(
            QStringLiteral("The network failed on the way to %1. Check whether you are online and try again.")
                .arg(where));
    }
}

} // namespace freshet::http_errors
