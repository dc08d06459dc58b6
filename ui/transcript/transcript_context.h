// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/text_style.h"

#include <QtGlobal>

namespace freshet {

class HighlightService;
class MathRenderer;

/// What all messages of one transcript share: how text is set, and the count of documents that are alive.
struct TranscriptContext {
    TranscriptContext(const Theme &newTheme, const Typography &newType, MathRenderer *newMath = nullptr)
        : theme(newTheme), type(newType), math(newMath)
    {
    }

    TextStyle style(TextTone tone) const
    {
        TextStyle style = textStyle(theme, type, tone);
        style.wrapsCode = options.wrapsCode;
        return style;
    }
    MathRenderer *renderer() const { return options.drawsFormulas ? math : nullptr; }
    int px(int length) const { return type.px(length); }

    Theme theme;
    Typography type;
    TextOptions options;
    HighlightService *highlights = nullptr; ///< Null: code is not coloured.
    MathRenderer *math; ///< Not owned; null: formulas are shown as their source.
    int liveDocuments = 0;
    quint64 frame = 0; ///< Counts what was shown; a document remembers when it was last needed.
};

} // namespace freshet
