// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/conversation_info.h"

#include <QMetaType>
#include <QString>

namespace freshet {

/// Which chat is open, and how far it is read: what is at the top of the view, whatever its width and fonts.
struct ReadingPlace {
    static constexpr int kAboveText = -1;

    ConversationId conversation; ///< Empty: a new chat, or one that is not stored.
    QString message = {}; ///< Empty: the end, which is followed.
    bool isInThoughts = false;
    int block = kAboveText; ///< Of the message's text.
    double offset = 0; ///< Below the block's top in heights of it; above the text in pixels below the message's top.

    bool operator==(const ReadingPlace &) const = default;
};

/// Into the small file beside the chats at @p historyPath, or nowhere for an empty one. It is a help, no promise: one
/// that cannot be written is a line in the log.
void storeReadingPlace(const QString &historyPath, const ReadingPlace &place);

/// An empty one where there is none, or none that makes sense.
ReadingPlace readReadingPlace(const QString &historyPath);

} // namespace freshet

Q_DECLARE_METATYPE(freshet::ReadingPlace)
