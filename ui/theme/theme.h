// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QColor>
#include <QPalette>

namespace freshet {

enum class ThemeVariant { Light, Dark };

/// The colours of the window, by what they are for. A new colour starts in both theme files.
struct Theme {
    ThemeVariant variant = ThemeVariant::Light;
    QColor window;
    QColor surface; ///< What text is read on: the transcript, fields, lists.
    QColor sunken; ///< Code and quiet grounds.
    QColor text;
    QColor muted; ///< Secondary text; legible on window, surface and sunken.
    QColor border; ///< Decoration only: never the one sign of anything.
    QColor accent;
    QColor onAccent;
    QColor userMessage;
    QColor danger;
    QColor dangerGround;
    QColor warning;
    QColor warningGround;
    QColor ok;
    QColor searchMark;
    QColor codeComment; ///< These lie on sunken.
    QColor codeString;
    QColor codeConstant;
    QColor codeKeyword;
    QColor codeType;
    QColor codeFunction;
    QColor codeProperty;
    QColor codeTag;
    QColor codeInserted;
    QColor codeDeleted;

    bool operator==(const Theme &) const = default;
};

/// Every colour must be there and valid: a theme with a hole is an error, not a black window.
Result<Theme> parseTheme(const QByteArray &json, ThemeVariant variant);

/// One of the two built-in themes.
Theme builtInTheme(ThemeVariant variant);

/// Dark when its text is lighter than its ground.
ThemeVariant variantOf(const QPalette &palette);

/// Border goes into Mid, muted text into PlaceholderText: FreshetStyle draws from the palette alone.
QPalette paletteFrom(const Theme &theme);

/// @p over laid thinly over @p ground; @p strength from 0 (ground) to 1 (over).
QColor blend(const QColor &ground, const QColor &over, double strength);

} // namespace freshet
