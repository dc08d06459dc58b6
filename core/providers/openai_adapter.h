// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/provider_adapter.h"

namespace freshet {

/// Chat Completions: OpenAI, OpenRouter, Hugging Face, LocalAI, LM Studio, Gemini's compatible address, and any server
/// that resembles them. They differ by ProviderConfig::quirks only.
class OpenAiAdapter : public ProviderAdapter {
public:
    HttpRequest chatRequest(const ChatRequest &request, const ProviderConfig &config) const override;
    QStringList notesOn(const ChatRequest &request, const ProviderConfig &config) const override;
    Result<std::unique_ptr<ChatParser>> chatParser(
        const HttpResponse &head, const ProviderConfig &config) const override;
    std::unique_ptr<ModelListReader> modelListReader(
        const ProviderConfig &config, const QList<ModelInfo> &known) const override;
    std::optional<HttpRequest> statusRequest(const ModelRef &model, const ProviderConfig &config) const override;
    std::optional<PhaseInfo> phaseFrom(const HttpResponse &response, const ModelRef &model) const override;
};

} // namespace freshet
