// SPDX-License-Identifier: MIT
#include "core/providers/openai_chat_parser.h"

#include "core/base/json.h"

namespace freshet {

namespace {

constexpr QByteArrayView kDone("[DONE]");

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
        if (const auto text = json::string(delta, QLatin1String(key)))
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

} // namespace

Status OpenAiChatParser::feedStream(QByteArrayView bytes, QList<ChatChunk> &chunks)
{
    const Result<QList<SseEvent>> events = m_decoder.feed(bytes);
    return events ? takeEvents(*events, chunks) : failure(events.error());
}

Status OpenAiChatParser::endStream(QList<ChatChunk> &chunks)
{
    const Result<SseTail> tail = m_decoder.finish();
    if (!tail)
        return failure(tail.error());
    const auto canBeTaken
        = [&](const QByteArray &data) { return tail->isWhole || data.startsWith(kDone) || !json::isCutOff(data); };
    if (tail->event && !isComplete() && canBeTaken(tail->event->data)) {
        if (const Status taken = takeEvent(*tail->event, chunks); !taken)
            return taken;
    }
    // A JSON error that a server printed into the stream, outside any event.
    const QByteArray &stray = m_decoder.strayLines();
    if (!isComplete() && !stray.isEmpty() && !json::isCutOff(stray))
        return takeMessage(stray, chunks);
    return {};
}

Status OpenAiChatParser::takeEvents(const QList<SseEvent> &events, QList<ChatChunk> &chunks)
{
    for (const SseEvent &event : events) {
        if (isComplete())
            break;
        if (const Status taken = takeEvent(event, chunks); !taken)
            return taken;
    }
    return {};
}

Status OpenAiChatParser::takeEvent(const SseEvent &event, QList<ChatChunk> &chunks)
{
    const QByteArrayView data = QByteArrayView(event.data).trimmed();
    if (data.isEmpty())
        return {};
    if (data.startsWith(kDone)) {
        answer().setEndMark();
        complete();
        return {};
    }
    if (event.type == "error")
        return failWith(data);
    if (!data.contains('\n') || json::parse(data))
        return takeMessage(data, chunks);
    // Servers that forget the blank line between events.
    for (const QByteArray &line : data.toByteArray().split('\n')) {
        if (const Status taken = takeEvent({.data = line}, chunks); !taken)
            return taken;
    }
    return {};
}

bool OpenAiChatParser::takeObject(const QJsonObject &object, QList<ChatChunk> &chunks)
{
    answer().setUsage(json::object(object, QLatin1String("usage")));
    const QJsonObject progress = json::object(object, QLatin1String("prompt_progress"));
    const auto total = json::count(progress, QLatin1String("total"));
    const auto processed = json::count(progress, QLatin1String("processed"));
    if (total && processed && *total > 0) {
        const double part = std::min(1.0, static_cast<double>(*processed) / static_cast<double>(*total));
        answer().addPhase({.phase = Phase::ReadingPrompt, .progress = part}, chunks);
    }
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
    if (delta.isEmpty() && !answer().hasText())
        delta = json::object(choice, QLatin1String("message"));
    answer().addReasoning(openAiReasoning(delta), chunks);
    answer().addText(openAiText(delta.value(QLatin1String("content"))), chunks);
    answer().addRefusal(delta.value(QLatin1String("refusal")).toString(), chunks);
    answer().addToolCalls(json::array(delta, QLatin1String("tool_calls")));
    if (const QJsonObject legacy = json::object(delta, QLatin1String("function_call")); !legacy.isEmpty())
        answer().addToolCalls({QJsonObject{{"index", 0}, {"function", legacy}}});
    answer().setFinishReason(choice.value(QLatin1String("finish_reason")).toString());
}

} // namespace freshet
