// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/sse_answer_parser.h"
#include "core/streaming/json_object_decoder.h"

namespace freshet {

/// Reads an answer of Google's generateContent (wire reference 2.3): an event stream without an end mark, or the JSON
/// array that comes where a proxy lost `alt=sse`, or one document.
class GeminiChatParser : public SseAnswerParser {
public:
    GeminiChatParser(const HttpResponse &head, const ProviderConfig &config) : SseAnswerParser(head, config) { }

    bool isEnding() const override;
    QString continuation() const override { return m_continuation; }

protected:
    bool isDocument(char firstByte) const override { return firstByte == '{'; }
    Status feedStream(QByteArrayView bytes, QList<ChatChunk> &chunks) override;
    Status endStream(QList<ChatChunk> &chunks) override;
    bool takeEvent(const QByteArray &name, const QJsonObject &object, QList<ChatChunk> &chunks) override;

private:
    bool isJsonStream() const { return firstByte() == '[' || firstByte() == '{'; }
    void takeCandidate(const QJsonObject &candidate, QList<ChatChunk> &chunks);
    void takePart(const QJsonObject &part, QList<ChatChunk> &chunks);
    void takeFunctionCall(const QJsonObject &call);

    JsonObjectDecoder m_objects;
    bool m_isLastOfAnswer = false; ///< The newest candidate told why the answer ends.
    QString m_continuation;
    int m_functionCalls = 0;
};

} // namespace freshet
