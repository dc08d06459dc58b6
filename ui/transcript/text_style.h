// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"
#include "ui/theme/typography.h"
#include "ui/transcript/citation_marks.h"

#include <QTextCharFormat>

namespace freshet {

inline constexpr int kListIndent = 26; ///< At 100 %, as all lengths: of one level of a list; wide enough for "99.".
inline constexpr int kQuoteIndent = 16;

/// What the reader chose.
struct TextOptions {
    bool wrapsCode = false; ///< Otherwise a long line of code goes on beyond the width.
    bool drawsFormulas = true; ///< Otherwise their source is shown.

    bool operator==(const TextOptions &) const = default;
};

/// How a text of the transcript is set: which fonts, which colours.
struct TextStyle {
    Typography type;
    QColor text;
    QColor muted;
    QColor link;
    QColor codeGround;
    QColor border;
    QColor headerGround; ///< Of a table.
    bool wrapsCode = false;
};

enum class TextTone { Answer, User, Reasoning };

/// The number of a clickable `[n]`, in the format of its characters.
inline constexpr int kCitationProperty = QTextFormat::UserProperty + 1;
inline constexpr int kCitationDoubtProperty = QTextFormat::UserProperty + 11; ///< A CitationDoubt.

QTextCharFormat codeFormat(const TextStyle &style); ///< Of code within a line.
QTextCharFormat citationFormat(const TextStyle &style, int number, CitationDoubt doubt);
QTextCharFormat linkFormat(const TextStyle &style, const QString &address); ///< Empty where none may be offered.

TextStyle textStyle(const Theme &theme, const Typography &type, TextTone tone);

} // namespace freshet
