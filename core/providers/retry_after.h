// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http_message.h"

#include <QJsonValue>
#include <QStringView>

#include <chrono>
#include <optional>

namespace freshet {

/// How long the headers of an answer ask to wait (wire reference 0.8): retry-after-ms, Retry-After, and for a 429 the
/// reset time of the limits that are used up. Dates count from the answer's Date header, or else from when it
/// came.
std::optional<std::chrono::milliseconds> retryAfterIn(const HttpResponse &head);

/// In a header of its own, which beats what the body tells; a reset time does not.
bool tellsRetryAfter(const HttpResponse &head);

/// "34.07s", "900ms", "2m52.8s", "1h30m"; nothing for anything else.
std::optional<std::chrono::milliseconds> durationFrom(QStringView text);

/// What a member of a body tells: a number, a number written as a text, or a duration.
std::optional<std::chrono::milliseconds> waitIn(const QJsonValue &value, std::chrono::milliseconds unit);

} // namespace freshet
