// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/transcript_message.h"

#include <QRect>
#include <QUrl>

namespace freshet {

/// Something in a message that can be pressed. Relative to the message's top left.
struct MessageControl {
    enum class Kind { None, Action, CopyCode, ToggleReasoning, ToggleDetail, ShowAll, ScrollStrip, Link, Citation };

    Kind kind = Kind::None;
    QRect rect;
    MessageAction action = MessageAction::Copy;
    QString label; ///< What it says, or its accessible name.
    bool isInNotice = false; ///< A button with words rather than an icon.
    size_t block = 0; ///< Of CopyCode and ScrollStrip.
    int number = 0; ///< Of a Citation.
    QUrl url; ///< Of a Link.

    bool operator==(const MessageControl &) const = default;
};

} // namespace freshet
