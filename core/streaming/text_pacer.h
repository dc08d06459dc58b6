// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QTextBoundaryFinder>

namespace freshet {

/// Gives a whole text out bit by bit, so that an answer that came at once can be shown like a stream.
///
/// Cuts only where a reader sees characters end: never inside an emoji, a flag, or a letter with its accents.
/// Pure: when to take the next step is the caller's affair.
class TextPacer {
public:
    explicit TextPacer(const QString &text);

    QString next(qsizetype graphemes); ///< Up to that many characters; empty when done.
    QString rest(); ///< All that is left, at once.
    bool isDone() const { return m_position == m_text.size(); }

private:
    QString m_text;
    QTextBoundaryFinder m_borders;
    qsizetype m_position = 0;
};

} // namespace freshet
