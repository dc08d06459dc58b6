// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/embedding_types.h"
#include "core/retrieval/embedding_pace.h"

#include <chrono>
#include <functional>

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

} // namespace freshet
