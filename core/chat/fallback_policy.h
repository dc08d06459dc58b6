// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/chat_types.h"
#include "core/domain/provider_info.h"

#include <optional>

namespace freshet {

/// One way of putting the user's request to a server.
struct WayOfAsking {
    ChatRequest request;
    ProviderQuirks quirks;
    bool hasRenamedTokenLimit = false;
    QString note; ///< A sentence: how it differs from the way before; empty for the first.
};

/// After @p error, of which nothing was shown: what to ask differently, or nothing when no other way is left.
/// Each step takes something away, so the steps come to an end: a refused parameter, another name of the token limit,
/// streaming.
std::optional<WayOfAsking> otherWayOfAsking(const Error &error, const WayOfAsking &tried);

} // namespace freshet
