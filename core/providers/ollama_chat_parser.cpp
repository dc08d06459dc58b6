// SPDX-License-Identifier: MIT
#include "core/providers/ollama_chat_parser.h"

#include "core/base/json.h"

namespace freshet {

bool OllamaChatParser::isDocument(char) const
{
    const QByteArray type = head().header("Content-Type");
    return type.contains("json") && !type.contains("ndjson");
}

Status OllamaChatParser::feedStream(QByteArrayView bytes, QList<ChatChunk> &chunks)
{
    const Result<QByteArrayList> lines = m_decoder.feed(bytes);
    if (!lines)
        return failure(lines.error());
    for (const QByteArray &line : *lines) {
        if (isComplete())
            break;
        if (const Status taken = takeMessage(line, chunks); !taken)
            return taken;
    }
    return {};
}

Status OllamaChatParser::endStream(QList<ChatChunk> &chunks)
{
    const auto last = m_decoder.finish();
    if (!last)
        return failure(last.error());
    // Of a line that was cut off the end mark is missing too, and that is what is told.
    if (*last && !isComplete() && !json::isCutOff(**last))
        return takeMessage(**last, chunks);
    return {};
}

bool OllamaChatParser::takeObject(const QJsonObject &object, QList<ChatChunk> &chunks)
{
    const QJsonObject message = json::object(object, QLatin1String("message"));
    answer().addReasoning(message.value(QLatin1String("thinking")).toString(), chunks);
    answer().addText(message.value(QLatin1String("content")).toString(), chunks);
    answer().addToolCalls(json::array(message, QLatin1String("tool_calls")));
    answer().setUsage(object);

    const QString reason = object.value(QLatin1String("done_reason")).toString();
    answer().setFinishReason(reason);
    if (object.value(QLatin1String("done")).toBool() || !reason.isEmpty()) {
        // An empty reason is an end only of an answer that said something.
        if (!reason.isEmpty() || answer().hasText() || answer().saidAnything())
            answer().setEndMark();
        complete();
    }
    return object.contains(QLatin1String("message")) || object.contains(QLatin1String("done"));
}

} // namespace freshet
