// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/provider_adapter.h"

namespace freshet {

/// Google's generateContent, as the Gemini Developer API speaks it (wire reference 2).
class GeminiAdapter : public ProviderAdapter {
public:
    HttpRequest chatRequest(const ChatRequest &request, const ProviderConfig &config) const override;
    QStringList notesOn(const ChatRequest &request, const ProviderConfig &config) const override;
    Result<std::unique_ptr<ChatParser>> chatParser(
        const HttpResponse &head, const ProviderConfig &config) const override;
    std::unique_ptr<ModelListReader> modelListReader(
        const ProviderConfig &config, const QList<ModelInfo> &known) const override;
};

} // namespace freshet
