// SPDX-License-Identifier: MIT
#include "core/providers/sse_answer_parser.h"

#include "core/base/json.h"

namespace freshet {

namespace {

constexpr QByteArrayView kDone("[DONE]");

} // namespace

Status SseAnswerParser::feedStream(QByteArrayView bytes, QList<ChatChunk> &chunks)
{
    const Result<QList<SseEvent>> events = m_decoder.feed(bytes);
    if (!events)
        return failure(events.error());
    for (const SseEvent &event : *events) {
        if (isComplete())
            break;
        if (const Status taken = takeEventData(event, chunks); !taken)
            return taken;
    }
    return {};
}

Status SseAnswerParser::endStream(QList<ChatChunk> &chunks)
{
    const Result<SseTail> tail = m_decoder.finish();
    if (!tail)
        return failure(tail.error());
    const auto canBeTaken
        = [&](const QByteArray &data) { return tail->isWhole || data.startsWith(kDone) || !json::isCutOff(data); };
    if (tail->event && !isComplete() && canBeTaken(tail->event->data)) {
        if (const Status taken = takeEventData(*tail->event, chunks); !taken)
            return taken;
    }
    // A JSON error that a server printed into the stream, outside any event.
    const QByteArray &stray = m_decoder.strayLines();
    m_eventName = SseEvent().type;
    if (!stray.isEmpty() && !json::isCutOff(stray) && (!isComplete() || isError(stray)))
        return takeMessage(stray, chunks);
    return {};
}

bool SseAnswerParser::isError(QByteArrayView message) const
{
    const auto value = json::parse(message);
    return value && errorIn(json::unwrapped(*value));
}

Status SseAnswerParser::takeEventData(const SseEvent &event, QList<ChatChunk> &chunks)
{
    const QByteArrayView data = QByteArrayView(event.data).trimmed();
    if (data.isEmpty() || isComplete())
        return {};
    if (data.startsWith(kDone)) {
        answer().setEndMark();
        complete();
        return {};
    }
    if (event.type == "error")
        return failWith(data);
    if (!data.contains('\n') || json::parse(data)) {
        m_eventName = event.type;
        return takeMessage(data, chunks);
    }
    // Servers that forget the blank line between events.
    for (const QByteArray &line : data.toByteArray().split('\n')) {
        if (const Status taken = takeEventData({.type = event.type, .data = line}, chunks); !taken)
            return taken;
    }
    return {};
}

bool SseAnswerParser::takeObject(const QJsonObject &object, QList<ChatChunk> &chunks)
{
    return takeEvent(m_eventName, object, chunks);
}

} // namespace freshet
