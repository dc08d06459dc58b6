// SPDX-License-Identifier: MIT
#include "core/streaming/sse_decoder.h"

#include <utility>

namespace freshet {

SseDecoder::SseDecoder(qsizetype maxEventBytes) : m_maxEventBytes(maxEventBytes) { }

Result<QList<SseEvent>> SseDecoder::feed(QByteArrayView chunk)
{
    QList<SseEvent> events;
    for (const char c : chunk) {
        if (m_failed)
            break;
        if (c == '\n' && std::exchange(m_lastWasCr, false))
            continue;
        m_lastWasCr = c == '\r';
        if (c == '\n' || c == '\r') {
            takeLine(std::exchange(m_line, {}), &events);
            continue;
        }
        m_line.append(c);
        m_failed = m_line.size() + m_event.data.size() > m_maxEventBytes;
    }
    if (m_failed)
        return failure(
            { .kind = ErrorKind::Protocol, .message = QStringLiteral("The server sent an oversized event.") });
    return events;
}

void SseDecoder::takeLine(QByteArrayView line, QList<SseEvent>* events)
{
    if (line.isEmpty()) {
        if (m_hasData)
            events->append(std::move(m_event));
        m_event = {};
        m_hasData = false;
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView field = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);

    if (field == "data") {
        if (m_hasData)
            m_event.data += '\n';
        m_event.data += value;
        m_hasData = true;
    } else if (field == "event") {
        m_event.type = value.toByteArray();
    }
}

} // namespace freshet
