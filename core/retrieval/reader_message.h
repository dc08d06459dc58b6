// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/retrieval/extracted_text.h"

#include <QByteArray>

#include <optional>

/// What ReaderProcess and the program that reads documents say to each other over two pipes: a head of fixed size that
/// says how much follows, then that much. One request is answered by one reply; then comes the next request.
///
/// Request: head, the file's name in UTF-8, its bytes. Reply: head, what encodedReply() makes.
namespace freshet::reader_message {

struct RequestHead {
    quint32 number = 0; ///< Which the reply repeats, so that none is taken for the reply to another request.
    quint32 nameSize = 0;
    quint32 fileSize = 0;

    bool operator==(const RequestHead &) const = default;
};

inline constexpr qsizetype kRequestHeadSize = 16;
inline constexpr qsizetype kReplyHeadSize = 12;

/// The program ends with this status when memory runs out.
inline constexpr int kOutOfMemoryStatus = 3;

QByteArray encodedHead(const RequestHead &head);
std::optional<RequestHead> requestHead(const QByteArray &bytes);

struct ReplyHead {
    quint32 number = 0;
    quint32 size = 0; ///< Of what follows.

    bool operator==(const ReplyHead &) const = default;
};

/// The reply to request @p number as a whole, its head included. Without pages: only what has its own process has them.
QByteArray encodedReply(quint32 number, const Result<ExtractedText> &outcome);
std::optional<ReplyHead> replyHead(const QByteArray &bytes);

/// What follows the head. The program may have fallen to the file that it read: all that it says is checked, and
/// nothing comes back where it cannot be: text that is not canonical, marks out of order or outside of it.
std::optional<Result<ExtractedText>> decodedReply(const QByteArray &payload);

} // namespace freshet::reader_message
