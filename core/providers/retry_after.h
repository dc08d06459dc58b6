// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http_message.h"

#include <chrono>
#include <optional>

namespace freshet {

/// How long the headers of an answer ask to wait (wire reference 0.8): retry-after-ms, Retry-After, and for a 429 the
/// reset time of the limits that are used up. Dates count from the answer's Date header, or else from when it
/// came.
std::optional<std::chrono::milliseconds> retryAfterIn(const HttpResponse &head);

/// In a header of its own, which beats what the body tells; a reset time does not.
bool tellsRetryAfter(const HttpResponse &head);

} // namespace freshet
