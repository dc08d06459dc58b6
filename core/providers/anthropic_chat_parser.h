// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/sse_answer_parser.h"

#include <QSet>

namespace freshet {

/// Reads an answer of Anthropic's Messages API: named events that build blocks of text, thinking and tool calls, or the
/// whole message at once (wire reference 9.3).
class AnthropicChatParser : public SseAnswerParser {
public:
    AnthropicChatParser(const HttpResponse &head, const ProviderConfig &config) : SseAnswerParser(head, config) { }

protected:
    bool takeEvent(const QByteArray &name, const QJsonObject &object, QList<ChatChunk> &chunks) override;

private:
    void takeBlock(qint64 index, const QJsonObject &block, QList<ChatChunk> &chunks);
    void takeDelta(qint64 index, const QJsonObject &delta, QList<ChatChunk> &chunks);
    void takeWhole(const QJsonObject &message, QList<ChatChunk> &chunks);
    void takeStopReason(const QJsonObject &told, QList<ChatChunk> &chunks);
    void fillArguments();

    QSet<qint64> m_withoutArguments; ///< Blocks of calls, as long as no piece of their arguments came.
};

} // namespace freshet
