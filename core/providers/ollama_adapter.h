// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/provider_adapter.h"

namespace freshet {

/// Ollama's own API under /api, which tells more than its OpenAI look-alike: thinking, errors in the stream, and a way
/// to ask for a context window that the conversation fits.
class OllamaAdapter : public ProviderAdapter {
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
