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

/// By the words before the brace, from the start of the statement.
CodeBlock codeBlockOf(const QString &words, const CodeLanguage &language);

} // namespace freshet
