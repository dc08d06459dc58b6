// SPDX-License-Identifier: MIT
#include "core/providers/lm_studio_chat_parser.h"

#include "core/base/json.h"

#include <algorithm>

namespace freshet {

namespace {

PhaseInfo phaseOf(Phase phase, const QJsonObject &event)
{
    PhaseInfo info{.phase = phase};
    if (const auto progress = json::number(event, QLatin1String("progress")))
        info.progress = std::clamp(*progress, 0.0, 1.0);
    return info;
}

} // namespace

bool LmStudioChatParser::takeEvent(const QByteArray &name, const QJsonObject &object, QList<ChatChunk> &chunks)
{
    const QString type = json::string(object, QLatin1String("type")).value_or(QString::fromLatin1(name));
    if (takeNativeEvent(type, object, chunks))
        return true;
    if (object.value(QLatin1String("output")).isArray()) { // the answer as one document
        takeResult(object, chunks);
        return true;
    }
    return OpenAiChatParser::takeEvent(name, object, chunks);
}

bool LmStudioChatParser::takeNativeEvent(const QString &type, const QJsonObject &event, QList<ChatChunk> &chunks)
{
    const QString content = event.value(QLatin1String("content")).toString();
    if (type == QLatin1String("message.delta")) {
        answer().addText(content, chunks);
    } else if (type == QLatin1String("reasoning.delta")) {
        m_hasReasoning = m_hasReasoning || !content.isEmpty();
        answer().addReasoning(content, chunks);
    } else if (type == QLatin1String("model_load.start") || type == QLatin1String("model_load.progress")) {
        answer().addPhase(phaseOf(Phase::LoadingModel, event), chunks);
    } else if (type == QLatin1String("prompt_processing.start")
        || type == QLatin1String("prompt_processing.progress")) {
        answer().addPhase(phaseOf(Phase::ReadingPrompt, event), chunks);
    } else if (type == QLatin1String("tool_call.arguments")) {
        const QJsonObject function{
            {"name", event.value(QLatin1String("tool"))}, {"arguments", event.value(QLatin1String("arguments"))}};
        answer().addToolCalls({QJsonObject{{"function", function}}});
    } else if (type == QLatin1String("chat.end")) {
        takeResult(json::object(event, QLatin1String("result")), chunks);
        answer().setEndMark();
        complete();
    } else {
        return false;
    }
    return true;
}

/// The whole answer once more; only what did not come in pieces is taken from it.
void LmStudioChatParser::takeResult(const QJsonObject &result, QList<ChatChunk> &chunks)
{
    const bool hadText = answer().hasText();
    const bool hadReasoning = m_hasReasoning;
    const QJsonArray output = json::array(result, QLatin1String("output"));
    for (const QJsonValue &value : output) {
        const QJsonObject item = value.toObject();
        const QString content = item.value(QLatin1String("content")).toString();
        if (item.value(QLatin1String("type")) == QLatin1String("reasoning") && !hadReasoning)
            answer().addReasoning(content, chunks);
        else if (item.value(QLatin1String("type")) == QLatin1String("message") && !hadText)
            answer().addText(content, chunks);
    }
    answer().setUsage(json::object(result, QLatin1String("stats")));
}

} // namespace freshet
