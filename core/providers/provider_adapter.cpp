// SPDX-License-Identifier: MIT
#include "core/providers/provider_adapter.h"

#include "core/providers/ollama_adapter.h"
#include "core/providers/openai_adapter.h"

namespace freshet {

const ProviderAdapter *adapterFor(Dialect dialect)
{
    static const OpenAiAdapter openAi;
    static const OllamaAdapter ollama;
    switch (dialect) {
    case Dialect::OpenAi:
    case Dialect::OpenAiResponses:
    case Dialect::Gemini:
    case Dialect::GeminiInteractions:
    case Dialect::LmStudio:
    case Dialect::Anthropic:
        return &openAi;
    case Dialect::Ollama:
        return &ollama;
    case Dialect::Quotes:
        return nullptr;
    }
    Q_UNREACHABLE();
}

} // namespace freshet
