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
    for (const SseEvent &event : tail->events) {
        if (isComplete() || !canBeTaken(event.data))
            continue;
        if (const Status taken = takeEventData(event, chunks); !taken)
            return taken;
    }
    const QByteArray &partial = m_decoder.partialObject();
    m_eventName = SseEvent().type;
    if (!partial.isEmpty() && !isComplete() && !json::isCutOff(partial))
        return takeMessage(partial, chunks);
    return {};
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
