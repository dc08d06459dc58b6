// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/answer_parser.h"
#include "core/streaming/sse_decoder.h"

namespace freshet {

/// The part of reading an answer from an event stream that no dialect differs in: events that lack their blank line,
/// `[DONE]`, events named `error`, JSON errors printed between the events, and a last event that is cut off.
///
/// A dialect says what one event means, in takeEvent(). An answer that is one JSON document comes there too, by the
/// name of nameless events: "message".
class SseAnswerParser : public AnswerParser {
protected:
    using AnswerParser::AnswerParser;

    bool isDocument(char firstByte) const override { return firstByte == '{' || firstByte == '['; }
    Status feedStream(QByteArrayView bytes, QList<ChatChunk> &chunks) override;
    Status endStream(QList<ChatChunk> &chunks) override;

    /// One event that is no error, by errorIn(). @p name is what the `event` field says; many servers leave it out.
    /// Returns false for an object that is no part of an answer.
    virtual bool takeEvent(const QByteArray &name, const QJsonObject &object, QList<ChatChunk> &chunks) = 0;

private:
    bool takeObject(const QJsonObject &object, QList<ChatChunk> &chunks) final;
    Status takeEventData(const SseEvent &event, QList<ChatChunk> &chunks);

    SseDecoder m_decoder;
    QByteArray m_eventName = SseEvent().type; ///< Of the event that is being taken.
};

} // namespace freshet
