// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace freshet {

/// Length of the longest end of @p text with which @p word may begin, short of the whole word: what has to be held back
/// of a stream in which the word is looked for. For any two of Qt's string or byte array views.
template <typename Text, typename Word>
qsizetype overlapAtEnd(Text text, Word word)
{
    qsizetype length = std::max<qsizetype>(0, std::min(text.size(), word.size() - 1));
    while (length > 0 && !word.startsWith(text.last(length)))
        --length;
    return length;
}

} // namespace freshet
