// SPDX-License-Identifier: MIT
#include "core/providers/provider_adapter.h"

#include "core/providers/anthropic_adapter.h"
#include "core/providers/error_classifier.h"
#include "core/providers/gemini_adapter.h"
#include "core/providers/gemini_interactions_adapter.h"
#include "core/providers/lm_studio_adapter.h"
#include "core/providers/ollama_adapter.h"
#include "core/providers/openai_adapter.h"
#include "core/providers/openai_model_family.h"
#include "core/providers/openai_responses_adapter.h"

namespace freshet {

Error ProviderAdapter::errorFrom(const HttpResponse &response, const ProviderConfig &config) const
{
    return classifiedError(response, config);
}

const ProviderAdapter *adapterFor(Dialect dialect)
{
    static const OpenAiAdapter openAi;
    static const GeminiAdapter gemini;
    static const GeminiInteractionsAdapter geminiInteractions;
    static const OpenAiResponsesAdapter openAiResponses;
    static const LmStudioAdapter lmStudio;
    static const OllamaAdapter ollama;
    static const AnthropicAdapter anthropic;
    switch (dialect) {
    case Dialect::OpenAi:
        return &openAi;
    case Dialect::OpenAiResponses:
        return &openAiResponses;
    case Dialect::Gemini:
        return &gemini;
    case Dialect::GeminiInteractions:
        return &geminiInteractions;
    case Dialect::LmStudio:
        return &lmStudio;
    case Dialect::Anthropic:
        return &anthropic;
    case Dialect::Ollama:
        return &ollama;
    case Dialect::Quotes:
        return nullptr;
    }
    Q_UNREACHABLE();
}

Dialect dialectFor(const ModelRef &model, const ProviderConfig &config)
{
    const bool hasResponses = config.quirks.hasResponsesApi || config.baseUrl.host() == QLatin1String("api.openai.com");
    return config.dialect == Dialect::OpenAi && hasResponses && isResponsesOnly(model.model) ? Dialect::OpenAiResponses
                                                                                             : config.dialect;
}

} // namespace freshet
