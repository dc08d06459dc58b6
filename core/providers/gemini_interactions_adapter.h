// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/provider_adapter.h"

namespace freshet {

/// Google's Interactions API, for models that generateContent does not serve (wire reference 2.3, last paragraph).
/// Stateless: the whole conversation goes along each time, and Google is asked to keep nothing.
class GeminiInteractionsAdapter : public ProviderAdapter {
public:
    HttpRequest chatRequest(const ChatRequest &request, const ProviderConfig &config) const override;
    QStringList notesOn(const ChatRequest &request, const ProviderConfig &config) const override;
    Result<std::unique_ptr<ChatParser>> chatParser(
        const HttpResponse &head, const ProviderConfig &config) const override;
    std::unique_ptr<ModelListReader> modelListReader(
        const ProviderConfig &config, const QList<ModelInfo> &known) const override;
};

} // namespace freshet
