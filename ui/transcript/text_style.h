// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

namespace freshet {

inline constexpr int kListIndent = 26; ///< At 100 %, as all lengths: of one level of a list; wide enough for "99.".
inline constexpr int kQuoteIndent = 16;

/// How a text of the transcript is set: which fonts, which colours.
struct TextStyle {
    Typography type;
    QColor text;
    QColor muted;
    QColor link;
    QColor codeGround;
    QColor border;
    QColor headerGround; ///< Of a table.
};

enum class TextTone { Answer, User, Reasoning };

TextStyle textStyle(const Theme& theme, const Typography& type, TextTone tone);

} // namespace freshet
