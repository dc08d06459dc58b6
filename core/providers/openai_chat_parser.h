// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/sse_answer_parser.h"

namespace freshet {

/// Reads a Chat Completions answer, as OpenAI and all who resemble it send it (wire reference 0.4, 0.5).
class OpenAiChatParser : public SseAnswerParser {
public:
    OpenAiChatParser(const HttpResponse &head, const ProviderConfig &config) : SseAnswerParser(head, config) { }

protected:
    bool takeEvent(const QByteArray &name, const QJsonObject &object, QList<ChatChunk> &chunks) override;

private:
    void takeChoice(const QJsonObject &choice, QList<ChatChunk> &chunks);
};

} // namespace freshet
