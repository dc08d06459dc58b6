// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/embedding_adapter.h"

namespace freshet {

/// Gemini's batchEmbedContents: the one dialect that is told what the texts are for.
class GeminiEmbeddingAdapter : public EmbeddingAdapter {
public:
    EmbeddingLimits limits() const override;
    HttpRequest request(const EmbeddingRequest &batch, const ProviderConfig &config) const override;
    Result<QList<EmbeddingVector>> vectors(
        const HttpResponse &response, qsizetype expected, const ProviderConfig &config) const override;
};

} // namespace freshet
