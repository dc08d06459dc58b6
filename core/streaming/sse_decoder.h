// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace freshet {

/// One event of a text/event-stream, as the HTML standard dispatches it.
struct SseEvent {
    QByteArray type = "message";
    QByteArray data; ///< All `data:` lines joined with '\n'.

    bool operator==(const SseEvent&) const = default;
};

/// Turns the bytes of a text/event-stream, cut at any places, into whole events.
///
/// Pure: no I/O, no QObject, no clock. The same bytes give the same events however they are chunked,
/// so every test runs over every split of its input.
class SseDecoder {
public:
    explicit SseDecoder(qsizetype maxEventBytes = 4 * 1024 * 1024);

    /// Consumes @p chunk; returns the events it completed, oldest first (often none).
    /// An event above the limit is ErrorKind::Protocol, now and on every later call.
    Result<QList<SseEvent>> feed(QByteArrayView chunk);

    /// True while an event is half read. At end of stream that means the server hung up early.
    bool hasPartialEvent() const { return !m_line.isEmpty() || m_hasData; }

private:
    void takeLine(QByteArrayView line, QList<SseEvent>* events);

    const qsizetype m_maxEventBytes;
    QByteArray m_line; ///< Bytes after the last line break.
    SseEvent m_event;
    bool m_hasData = false;
    bool m_lastWasCr = false; ///< A '\n' right after a '\r' ends no second line.
    bool m_failed = false;
};

} // namespace freshet
