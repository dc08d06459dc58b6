// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/chat/fallback_step.h"
#include "core/domain/chat_types.h"
#include "core/domain/provider_info.h"

#include <QList>

#include <optional>

namespace freshet {

/// One way of putting the user's request to a server.
struct WayOfAsking {
    ChatRequest request;
    ProviderQuirks quirks;
    Dialect dialect = Dialect::OpenAi;
    QList<FallbackStep> steps; ///< How it differs from the request as it was asked, oldest first.
    QStringList notes; ///< What the last refusal changed, a sentence each; empty for the first way.
};

/// When a server refused what a step leaves out; only the sentence differs.
enum class Refused { Now, Earlier };

/// After @p error, of which nothing was shown: what to ask differently, or nothing when no other way is left.
/// Each step takes something away, so the steps come to an end: a refused parameter, another name of the token limit,
/// a role, streaming, an API.
std::optional<WayOfAsking> otherWayOfAsking(const Error &error, const WayOfAsking &tried);

/// @p way with @p step; nothing when it changes nothing, as with a parameter that is not sent anyway.
std::optional<WayOfAsking> withStep(const WayOfAsking &way, const FallbackStep &step, Refused refused);

/// How to ask from the start, as far as @p learned steps change anything; @p notes gets a sentence for each that does.
WayOfAsking withLearnedSteps(const WayOfAsking &way, const QList<FallbackStep> &learned, QStringList &notes);

} // namespace freshet
