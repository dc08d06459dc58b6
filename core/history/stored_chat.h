// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

namespace freshet {

/// A whole chat: all its branches, in the order of storing.
struct StoredChat {
    ConversationInfo info;
    MessageId leaf; ///< The message that it is shown down to; empty: the newest.
    QList<StoredMessage> messages;
    std::optional<QList<CollectionName>> collections = {}; ///< Its own choice of what it searches; nothing: none.

    bool operator==(const StoredChat &) const = default;
};

/// A chat that was not taken, and why.
struct SkippedChat {
    QString title; ///< What is known of it: its title, else its place in the file.
    QString reason; ///< A sentence.

    bool operator==(const SkippedChat &) const = default;
};

/// What became of chats that were handed over to be stored.
struct ChatsStored {
    int added = 0;
    int extended = 0; ///< They were there, and got messages that were not.
    int unchanged = 0; ///< They were there with all their messages.
    QList<SkippedChat> skipped;
    QList<SkippedChat> incomplete; ///< They were taken, but not all of their files.
    std::optional<Error> error; ///< Nothing of what was handed over is stored.

    bool operator==(const ChatsStored &) const = default;
};

} // namespace freshet

Q_DECLARE_METATYPE(freshet::StoredChat)
Q_DECLARE_METATYPE(freshet::ChatsStored)
