// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/message_control.h"
#include "ui/transcript/message_item.h"

#include <QList>

namespace freshet {

/// The link or citation at @p point of a message; Kind::None where there is none.
MessageControl linkAt(const MessageItem &item, const QPoint &point);

/// All links and citations that are set in type, in reading order. The label of such a link is its words.
QList<MessageControl> linksIn(const MessageItem &item);

} // namespace freshet
