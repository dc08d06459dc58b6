// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// Makes a stream of foreign text safe to keep: drops control characters except tab and line feed, and replaces
/// halves of surrogate pairs by U+FFFD. Pairs that were cut between two pieces are joined again.
class TextCleaner {
public:
    QString push(const QString &piece);
    QString end(); ///< What was held back, at the end of the stream.

private:
    QChar m_highSurrogate; ///< Null, or the first half of a pair whose second half may still come.
};

} // namespace freshet
