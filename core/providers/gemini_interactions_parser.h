// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/sse_answer_parser.h"

namespace freshet {

/// Reads an answer of Google's Interactions API: events that say their own type, or one document of steps.
class GeminiInteractionsParser : public SseAnswerParser {
public:
    GeminiInteractionsParser(const HttpResponse &head, const ProviderConfig &config) : SseAnswerParser(head, config) { }

protected:
    std::optional<ServerMessage> errorIn(const QJsonObject &object) const override;
    bool takeEvent(const QByteArray &name, const QJsonObject &object, QList<ChatChunk> &chunks) override;

private:
    void takeDelta(const QJsonObject &event, QList<ChatChunk> &chunks);
    void takeFunctionCall(const QJsonObject &call, const QJsonValue &index);
    bool takeInteraction(const QJsonObject &interaction, QList<ChatChunk> &chunks);
    void takeStep(const QJsonObject &step, int index, QList<ChatChunk> &chunks);
    bool takeStatus(const QString &status);
};

} // namespace freshet
