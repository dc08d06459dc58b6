// SPDX-License-Identifier: MIT
#include "ui/transcript/text_style.h"

namespace freshet {

TextStyle textStyle(const Theme& theme, const Typography& type, TextTone tone)
{
    const bool isReasoning = tone == TextTone::Reasoning;
    return { .type = type,
        .text = isReasoning ? theme.muted : theme.text,
        .muted = theme.muted,
        .link = theme.accent,
        .codeGround = theme.sunken,
        .border = theme.border,
        .headerGround = theme.sunken };
}

} // namespace freshet
