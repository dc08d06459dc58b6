// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QStringView>

namespace freshet {

/// Half-open range of UTF-16 units.
struct TextRange {
    qsizetype start = 0;
    qsizetype end = 0;

    bool operator==(const TextRange &) const = default;
};

/// The sentences of a text, trimmed, in order; together they hold every character that is not blank. A sentence also
/// ends at a blank line, and every heading, list item and table row is one of its own. Linear time.
QList<TextRange> sentencesOf(QStringView text);

} // namespace freshet
