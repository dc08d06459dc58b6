// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/streaming/json_object_decoder.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace freshet {

/// One event of a text/event-stream. Its data is never empty.
struct SseEvent {
    QByteArray type = QByteArrayLiteral("message");
    QByteArray data; ///< All `data:` lines joined with '\n'.

    bool operator==(const SseEvent &) const = default;
};

/// What was left when the stream ended.
struct SseTail {
    QList<SseEvent> events; ///< The last one, when no blank line had ended it, and what ended with the last line.
    bool isWhole = true; ///< False when the last line had no end: it may be cut off anywhere.
};

/// Turns the bytes of a text/event-stream, cut at any places, into whole events, as the HTML standard says.
///
/// Real servers differ from the standard, so on top of it: a field named `error` is at once an event of that type;
/// an event of empty data is none; the last event counts without its blank line; and a JSON object in lines that can be
/// no field (an error printed into the stream) is an event of its own as soon as it is whole.
///
/// Pure: no I/O, no QObject, no clock. The same bytes give the same events however they are chunked,
/// so every test runs over every split of its input.
class SseDecoder {
public:
    static constexpr qsizetype DefaultMaxEventBytes = 8 * 1024 * 1024;
    static constexpr qsizetype MaxStrayBytes = 1024 * 1024;

    explicit SseDecoder(qsizetype maxEventBytes = DefaultMaxEventBytes);

    /// Consumes @p chunk; returns the events it completed, oldest first (often none).
    /// A line that with the data before it is above the limit is ErrorKind::Protocol for good: at once, or on the next
    /// call when this one still had events to give.
    Result<QList<SseEvent>> feed(QByteArrayView chunk);

    /// The stream is over. Nothing may be fed after it.
    Result<SseTail> finish();

    /// True while an event is half read. At end of stream that means the server hung up early.
    bool hasPartialEvent() const { return !m_line.isEmpty() || m_hasData; }

    /// The beginning of an object that stands between the events and has no end yet.
    const QByteArray &partialObject() const { return m_objects.partialObject(); }

private:
    void takeLine(QByteArrayView line, QList<SseEvent> *events);
    void takeStrayLine(QByteArrayView line, QList<SseEvent> *events);
    void takeField(QByteArrayView name, QByteArrayView value, QList<SseEvent> *events);
    void dispatch(QList<SseEvent> *events);

    const qsizetype m_maxEventBytes;
    QByteArray m_line; ///< Bytes after the last line break.
    JsonObjectDecoder m_objects{MaxStrayBytes}; ///< Of the lines that begin like JSON or with a blank.
    SseEvent m_event;
    bool m_hasData = false;
    bool m_isFirstLine = true;
    bool m_lastWasCr = false; ///< A '\n' right after a '\r' ends no second line.
    bool m_failed = false;
};

} // namespace freshet
