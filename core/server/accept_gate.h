// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/access_token.h"
#include "core/server/endpoint_routes.h"
#include "core/server/gate_refusal.h"
#include "core/server/request_head.h"

#include <QByteArrayList>
#include <QByteArrayView>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <variant>

namespace freshet {

inline constexpr std::chrono::milliseconds kWrongTokenDelay{250}; ///< R8
inline constexpr char kSubprotocol[] = "freshet.v1"; ///< The one that a handshake may be answered with.

/// A request that may go on to its route.
struct GateGrant {
    const EndpointRoute *route = nullptr; ///< Never null.
    TokenId token; ///< Look it up again for each message: scopes change, and tokens are revoked.
    QString id; ///< What stands for "{id}" in the route's path.
    qint64 bodyBytes = 0; ///< To read after the head: 0 to kMaxRequestBodyBytes.
};

using GateDecision = std::variant<GateGrant, GateRefusal>;

/// Decides about every request before anything else sees it (R3-R10). Pure; budgets are not its business.
///
/// In this order: Host, Origin, Sec-Fetch-Site, OPTIONS (403 each), a token in the address or two tokens (400), token
/// (401, whatever the path is: who has none learns nothing), route (404, 405), scope (403), handshake (400, 426), body
/// (400, 411, 413, 417).
class AcceptGate {
public:
    using TokenLookup = std::function<std::optional<AccessToken>(QByteArrayView presented)>;

    /// @p allowedOrigins are compared byte by byte; "null" is no origin even when listed.
    AcceptGate(quint16 port, const QByteArrayList &allowedOrigins, TokenLookup findToken);

    GateDecision decide(const RequestHead &head) const;

private:
    std::optional<GateRefusal> refuseStranger(const RequestHead &head) const;
    GateDecision decideRoute(const RequestHead &head, const AccessToken &token) const;

    QByteArrayList m_hosts;
    QByteArrayList m_allowedOrigins;
    TokenLookup m_findToken;
};

/// What the user typed as an origin, in the form in which browsers send it: "http://localhost:3000",
/// "moz-extension://…". Nothing for what can be none.
std::optional<QByteArray> originFromTyped(const QString &typed);

} // namespace freshet
