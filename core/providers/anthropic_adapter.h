// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/provider_adapter.h"

namespace freshet {

/// Anthropic's Messages API (wire reference 9): a token limit in each request, the system's words in a field of their
/// own, roles that alternate.
class AnthropicAdapter : public ProviderAdapter {
public:
    HttpRequest chatRequest(const ChatRequest &request, const ProviderConfig &config) const override;
    QStringList notesOn(const ChatRequest &request, const ProviderConfig &config) const override;
    Result<std::unique_ptr<ChatParser>> chatParser(
        const HttpResponse &head, const ProviderConfig &config) const override;
    std::unique_ptr<ModelListReader> modelListReader(
        const ProviderConfig &config, const QList<ModelInfo> &known) const override;
    Error errorFrom(const HttpResponse &response, const ProviderConfig &config) const override;
};

} // namespace freshet
