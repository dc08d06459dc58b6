// SPDX-License-Identifier: MIT
#pragma once

#include "core/search/chat_query.h"
#include "core/search/placed_words.h"

namespace freshet {

/// Words that must follow one another; one of the ways in which a term of a query may be met.
struct WordPattern {
    QStringList words; ///< Never empty.
    bool isPrefix = false; ///< The last one may go on.

    bool operator==(const WordPattern &) const = default;
};

/// The ways in which @p term can be met literally; none where it has no letter and no digit.
///
/// An identifier is met by the whole of it, however it is spelled (`user_name`, `userName`, `username`); a Korean word
/// also by its syllables, since particles are joined to it; a text without spaces wherever it stands.
QList<WordPattern> patternsOf(const ChatQuery::Term &term);

} // namespace freshet
