// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

namespace freshet {

/// What a piece of code is, as far as its colour goes.
enum class CodeRole : quint8 {
    Plain,
    Comment,
    String,
    Constant, ///< Numbers, escapes, true and false.
    Keyword,
    Type,
    Function,
    Property, ///< Keys, attributes and variables that stand out in their language.
    Tag,
    Inserted,
    Deleted,
};

/// A piece of a line, in UTF-16 units. Only lines that fit into 16 bits are ever coloured.
struct CodeSpan {
    quint16 begin = 0;
    quint16 length = 0;
    CodeRole role = CodeRole::Plain;

    bool operator==(const CodeSpan &) const = default;
};

/// The pieces of one line that are not plain, from left to right.
using CodeLine = QList<CodeSpan>;

} // namespace freshet
