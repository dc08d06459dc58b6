// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/embedding_types.h"
#include "core/domain/provider_info.h"
#include "core/net/http_message.h"

namespace freshet {

/// What one request may hold. Characters are UTF-16 units: about the upper bound of a text's tokens.
struct EmbeddingLimits {
    qsizetype texts = 1;
    qsizetype textCharacters = 1'000'000; ///< More than any model reads; what fits its window is the server's to say.
    qsizetype requestCharacters = 250'000; ///< Of all texts together; a longer one goes alone.

    bool operator==(const EmbeddingLimits &) const = default;
};

/// One wire dialect of embeddings: turns texts into HTTP and bytes back into vectors.
///
/// A pure translator, as ProviderAdapter is: no sockets, no settings, no clock. Stateless and thread-safe.
class EmbeddingAdapter {
public:
    virtual ~EmbeddingAdapter() = default;

    virtual EmbeddingLimits limits() const = 0;

    /// @p batch names its model and keeps within limits(). Its purpose and dimensions go where the dialect has a place
    /// for them.
    virtual HttpRequest request(const EmbeddingRequest &batch, const ProviderConfig &config) const = 0;

    /// The vectors of an answer with a good status, @p expected of them, in the order of the texts, of one length and
    /// normalised. Anything less is an error: Protocol where a number is missing, none, or infinite, where a vector is
    /// missing, and where it is all zeros, which is no direction; Network where the answer broke off.
    virtual Result<QList<EmbeddingVector>> vectors(
        const HttpResponse &response, qsizetype expected, const ProviderConfig &config) const = 0;
};

/// The embedding adapter of a provider; lives as long as the program. Null for a provider that makes no embeddings.
const EmbeddingAdapter *embeddingAdapterFor(const ProviderConfig &config);

} // namespace freshet
