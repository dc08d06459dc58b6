// SPDX-License-Identifier: MIT
#include "core/retrieval/reader_message.h"

#include "core/retrieval/text_decoder.h"

#include <QDataStream>
#include <QIODevice>

namespace freshet::reader_message {

namespace {

constexpr quint32 kRequestMark = 0x46524451;
constexpr quint32 kReplyMark = 0x46524452;
constexpr qsizetype kLongestReason = 300;

enum class Outcome : quint8 { Text, Refused, TooLarge };

void prepare(QDataStream &stream) { stream.setVersion(QDataStream::Qt_6_4); }

QString stringFrom(QDataStream &stream)
{
    QByteArray bytes;
    stream >> bytes;
    return QString::fromUtf8(bytes);
}

/// A list that claims to be longer than what is left of the message is none.
quint32 countFrom(QDataStream &stream, qint64 leastSize)
{
    quint32 count = 0;
    stream >> count;
    if (count > stream.device()->bytesAvailable() / leastSize)
        stream.setStatus(QDataStream::ReadCorruptData);
    return stream.status() == QDataStream::Ok ? count : 0;
}

/// Whether a text can be cut there: a mark within a character would make two halves of it.
bool isPlaceIn(const QString &text, qsizetype offset)
{
    if (offset < 0 || offset > text.size())
        return false;
    return offset == 0 || offset == text.size() || !text.at(offset).isLowSurrogate()
        || !text.at(offset - 1).isHighSurrogate();
}

bool isSound(const ExtractedText &document)
{
    const QString &text = document.text;
    if (text != canonicalText(text) || document.title != canonicalText(document.title)
        || document.title.size() > kLongestHeading)
        return false;
    qsizetype last = 0;
    for (const HeadingMark &heading : document.headings) {
        if (!isPlaceIn(text, heading.offset) || heading.offset < last || heading.level < 1 || heading.level > 6
            || heading.text.size() > kLongestHeading || heading.text != canonicalText(heading.text))
            return false;
        last = heading.offset;
    }
    last = -1;
    for (const qsizetype cut : document.cuts) {
        if (!isPlaceIn(text, cut) || cut <= last)
            return false;
        last = cut;
    }
    return true;
}

void writeText(QDataStream &stream, const ExtractedText &document)
{
    stream << quint8(Outcome::Text) << quint8(document.kind) << document.text.toUtf8()
           << shortenedText(document.title, kLongestHeading).toUtf8();
    stream << quint32(document.headings.size());
    for (const HeadingMark &heading : document.headings)
        stream << quint32(heading.offset) << quint8(heading.level)
               << shortenedText(heading.text, kLongestHeading).toUtf8();
    stream << quint32(document.cuts.size());
    for (const qsizetype cut : document.cuts)
        stream << quint32(cut);
}

ExtractedText textFrom(QDataStream &stream)
{
    ExtractedText document;
    quint8 kind = 0;
    stream >> kind;
    if (kind > quint8(TextKind::Table))
        stream.setStatus(QDataStream::ReadCorruptData);
    document.kind = TextKind(kind);
    document.text = stringFrom(stream);
    document.title = stringFrom(stream);
    for (quint32 left = countFrom(stream, 9); left > 0; --left) {
        quint32 offset = 0;
        quint8 level = 0;
        stream >> offset >> level;
        document.headings << HeadingMark{offset, level, stringFrom(stream)};
    }
    for (quint32 left = countFrom(stream, 4); left > 0; --left) {
        quint32 cut = 0;
        stream >> cut;
        document.cuts << cut;
    }
    return document;
}

} // namespace

QByteArray encodedHead(const RequestHead &head)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << kRequestMark << head.number << head.nameSize << head.fileSize;
    return bytes;
}

std::optional<RequestHead> requestHead(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    quint32 mark = 0;
    RequestHead head;
    stream >> mark >> head.number >> head.nameSize >> head.fileSize;
    return stream.status() == QDataStream::Ok && mark == kRequestMark ? std::optional(head) : std::nullopt;
}

QByteArray encodedReply(quint32 number, const Result<ExtractedText> &outcome)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    prepare(stream);
    stream << kReplyMark << number << quint32(0);
    if (outcome) {
        writeText(stream, *outcome);
    } else {
        const bool isTooLarge = outcome.error().kind == ErrorKind::PayloadTooLarge;
        stream << quint8(isTooLarge ? Outcome::TooLarge : Outcome::Refused) << outcome.error().message.toUtf8();
    }
    stream.device()->seek(kReplyHeadSize - qsizetype(sizeof(quint32)));
    stream << quint32(bytes.size() - kReplyHeadSize);
    return bytes;
}

std::optional<ReplyHead> replyHead(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    quint32 mark = 0;
    ReplyHead head;
    stream >> mark >> head.number >> head.size;
    return stream.status() == QDataStream::Ok && mark == kReplyMark ? std::optional(head) : std::nullopt;
}

std::optional<Result<ExtractedText>> decodedReply(const QByteArray &payload)
{
    QDataStream stream(payload);
    prepare(stream);
    quint8 outcome = 0;
    stream >> outcome;
    if (outcome == quint8(Outcome::Text)) {
        const ExtractedText document = textFrom(stream);
        const bool isWhole = stream.status() == QDataStream::Ok && stream.atEnd();
        return isWhole && isSound(document) ? std::optional(Result<ExtractedText>(document)) : std::nullopt;
    }
    const QString reason = shortenedText(canonicalText(stringFrom(stream)).simplified(), kLongestReason);
    if (outcome > quint8(Outcome::TooLarge) || stream.status() != QDataStream::Ok || !stream.atEnd()
        || reason.isEmpty())
        return std::nullopt;
    const ErrorKind kind = outcome == quint8(Outcome::TooLarge) ? ErrorKind::PayloadTooLarge : ErrorKind::BadRequest;
    return Result<ExtractedText>(failure({.kind = kind, .message = reason}));
}

} // namespace freshet::reader_message
