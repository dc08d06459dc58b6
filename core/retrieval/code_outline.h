// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/extracted_text.h"

#include <QHash>

namespace freshet {

/// How a programming language says where a function or a class begins and ends.
struct CodeLanguage {
    enum class Blocks { Braces, Indentation };
    enum class Statements { EndWithSemicolon, EndWithLine };
    enum class RawTexts { None, InParentheses, InHashes }; ///< `R"(…)"` of C++, `r#"…"#` of Rust.

    Blocks blocks = Blocks::Braces;
    Statements statements = Statements::EndWithSemicolon;
    bool hasSlashComments = true; ///< `//` and `/* … */`.
    bool hasHashComments = false; ///< `#` to the end of the line.
    bool hasPreprocessor = false; ///< Lines that begin with `#` are no code.
    bool hasTextQuotes = true; ///< `'…'` is a text; else one character, or no quote at all.
    RawTexts rawTexts = RawTexts::None;

    bool operator==(const CodeLanguage &) const = default;
};

/// The languages that are known, by the endings of files' names in lower case.
const QHash<QString, CodeLanguage> &codeLanguages();

/// The functions and classes of @p code, as headings: level 1 for those at the top (whatever namespace they are in),
/// level 3 for the members of a class, which a module of Ruby is where a function comes first in it. Each begins with
/// the comments, attributes and decorators right above it.
///
/// No parser: it counts braces, or looks at the indentation, outside of texts and comments, and takes the name from
/// what stands before. Where it is wrong, a cut is at another place and a name is missing. Linear.
QList<HeadingMark> codeOutline(const QString &code, const CodeLanguage &language);

} // namespace freshet
