// SPDX-License-Identifier: MIT
#include "core/providers/openai_chat_parser.h"

#include "core/base/json.h"

namespace freshet {

namespace {

/// A string, or a list of parts with a text each.
QString openAiText(const QJsonValue &content)
{
    if (!content.isArray())
        return content.toString();
    QString text;
    const QJsonArray parts = content.toArray();
    for (const QJsonValue &part : parts)
        text += json::string(part.toObject(), QLatin1String("text")).value_or(QString());
    return text;
}

/// The first of the names that vendors gave it; the details only where no plain text says the same.
QString openAiReasoning(const QJsonObject &delta)
{
    for (const char *key : {"reasoning_content", "reasoning", "thinking", "reasoning_text"}) {
        if (const auto text = json::string(delta, QLatin1String(key)); text && !text->isEmpty())
            return *text;
    }
    QString text;
    const QJsonArray details = json::array(delta, QLatin1String("reasoning_details"));
    for (const QJsonValue &value : details) {
        const QJsonObject detail = value.toObject();
        for (const char *key : {"text", "summary"})
            text += json::string(detail, QLatin1String(key)).value_or(QString());
    }
    return text;
}

/// Nearly every token's delta. Some servers name in each what it has not, too.
bool isTextAlone(const QJsonObject &delta)
{
    if (!delta.value(QLatin1String("content")).isString())
        return false;
    for (auto it = delta.begin(); it != delta.end(); ++it) {
        const bool isNothing = it->isNull() || (it->isString() && it->toString().isEmpty())
            || (it->isArray() && it->toArray().isEmpty());
        if (!isNothing && it.key() != QLatin1String("content") && it.key() != QLatin1String("role"))
            return false;
    }
    return true;
}

} // namespace

bool OpenAiChatParser::takeEvent(const QByteArray &, const QJsonObject &object, QList<ChatChunk> &chunks)
{
    answer().setUsage(json::object(object, QLatin1String("usage")));
    const QJsonArray choices = json::array(object, QLatin1String("choices"));
    for (const QJsonValue &value : choices) {
        const QJsonObject choice = value.toObject();
        if (json::count(choice, QLatin1String("index")).value_or(0) == 0)
            takeChoice(choice, chunks);
    }
    return object.contains(QLatin1String("choices"));
}

void OpenAiChatParser::takeChoice(const QJsonObject &choice, QList<ChatChunk> &chunks)
{
    QJsonObject delta = json::object(choice, QLatin1String("delta"));
    // Some servers repeat the whole answer in the last chunk's message.
    if (delta.isEmpty() && !answer().hasText()) {
        delta = json::object(choice, QLatin1String("message"));
        if (answer().saidAnything()) // its reasoning and tool calls have come already
            delta = {{"content", delta.value(QLatin1String("content"))}};
    }
    const QJsonValue content = delta.value(QLatin1String("content"));
    answer().setFinishReason(choice.value(QLatin1String("finish_reason")).toString());
    if (isTextAlone(delta)) {
        sawOnlyText(content.toString());
        return answer().addText(content.toString(), chunks);
    }
    answer().addReasoning(openAiReasoning(delta), chunks);
    answer().addText(openAiText(content), chunks);
    answer().addRefusal(delta.value(QLatin1String("refusal")).toString(), chunks);
    answer().addToolCalls(json::array(delta, QLatin1String("tool_calls")));
    if (const QJsonObject legacy = json::object(delta, QLatin1String("function_call")); !legacy.isEmpty())
        answer().addToolCalls({QJsonObject{{"index", 0}, {"function", legacy}}});
}

} // namespace freshet
