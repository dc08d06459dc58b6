// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <optional>

namespace freshet {

/// Turns the bytes of an application/x-ndjson stream, cut at any places, into its lines; blank ones are skipped.
///
/// Pure, and the same bytes give the same lines however they are chunked. What a line holds is the caller's affair.
class NdjsonDecoder {
public:
    static constexpr qsizetype DefaultMaxLineBytes = 8 * 1024 * 1024;

    explicit NdjsonDecoder(qsizetype maxLineBytes = DefaultMaxLineBytes);

    /// Consumes @p chunk; returns the lines it completed, without their LF or CRLF.
    /// A line above the limit is ErrorKind::Protocol for good: at once, or on the next call when this one still had
    /// lines to give.
    Result<QByteArrayList> feed(QByteArrayView chunk);

    /// The stream is over: the last line, when no LF had ended it. It may be cut off anywhere.
    Result<std::optional<QByteArray>> finish();

private:
    void takeLine(QByteArrayView line, QByteArrayList *lines);

    const qsizetype m_maxLineBytes;
    QByteArray m_line; ///< Bytes after the last line break.
    bool m_isFirstLine = true;
    bool m_failed = false;
};

} // namespace freshet
