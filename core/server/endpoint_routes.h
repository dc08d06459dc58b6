// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/access_token.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace freshet {

inline constexpr qint64 kMaxRequestBodyBytes = 1024 * 1024;

enum class EndpointAction { QueryStream, Health, Catalog, RefreshModels, Settings, OpenAiModels, OpenAiChat };

/// One thing that the local endpoint does, and what it takes to get there.
struct EndpointRoute {
    enum class Kind { Http, WebSocket };
    enum class Body { None, Optional, Required };

    EndpointAction action;
    QByteArrayView method;
    QByteArrayView path; ///< "{id}" stands for one segment.
    std::optional<TokenScope> scope; ///< Unset: any valid token.
    Kind kind = Kind::Http;
    Body body = Body::None;

    bool isOpenAi() const { return path.startsWith("/v1/"); } ///< Errors then have OpenAI's shape.
};

/// All routes; whatever is not here is 404. Two routes may share a path, never path and method.
inline constexpr std::array<EndpointRoute, 7> kEndpointRoutes{{
    {EndpointAction::QueryStream, "GET", "/query/stream", TokenScope::Query, EndpointRoute::Kind::WebSocket},
    {EndpointAction::Health, "GET", "/healthz", std::nullopt},
    {EndpointAction::Catalog, "GET", "/catalog", TokenScope::Models},
    {EndpointAction::RefreshModels, "POST", "/providers/{id}/models/refresh", TokenScope::Refresh,
        EndpointRoute::Kind::Http, EndpointRoute::Body::Optional},
    {EndpointAction::Settings, "GET", "/settings", TokenScope::Models},
    {EndpointAction::OpenAiModels, "GET", "/v1/models", TokenScope::Models},
    {EndpointAction::OpenAiChat, "POST", "/v1/chat/completions", TokenScope::Query, EndpointRoute::Kind::Http,
        EndpointRoute::Body::Required},
}};

/// What lies at a path. No route and nothing allowed: 404; no route but something allowed: 405.
struct RouteMatch {
    const EndpointRoute *route = nullptr; ///< Into kEndpointRoutes.
    QByteArray id; ///< What stands for "{id}": 1 to 64 bytes, no control characters.
    QByteArrayList allowed; ///< The methods of the path, for the header Allow.
};

/// @p path as RequestHead decoded it. Exact and case-sensitive; a slash at the end is another path.
RouteMatch findRoute(QByteArrayView method, QByteArrayView path);

} // namespace freshet
