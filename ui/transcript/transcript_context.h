// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/text_style.h"

#include <QtGlobal>

namespace freshet {

/// What all messages of one transcript share: how text is set, and the count of documents that are alive.
struct TranscriptContext {
    TranscriptContext(const Theme &newTheme, const Typography &newType) : theme(newTheme), type(newType) { }

    TextStyle style(TextTone tone) const { return textStyle(theme, type, tone); }
    int px(int length) const { return type.px(length); }

    Theme theme;
    Typography type;
    int liveDocuments = 0;
    quint64 frame = 0; ///< Counts what was shown; a document remembers when it was last needed.
};

} // namespace freshet
