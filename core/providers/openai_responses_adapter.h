// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/openai_adapter.h"

namespace freshet {

/// OpenAI's Responses API, for models that Chat Completions does not serve. Nothing is stored there: each request holds
/// the whole conversation.
class OpenAiResponsesAdapter : public OpenAiAdapter {
public:
    HttpRequest chatRequest(const ChatRequest &request, const ProviderConfig &config) const override;
    QStringList notesOn(const ChatRequest &request, const ProviderConfig &config) const override;
    Result<std::unique_ptr<ChatParser>> chatParser(
        const HttpResponse &head, const ProviderConfig &config) const override;
};

} // namespace freshet
