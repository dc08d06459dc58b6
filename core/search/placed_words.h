// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace freshet {

/// A word as the search over chats compares it, and where it stands in its text.
struct PlacedWord {
    QString text; ///< Case-folded, in compatibility form, without the accents of Latin, Greek and Cyrillic letters.
    qsizetype start = 0; ///< In UTF-16 units. The parts of an identifier stand where the whole of it does.
    qsizetype length = 0;

    bool operator==(const PlacedWord &) const = default;
};

/// The words of @p text in order: wordsOf() with places. `snake_case` and `camelCase` give their parts and the whole;
/// scripts without spaces give each character and each pair of neighbours, so that the words of a part of a text are
/// a part of its words. A change here needs a new version of the index (SearchIndex::kVersion).
QList<PlacedWord> placedWords(QStringView text);

} // namespace freshet
