// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/answer_parser.h"
#include "core/streaming/sse_decoder.h"

namespace freshet {

/// Reads a Chat Completions answer, as OpenAI and all who resemble it send it (wire reference 0.4, 0.5).
class OpenAiChatParser : public AnswerParser {
public:
    OpenAiChatParser(const HttpResponse &head, const ProviderConfig &config) : AnswerParser(head, config) { }

protected:
    bool isDocument(char firstByte) const override { return firstByte == '{' || firstByte == '['; }
    Status feedStream(QByteArrayView bytes, QList<ChatChunk> &chunks) override;
    Status endStream(QList<ChatChunk> &chunks) override;
    bool takeObject(const QJsonObject &object, QList<ChatChunk> &chunks) override;

private:
    Status takeEvents(const QList<SseEvent> &events, QList<ChatChunk> &chunks);
    Status takeEvent(const SseEvent &event, QList<ChatChunk> &chunks);
    void takeChoice(const QJsonObject &choice, QList<ChatChunk> &chunks);

    SseDecoder m_decoder;
};

} // namespace freshet
