// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/openai_chat_parser.h"

namespace freshet {

/// Reads an answer of LM Studio: the events of its own API, or Chat Completions, whichever comes; a proxy may answer
/// the one with the other (wire reference 7.3).
class LmStudioChatParser : public OpenAiChatParser {
public:
    LmStudioChatParser(const HttpResponse &head, const ProviderConfig &config) : OpenAiChatParser(head, config) { }

protected:
    bool takeEvent(const QByteArray &name, const QJsonObject &object, QList<ChatChunk> &chunks) override;

private:
    bool takeNativeEvent(const QString &type, const QJsonObject &event, QList<ChatChunk> &chunks);
    void takeResult(const QJsonObject &result, QList<ChatChunk> &chunks);

    bool m_hasReasoning = false;
};

} // namespace freshet
