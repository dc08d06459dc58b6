// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/embedding_adapter.h"

namespace freshet {

/// Ollama's own /api/embed. A text above the model's window is refused rather than cut without a word.
class OllamaEmbeddingAdapter : public EmbeddingAdapter {
public:
    EmbeddingLimits limits() const override;
    HttpRequest request(const EmbeddingRequest &batch, const ProviderConfig &config) const override;
    Result<QList<EmbeddingVector>> vectors(
        const HttpResponse &response, qsizetype expected, const ProviderConfig &config) const override;
};

} // namespace freshet
