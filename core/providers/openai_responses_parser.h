// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/sse_answer_parser.h"

#include <QHash>

namespace freshet {

/// Reads an answer of OpenAI's Responses API: named events, the last of which holds the whole answer once more, or that
/// whole answer alone (wire reference 1.3). What came in pieces is not taken again from the whole.
class OpenAiResponsesParser : public SseAnswerParser {
public:
    OpenAiResponsesParser(const HttpResponse &head, const ProviderConfig &config) : SseAnswerParser(head, config) { }

protected:
    bool takeEvent(const QByteArray &name, const QJsonObject &object, QList<ChatChunk> &chunks) override;
    std::optional<ServerMessage> errorIn(const QJsonObject &object) const override;

private:
    struct OpenCall {
        int slot = 0;
        bool hasArguments = false;
    };

    void takeDelta(const QString &type, const QJsonObject &event, QList<ChatChunk> &chunks);
    void takeReasoning(const QString &text, QList<ChatChunk> &chunks);
    void takeCall(const QString &key, const QJsonObject &item);
    void takeArguments(const QString &key, const QString &arguments);
    void takeResponse(const QJsonObject &response, QList<ChatChunk> &chunks);
    void takeOutput(const QJsonArray &output, QList<ChatChunk> &chunks);
    OpenCall *openCall(const QString &key); ///< Null when there are too many.

    QHash<QString, OpenCall> m_calls;
    bool m_hasReasoning = false;
    bool m_startsParagraph = false; ///< Before the next piece of reasoning.
};

} // namespace freshet
