// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/embedding_adapter.h"

namespace freshet {

/// `/embeddings` as OpenAI, OpenRouter, LocalAI, LM Studio and every server that resembles them have it; reads what
/// llama-server's own address sends, too.
class OpenAiEmbeddingAdapter : public EmbeddingAdapter {
public:
    EmbeddingLimits limits() const override;
    HttpRequest request(const EmbeddingRequest &batch, const ProviderConfig &config) const override;
    Result<QList<EmbeddingVector>> vectors(
        const HttpResponse &response, qsizetype expected, const ProviderConfig &config) const override;
};

} // namespace freshet
