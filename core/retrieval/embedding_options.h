// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/embedding_types.h"
#include "core/retrieval/embedding_pace.h"

#include <chrono>
#include <functional>
#include <optional>

class QObject;

namespace freshet {

class EmbeddingReply;

/// Starts to turn texts into vectors; the handle is never null. Called in the thread of the one who asks.
using Embedder = std::function<EmbeddingReply *(const EmbeddingRequest &request, QObject *parent)>;

/// How the index comes by vectors.
struct EmbeddingOptions {
    Embedder embed; ///< Empty: there are none.
    std::function<bool(const ProviderId &)> isLocal; ///< Whether its server is this machine.
    std::chrono::milliseconds questionTime{800}; ///< A question is not waited for any longer.
    EmbeddingPace::Options pace;
};

/// What the background does about texts without a vector.
struct EmbeddingState {
    enum class Activity { None, Running, Complete };

    Activity activity = Activity::None; ///< Complete: every text has its vector, but for those that no model takes.
    /// While it runs: why it waits, for it tries again by itself. Else why it ended; it goes on when documents, the
    /// model, its server or its key change.
    std::optional<Error> error;

    bool operator==(const EmbeddingState &) const = default;
};

} // namespace freshet
