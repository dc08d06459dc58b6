// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"

#include <QByteArray>
#include <QSet>

namespace freshet {

/// The parts of an answer that were asked for one after the other, because the server paused or broke off: what the
/// earlier parts said, and whether one more may be asked for.
///
/// Pure. Comes to an end: no place is gone on from twice, and there are 256 of them at most.
class AnswerHops {
public:
    static constexpr qsizetype kMost = 256;
    static constexpr qsizetype kLongestContinuation = 1024 * 1024; ///< Characters; a longer one counts as none.

    static constexpr qsizetype kLongestAnswer = 16 * 1024 * 1024; ///< Characters of all parts; no further part then.

    /// What is there when a part begins; the next part comes on top.
    struct Part {
        QString text; ///< That was shown.
        QString hidden; ///< That came whole and is revealed at the end.
        QString reasoning;
        QList<ToolCall> toolCalls;
        Usage usage;
    };

    /// The part that ended with @p continuation is kept as @p sum, of all parts so far. False, and nothing happens,
    /// when the answer cannot go on from there.
    bool goOn(const QString &continuation, const Part &sum);

    const Part &before() const { return m_before; } ///< The present part.
    QString note() const; ///< "continued 3 times"; empty for an answer of one part.

private:
    QSet<QByteArray> m_seen; ///< Digests of the continuations.
    Part m_before;
};

/// Counts that both know are added; what only one knows is kept.
Usage sumOf(const Usage &a, const Usage &b);

} // namespace freshet
