// SPDX-License-Identifier: MIT
#include "core/providers/embedding_adapter.h"

#include "core/providers/feature_extraction_adapter.h"
#include "core/providers/gemini_embedding_adapter.h"
#include "core/providers/ollama_embedding_adapter.h"
#include "core/providers/openai_embedding_adapter.h"

namespace freshet {

const EmbeddingAdapter *embeddingAdapterFor(const ProviderConfig &config)
{
    static const OpenAiEmbeddingAdapter openAi;
    static const OllamaEmbeddingAdapter ollama;
    static const GeminiEmbeddingAdapter gemini;
    static const FeatureExtractionAdapter featureExtraction;
    switch (config.dialect) {
    case Dialect::OpenAi:
    case Dialect::OpenAiResponses:
    case Dialect::LmStudio:
        if (config.quirks.hasFeatureExtraction && FeatureExtractionAdapter::serves(config.baseUrl))
            return &featureExtraction;
        return &openAi;
    case Dialect::Gemini:
    case Dialect::GeminiInteractions:
        return &gemini;
    case Dialect::Ollama:
        return &ollama;
    case Dialect::Anthropic:
    case Dialect::Quotes:
        return nullptr;
    }
    Q_UNREACHABLE();
}

} // namespace freshet
