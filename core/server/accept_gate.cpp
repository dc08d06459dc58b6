// SPDX-License-Identifier: MIT
#include "core/server/accept_gate.h"

#include "core/base/origin.h"
#include "core/server/presented_token.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace freshet {

namespace {

GateRefusal gateRefusal(int status, ErrorKind kind, const char *sentence)
{
    return {.status = status, .kind = kind, .message = QCoreApplication::translate("AcceptGate", sentence)};
}

GateRefusal badGateRequest(const char *sentence) { return gateRefusal(400, ErrorKind::BadRequest, sentence); }
GateRefusal forbidden(const char *sentence) { return gateRefusal(403, ErrorKind::Permission, sentence); }

GateRefusal noToken()
{
    GateRefusal refusal = gateRefusal(401, ErrorKind::Auth,
        QT_TRANSLATE_NOOP("AcceptGate",
            "A token is needed: make one in Freshet's settings, and send it as \"Authorization: Bearer TOKEN\"."));
    refusal.headers = {{"WWW-Authenticate", "Bearer"}};
    return refusal;
}

GateRefusal wrongToken()
{
    GateRefusal refusal = gateRefusal(401, ErrorKind::Auth,
        QT_TRANSLATE_NOOP(
            "AcceptGate", "This token is not valid, or no longer; make a new one in Freshet's settings."));
    refusal.pace = GateRefusal::Pace::Delayed;
    refusal.headers = {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}};
    return refusal;
}

GateRefusal noRoute(const RouteMatch &match)
{
    if (match.allowed.isEmpty())
        return gateRefusal(
            404, ErrorKind::NotFound, QT_TRANSLATE_NOOP("AcceptGate", "There is nothing at this address."));
    GateRefusal refusal = gateRefusal(405, ErrorKind::BadRequest,
        QT_TRANSLATE_NOOP("AcceptGate", "This address does not take this method; see the header Allow."));
    refusal.headers = {{"Allow", match.allowed.join(", ")}};
    return refusal;
}

GateRefusal outOfScope(TokenScope scope)
{
    GateRefusal refusal = gateRefusal(403, ErrorKind::UnauthorizedScope,
        QT_TRANSLATE_NOOP(
            "AcceptGate", "This token lacks the scope \"%1\"; the user can grant it in Freshet's settings."));
    refusal.message = refusal.message.arg(toWord(scope));
    return refusal;
}

GateRefusal upgradeRequired(const char *sentence)
{
    GateRefusal refusal = gateRefusal(426, ErrorKind::BadRequest, sentence);
    refusal.headers = {{"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"}};
    return refusal;
}

bool hasElement(const RequestHead &head, QByteArrayView name, QByteArrayView lowerCaseElement)
{
    const QByteArrayList elements = head.elements(name);
    return std::any_of(elements.begin(), elements.end(),
        [&](const QByteArray &element) { return element.toLower() == lowerCaseElement; });
}

bool isHandshakeKey(const QByteArray &key)
{
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return key.size() == 24 && decoded && decoded.decoded.size() == 16;
}

std::optional<GateRefusal> refuseHandshake(const RequestHead &head)
{
    if (!hasElement(head, "connection", "upgrade") || !hasElement(head, "upgrade", "websocket"))
        return upgradeRequired(QT_TRANSLATE_NOOP("AcceptGate", "This address speaks WebSocket only."));
    if (head.count("sec-websocket-version") != 1 || head.header("sec-websocket-version") != "13")
        return upgradeRequired(QT_TRANSLATE_NOOP("AcceptGate", "Only version 13 of WebSocket is spoken here."));
    if (head.count("sec-websocket-key") != 1 || !isHandshakeKey(head.header("sec-websocket-key")))
        return badGateRequest(
            QT_TRANSLATE_NOOP("AcceptGate", "The header Sec-WebSocket-Key must hold 16 bytes in Base64."));
    const QByteArrayList protocols = head.elements("sec-websocket-protocol");
    const bool isBearer = std::any_of(
        protocols.begin(), protocols.end(), [](const QByteArray &protocol) { return protocol.startsWith("bearer."); });
    if (isBearer && !protocols.contains(kSubprotocol))
        return badGateRequest(QT_TRANSLATE_NOOP("AcceptGate",
            "Offer the subprotocol \"freshet.v1\" beside the one with the token, as the answer never names a token."));
    return std::nullopt;
}

bool isDigits(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A length that two readers could understand differently is refused: that is how requests are smuggled.
std::variant<qint64, GateRefusal> bodyLength(const RequestHead &head, EndpointRoute::Body body)
{
    const qsizetype lengths = head.count("content-length");
    const QByteArray length = head.header("content-length");
    if (head.count("expect"))
        return gateRefusal(
            417, ErrorKind::BadRequest, QT_TRANSLATE_NOOP("AcceptGate", "Send the request without the header Expect."));
    if (lengths > 1 || (lengths && (head.count("transfer-encoding") || !isDigits(length))))
        return badGateRequest(QT_TRANSLATE_NOOP("AcceptGate", "The length of the request's body is not clear."));
    if (head.count("transfer-encoding") || (!lengths && body == EndpointRoute::Body::Required))
        return gateRefusal(411, ErrorKind::BadRequest,
            QT_TRANSLATE_NOOP("AcceptGate", "The request needs a header Content-Length; chunks are not read here."));
    bool isNumber = true;
    const qint64 bytes = lengths ? length.toLongLong(&isNumber) : 0;
    if (body == EndpointRoute::Body::None && (!isNumber || bytes > 0))
        return badGateRequest(QT_TRANSLATE_NOOP("AcceptGate", "A request to this address has no body."));
    if (!isNumber || bytes > kMaxRequestBodyBytes)
        return gateRefusal(413, ErrorKind::PayloadTooLarge,
            QT_TRANSLATE_NOOP("AcceptGate", "The body of the request is larger than 1 MiB; send less."));
    return bytes;
}

} // namespace

AcceptGate::AcceptGate(quint16 port, const QByteArrayList &allowedOrigins, TokenLookup findToken)
    : m_allowedOrigins(allowedOrigins), m_findToken(std::move(findToken))
{
    for (const char *name : {"127.0.0.1:", "localhost:", "[::1]:"})
        m_hosts << name + QByteArray::number(port);
    // Sandboxed frames of any page call themselves "null".
    m_allowedOrigins.removeIf([](const QByteArray &origin) { return origin.isEmpty() || origin == "null"; });
}

GateDecision AcceptGate::decide(const RequestHead &head) const
{
    if (const auto refusal = refuseStranger(head))
        return *refusal;
    if (hasTokenInQuery(head.query))
        return badGateRequest(QT_TRANSLATE_NOOP("AcceptGate",
            "A token must not stand in an address, where it gets into logs; send it as \"Authorization: Bearer "
            "TOKEN\"."));
    const PresentedToken presented = presentedToken(head);
    if (presented.state == PresentedToken::State::Several)
        return badGateRequest(QT_TRANSLATE_NOOP("AcceptGate", "The request carries more than one token; send one."));
    if (presented.state == PresentedToken::State::None)
        return noToken();
    const auto token = presented.token.isEmpty() ? std::nullopt : m_findToken(presented.token);
    return token ? decideRoute(head, *token) : wrongToken();
}

std::optional<GateRefusal> AcceptGate::refuseStranger(const RequestHead &head) const
{
    const QByteArray host = head.header("host").toLower();
    if (head.count("host") != 1 || !m_hosts.contains(host)
        || (!head.authority.isEmpty() && head.authority.toLower() != host))
        return forbidden(
            QT_TRANSLATE_NOOP("AcceptGate", "The header Host must name this machine's own address and the port."));
    const bool hasOrigin = head.count("origin") > 0;
    if (hasOrigin && (head.count("origin") > 1 || !m_allowedOrigins.contains(head.header("origin"))))
        return forbidden(QT_TRANSLATE_NOOP(
            "AcceptGate", "Web pages may not ask here, unless the user allows their origin in Freshet's settings."));
    const bool isFromPage = std::any_of(head.headers.begin(), head.headers.end(),
        [](const auto &header) { return header.first == "sec-fetch-site" && header.second != "none"; });
    if (isFromPage && !hasOrigin)
        return forbidden(QT_TRANSLATE_NOOP(
            "AcceptGate", "Web pages may not ask here, unless the user allows their origin in Freshet's settings."));
    if (head.method == "OPTIONS")
        return forbidden(QT_TRANSLATE_NOOP("AcceptGate", "OPTIONS is not answered here."));
    return std::nullopt;
}

GateDecision AcceptGate::decideRoute(const RequestHead &head, const AccessToken &token) const
{
    const RouteMatch match = findRoute(head.method, head.path);
    if (!match.route)
        return noRoute(match);
    if (match.route->scope && !token.scopes.testFlag(*match.route->scope))
        return outOfScope(*match.route->scope);
    if (match.route->kind == EndpointRoute::Kind::WebSocket) {
        if (const auto refusal = refuseHandshake(head))
            return *refusal;
    }
    const auto length = bodyLength(head, match.route->body);
    if (const auto *refusal = std::get_if<GateRefusal>(&length))
        return *refusal;
    return GateGrant{.route = match.route,
        .token = token.id,
        .id = QString::fromUtf8(match.id),
        .bodyBytes = std::get<qint64>(length)};
}

std::optional<QByteArray> originFromTyped(const QString &typed)
{
    const QString text = typed.trimmed();
    const QUrl url(text, QUrl::StrictMode);
    if (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https")) {
        const auto origin = Origin::of(url);
        const bool isBare
            = (url.path().isEmpty() || url.path() == QLatin1String("/")) && !url.hasQuery() && !url.hasFragment();
        return origin && isBare ? std::optional(origin->toString().toLatin1()) : std::nullopt;
    }
    // Extensions, and desktop programs that are web pages inside: their scheme and host are their origin.
    static const QRegularExpression other(QStringLiteral("^(?!file:)([a-z][a-z0-9+.-]*://[a-z0-9][a-z0-9.-]*)/?$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = other.match(text);
    return match.hasMatch() ? std::optional(match.captured(1).toLower().toLatin1()) : std::nullopt;
}

} // namespace freshet
