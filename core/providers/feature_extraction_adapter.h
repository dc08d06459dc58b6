// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/embedding_adapter.h"

namespace freshet {

/// Hugging Face's feature extraction: its router has no embeddings of OpenAI's shape. Has no place for a purpose or for
/// dimensions. Some models answer with a vector for each token.
class FeatureExtractionAdapter : public EmbeddingAdapter {
public:
    /// Only Hugging Face's own host has it.
    static bool serves(const QUrl &baseUrl);

    EmbeddingLimits limits() const override;
    HttpRequest request(const EmbeddingRequest &batch, const ProviderConfig &config) const override;
    Result<QList<EmbeddingVector>> vectors(
        const HttpResponse &response, qsizetype expected, const ProviderConfig &config) const override;
};

} // namespace freshet
