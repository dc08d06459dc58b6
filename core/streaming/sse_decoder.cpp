// SPDX-License-Identifier: MIT
#include "core/streaming/sse_decoder.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace freshet {

namespace {

bool sseIsStray(QByteArrayView line) { return QByteArrayView("{}[]\" \t").contains(line.front()); }

/// Where @p wanted first is in the text up to @p end, or @p end.
const char *sseFind(const char *from, const char *end, char wanted)
{
    const void *const hit = std::memchr(from, wanted, static_cast<size_t>(end - from));
    return hit ? static_cast<const char *>(hit) : end;
}

Error sseOversized()
{
    return {.kind = ErrorKind::Protocol,
        .message = QStringLiteral("The server sent a single event that is too large to be an answer.")};
}

} // namespace

SseDecoder::SseDecoder(qsizetype maxEventBytes) : m_maxEventBytes(maxEventBytes) { }

Result<QList<SseEvent>> SseDecoder::feed(QByteArrayView chunk)
{
    QList<SseEvent> events;
    const char *const end = chunk.end();
    const char *start = chunk.begin();
    // Each byte is looked at twice at most: a found line break is kept until the lines have come up to it.
    const char *lf = nullptr;
    const char *cr = nullptr;
    while (start != end && !m_failed) {
        if (std::exchange(m_lastWasCr, false) && *start == '\n') {
            ++start;
            continue;
        }
        if (!lf || lf < start)
            lf = sseFind(start, end, '\n');
        if (!cr || cr < start)
            cr = sseFind(start, end, '\r');
        const char *const lineEnd = std::min(lf, cr);
        const QByteArrayView piece(start, lineEnd);
        if (m_line.size() + piece.size() + m_event.data.size() > m_maxEventBytes) {
            m_failed = true;
        } else if (lineEnd == end) {
            m_line += piece;
            start = end;
        } else {
            if (m_line.isEmpty()) {
                takeLine(piece, &events);
            } else {
                m_line += piece;
                takeLine(m_line, &events);
                m_line.resize(0); // keeps the capacity
            }
            m_lastWasCr = lineEnd == cr;
            start = lineEnd + 1;
        }
    }
    if (m_failed && events.isEmpty())
        return failure(sseOversized());
    return events;
}

Result<SseTail> SseDecoder::finish()
{
    if (m_failed)
        return failure(sseOversized());
    QList<SseEvent> events;
    const bool isWhole = m_line.isEmpty();
    takeLine(std::exchange(m_line, {}), &events);
    dispatch(&events);
    return SseTail{.events = events, .isWhole = isWhole};
}

void SseDecoder::takeLine(QByteArrayView line, QList<SseEvent> *events)
{
    if (std::exchange(m_isFirstLine, false) && line.startsWith("\xef\xbb\xbf"))
        line = line.sliced(3);
    if (line.isEmpty()) {
        dispatch(events);
        return;
    }
    if (sseIsStray(line)) {
        takeStrayLine(line, events);
        return;
    }
    const qsizetype colon = line.indexOf(':');
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    takeField(colon < 0 ? line : line.first(colon), value, events);
}

void SseDecoder::takeStrayLine(QByteArrayView line, QList<SseEvent> *events)
{
    const QByteArrayList objects = m_objects.feed(line).value_or(QByteArrayList());
    for (const QByteArray &object : objects) {
        dispatch(events); // what came before it, when no blank line had ended it
        events->append(SseEvent{.data = object});
    }
}

void SseDecoder::takeField(QByteArrayView name, QByteArrayView value, QList<SseEvent> *events)
{
    if (name == "data") {
        if (m_hasData)
            m_event.data += '\n';
        m_event.data += value;
        m_hasData = true;
    } else if (name == "event") {
        m_event.type = value.isEmpty() ? SseEvent().type : value.toByteArray();
    } else if (name == "error" && !value.isEmpty()) {
        events->append(SseEvent{.type = QByteArrayLiteral("error"), .data = value.toByteArray()});
    }
}

void SseDecoder::dispatch(QList<SseEvent> *events)
{
    if (!m_event.data.isEmpty())
        events->append(std::move(m_event));
    m_event = {};
    m_hasData = false;
}

} // namespace freshet
