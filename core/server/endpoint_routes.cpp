// SPDX-License-Identifier: MIT
#include "core/server/endpoint_routes.h"

#include <algorithm>
#include <optional>

namespace freshet {

namespace {

constexpr QByteArrayView kIdPlace = "{id}";
constexpr qsizetype kLongestPathId = 64;

bool isPathId(QByteArrayView segment)
{
    return !segment.isEmpty() && segment.size() <= kLongestPathId
        && std::none_of(segment.begin(), segment.end(), [](char byte) { return uchar(byte) < 0x20 || byte == 0x7f; });
}

/// What stands for "{id}", which is empty for a pattern without; nothing when the path is another one.
std::optional<QByteArray> idInPath(QByteArrayView pattern, QByteArrayView path)
{
    const qsizetype place = pattern.indexOf(kIdPlace);
    if (place < 0)
        return pattern == path ? std::optional(QByteArray()) : std::nullopt;
    const QByteArrayView before = pattern.first(place);
    const QByteArrayView after = pattern.sliced(place + kIdPlace.size());
    if (path.size() <= before.size() + after.size() || !path.startsWith(before) || !path.endsWith(after))
        return std::nullopt;
    const QByteArrayView id = path.sliced(before.size()).chopped(after.size());
    return !id.contains('/') && isPathId(id) ? std::optional(id.toByteArray()) : std::nullopt;
}

} // namespace

RouteMatch findRoute(QByteArrayView method, QByteArrayView path)
{
    RouteMatch match;
    for (const EndpointRoute &route : kEndpointRoutes) {
        const std::optional<QByteArray> id = idInPath(route.path, path);
        if (!id)
            continue;
        match.allowed << route.method.toByteArray();
        if (route.method == method) {
            match.route = &route;
            match.id = *id;
        }
    }
    return match;
}

} // namespace freshet
