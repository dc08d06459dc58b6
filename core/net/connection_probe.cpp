// SPDX-License-Identifier: MIT
#include "core/net/connection_probe.h"

#include "core/base/origin.h"
#include "core/net/tls_words.h"

#include <QHostAddress>
#include <QPointer>
#include <QSslCipher>
#include <QSslSocket>

#include <algorithm>

namespace freshet {

namespace {

using LegResult = ConnectionLegResult;
using LegState = ConnectionLegResult::State;

constexpr int kDaysToRenew = 14;

bool hasProxy(const QNetworkProxy &proxy) { return proxy.type() != QNetworkProxy::NoProxy; }

QString shownProxy(const QNetworkProxy &proxy)
{
    const bool isSocks = proxy.type() == QNetworkProxy::Socks5Proxy;
    return (isSocks ? QStringLiteral("socks5://%1:%2") : QStringLiteral("http://%1:%2"))
        .arg(proxy.hostName())
        .arg(proxy.port());
}

QString proxySentence(const QNetworkProxy &proxy, const QUrl &url, const NetworkChoice &choice)
{
    if (hasProxy(proxy)) {
        return (choice.proxy == NetworkChoice::Proxy::System
                ? QStringLiteral("Through the proxy of the system, %1.")
                : QStringLiteral("Through the proxy that is set for this provider, %1."))
            .arg(shownProxy(proxy));
    }
    const auto origin = Origin::of(url);
    return origin && origin->isLoopback() ? QStringLiteral("No proxy: the server is on this machine.")
                                          : QStringLiteral("No proxy: the server is reached directly.");
}

QString joinedAddresses(const QHostInfo &info)
{
    QStringList all;
    const QList<QHostAddress> addresses = info.addresses();
    for (const QHostAddress &address : addresses)
        all << address.toString();
    all.removeDuplicates();
    return all.join(QLatin1String(", "));
}

} // namespace

ConnectionProbe::ConnectionProbe(const QUrl &url, const NetworkChoice &network, const Options &options, QObject *parent)
    : QObject(parent),
      m_url(url),
      m_network(network),
      m_options(options),
      m_routes(options.limit, options.systemProxies)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(options.limit);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_socket)
            return onSocketError();
        end({.leg = ConnectionLeg::Name,
                .state = LegState::Failed,
                .sentence = QStringLiteral("Nobody told in time what the name of the server stands for. Check whether "
                                           "you are online.")},
            nullptr);
    });
    QMetaObject::invokeMethod(this, &ConnectionProbe::start, Qt::QueuedConnection);
}

ConnectionProbe::~ConnectionProbe()
{
    if (m_socket)
        m_socket->disconnect(this); // its end is no news
}

bool ConnectionProbe::begin(ConnectionLeg leg)
{
    m_leg = leg;
    const QPointer<ConnectionProbe> self(this);
    emit legBegan(leg);
    if (self)
        m_deadline.start();
    return self;
}

void ConnectionProbe::end(LegResult result, void (ConnectionProbe::*next)())
{
    m_deadline.stop();
    result.isThroughProxy = hasProxy(m_proxy);
    const QPointer<ConnectionProbe> self(this);
    emit legEnded(result);
    if (!self)
        return;
    if (result.state == LegState::Failed || !next)
        return finish();
    (this->*next)();
}

void ConnectionProbe::start()
{
    if (!begin(ConnectionLeg::Proxy))
        return;
    NetworkChoice choice = m_network;
    choice.caFile.clear(); // has its own place
    m_routes.find(m_url, choice, this, [this](const Result<HttpRoute> &route) { takeProxy(route); });
}

void ConnectionProbe::takeProxy(const Result<HttpRoute> &route)
{
    if (!route) {
        return end(
            {.leg = ConnectionLeg::Proxy, .state = LegState::Failed, .sentence = route.error().message}, nullptr);
    }
    m_proxy = route->proxy;
    end({.leg = ConnectionLeg::Proxy, .sentence = proxySentence(m_proxy, m_url, m_network)}, &ConnectionProbe::lookUp);
}

bool ConnectionProbe::isTunnelled() const
{
    return hasProxy(m_proxy)
        && (m_url.scheme() == QLatin1String("https") || m_proxy.type() == QNetworkProxy::Socks5Proxy);
}

void ConnectionProbe::lookUp()
{
    if (!begin(ConnectionLeg::Name))
        return;
    const QString host = hasProxy(m_proxy) ? m_proxy.hostName() : m_url.host(QUrl::FullyEncoded);
    if (!QHostAddress(host).isNull()) {
        return end({.leg = ConnectionLeg::Name,
                       .state = LegState::NotNeeded,
                       .sentence = QStringLiteral("%1 is an address by itself.").arg(host)},
            &ConnectionProbe::connectToServer);
    }
    const auto done = [this, host](const QHostInfo &info) { takeName(host, info); };
    if (m_options.lookup)
        m_options.lookup(host, this, done);
    else
        QHostInfo::lookupHost(host, this, done);
}

void ConnectionProbe::takeName(const QString &host, const QHostInfo &info)
{
    if (m_leg != ConnectionLeg::Name || !m_deadline.isActive())
        return; // too late
    LegResult result{.leg = ConnectionLeg::Name};
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
        result.state = LegState::Failed;
        result.sentence
            = QStringLiteral("The name %1 is not known to the network. Check the address and whether you are online.")
                  .arg(host);
    } else {
        const qsizetype count = info.addresses().size();
        result.sentence = count == 1 ? QStringLiteral("%1 is %2.").arg(host, joinedAddresses(info))
                                     : QStringLiteral("%1 has %2 addresses.").arg(host).arg(count);
        result.detail = joinedAddresses(info);
    }
    end(result, &ConnectionProbe::connectToServer);
}

void ConnectionProbe::connectToServer()
{
    if (!begin(ConnectionLeg::Connection))
        return;
    m_socket = std::make_unique<QSslSocket>();
    // Queued, so that the socket is in no signal of its own when a listener deletes this.
    connect(m_socket.get(), &QSslSocket::connected, this, &ConnectionProbe::onConnected, Qt::QueuedConnection);
    connect(m_socket.get(), &QSslSocket::errorOccurred, this, &ConnectionProbe::onSocketError, Qt::QueuedConnection);
    const bool asksProxyItself = hasProxy(m_proxy) && !isTunnelled();
    m_socket->setProxy(isTunnelled() ? m_proxy : QNetworkProxy(QNetworkProxy::NoProxy));
    m_socket->connectToHost(asksProxyItself ? m_proxy.hostName() : m_url.host(QUrl::FullyEncoded),
        asksProxyItself ? m_proxy.port() : static_cast<quint16>(Origin::of(m_url).value_or(Origin()).port));
}

void ConnectionProbe::onConnected()
{
    if (!m_socket)
        return;
    const bool isProxyItself = hasProxy(m_proxy) && !isTunnelled();
    end({.leg = ConnectionLeg::Connection,
            .sentence = QStringLiteral("%1 takes connections at port %2.")
                            .arg(isProxyItself ? QStringLiteral("The proxy") : m_url.host())
                            .arg(isProxyItself ? m_proxy.port() : Origin::of(m_url).value_or(Origin()).port),
            .detail = m_socket->peerAddress().toString()},
        &ConnectionProbe::secure);
}

void ConnectionProbe::onSocketError()
{
    if (!m_socket)
        return;
    if (m_leg == ConnectionLeg::Connection)
        end(failedConnection(), nullptr);
    else if (m_leg == ConnectionLeg::Tls)
        end(failedTls(), nullptr);
}

LegResult ConnectionProbe::failedConnection() const
{
    const QString place = Origin::of(m_url).value_or(Origin()).toString();
    LegResult result{.leg = ConnectionLeg::Connection, .state = LegState::Failed, .detail = m_socket->errorString()};
    if (hasProxy(m_proxy)) {
        result.sentence = QStringLiteral("The proxy %1 does not let us through to %2.").arg(shownProxy(m_proxy), place);
    } else if (m_socket->error() == QAbstractSocket::ConnectionRefusedError) {
        result.sentence = QStringLiteral("Nothing answers at %1. Is the server running?").arg(place);
    } else {
        result.sentence = QStringLiteral("%1 could not be reached. Check the address and the network.").arg(place);
        if (m_socket->error() == QAbstractSocket::UnknownSocketError)
            result.detail = QStringLiteral("No answer within the time for it.");
    }
    return result;
}

void ConnectionProbe::secure()
{
    if (!begin(ConnectionLeg::Tls))
        return;
    if (m_url.scheme() != QLatin1String("https")) {
        return end({.leg = ConnectionLeg::Tls,
                       .state = LegState::NotNeeded,
                       .sentence = QStringLiteral("An http address has no TLS: nothing is encrypted.")},
            nullptr);
    }
    m_routes.find(m_url, m_network, this, [this](const Result<HttpRoute> &route) { startTls(route); });
}

void ConnectionProbe::startTls(const Result<HttpRoute> &route)
{
    if (!m_socket)
        return;
    if (!route) {
        return end({.leg = ConnectionLeg::Tls,
                       .state = LegState::Failed,
                       .sentence = route.error().message,
                       .problem = LegResult::TlsProblem::CaFile},
            nullptr);
    }
    QSslConfiguration tls = route->tls.value_or(QSslConfiguration::defaultConfiguration());
    tls.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    m_socket->setSslConfiguration(tls);
    m_socket->setPeerVerifyName(m_url.host(QUrl::FullyEncoded));
    connect(
        m_socket.get(), &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    connect(m_socket.get(), &QSslSocket::encrypted, this, &ConnectionProbe::onEncrypted, Qt::QueuedConnection);
    m_socket->startClientEncryption();
}

void ConnectionProbe::onEncrypted()
{
    if (!m_socket)
        return;
    const QSslCertificate certificate = m_socket->peerCertificate();
    LegResult result{.leg = ConnectionLeg::Tls,
        .sentence = QStringLiteral("Secure: %1, and the certificate is good.")
                        .arg(tls_words::protocol(m_socket->sessionProtocol())),
        .detail = tls_words::certificate(certificate)};
    const qint64 days = m_options.clock().daysTo(certificate.expiryDate());
    if (days < kDaysToRenew) {
        result.state = LegState::Warning;
        result.sentence
            = QStringLiteral("Secure, but the certificate of the server is good for %1 days only.").arg(days);
    }
    end(result, nullptr);
}

LegResult ConnectionProbe::failedTls() const
{
    LegResult result{.leg = ConnectionLeg::Tls, .state = LegState::Failed};
    const QString host = m_url.host();
    if (!m_tlsErrors.isEmpty()) {
        result.sentence = QStringLiteral("The certificate of %1 cannot be trusted: %2.")
                              .arg(host, tls_words::reasons(m_tlsErrors).join(QLatin1String(", and ")));
        result.problem = tls_words::problem(m_tlsErrors);
        result.detail = tls_words::certificate(m_socket->peerCertificate());
        return result;
    }
    const QString words = m_socket->errorString(); // OpenSSL's; nothing of the server's
    const bool isNoTls = words.contains(QLatin1String("wrong version number"))
        || words.contains(QLatin1String("packet length too long")) || words.contains(QLatin1String("unexpected eof"))
        || m_socket->error() == QAbstractSocket::RemoteHostClosedError;
    result.problem = isNoTls ? LegResult::TlsProblem::NotTls : LegResult::TlsProblem::Other;
    result.sentence = isNoTls ? QStringLiteral("%1 does not speak TLS at this port.").arg(host)
                              : QStringLiteral("No secure connection to %1 could be agreed on.").arg(host);
    result.detail = words;
    return result;
}

void ConnectionProbe::finish()
{
    m_deadline.stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater(); // we may be in a signal of its own
    }
    QMetaObject::invokeMethod(this, &ConnectionProbe::finished, Qt::QueuedConnection);
}

} // namespace freshet
