// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/code_outline.h"

namespace freshet {

/// What a brace in source code opens.
struct CodeBlock {
    enum class Kind {
        Passable, ///< A namespace: what is in it is looked at as if it was not there.
        Container, ///< A class and its like.
        Function,
        Other,
    };
    Kind kind = Kind::Other;
    QString name = {}; ///< Of a container or a function.

    bool operator==(const CodeBlock &) const = default;
};

/// Of what stands before a brace; more is a table or generated.
inline constexpr qsizetype kLongestCodeHeader = 2000;

/// By the words before the brace, from the start of the statement.
CodeBlock codeBlockOf(const QString &words, const CodeLanguage &language);

/// From the line at @p start up over the comments, attributes and decorators right above it, not past @p least.
qsizetype startWithComments(const QString &code, qsizetype start, qsizetype least);

} // namespace freshet
