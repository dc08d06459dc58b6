// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/openai_adapter.h"

namespace freshet {

/// LM Studio: its own /api/v1/chat, which tells how far a model is loaded and a prompt is read, for what that can take;
/// Chat Completions for the rest, a conversation with answers in it first of all. ProviderQuirks::hasNativeApi says
/// whether the server has the former.
class LmStudioAdapter : public OpenAiAdapter {
public:
    HttpRequest chatRequest(const ChatRequest &request, const ProviderConfig &config) const override;
    QStringList notesOn(const ChatRequest &request, const ProviderConfig &config) const override;
    Result<std::unique_ptr<ChatParser>> chatParser(
        const HttpResponse &head, const ProviderConfig &config) const override;
    std::unique_ptr<ModelListReader> modelListReader(
        const ProviderConfig &config, const QList<ModelInfo> &known) const override;
};

} // namespace freshet
