// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

#include <QHash>
#include <QList>

namespace freshet {

/// The messages of one chat as the tree that they form, and the way through it that is shown.
///
/// Messages with the same parent are branches of one another: questions that were edited, answers that were asked for
/// again. Pure. A parent that is unknown, or younger than its child, counts as none: whatever the database says, each
/// message is in the tree, and every way ends.
class MessageTree {
public:
    struct Branch {
        int index = 0; ///< From 0, oldest first.
        int count = 1;

        bool operator==(const Branch &) const = default;
    };

    MessageTree() = default;

    /// @p messages in the order of storing. Shows the way to @p leaf; to the newest message where that one is unknown.
    explicit MessageTree(const QList<StoredMessage> &messages, const MessageId &leaf = {});

    bool isEmpty() const { return m_messages.isEmpty(); }
    const QList<StoredMessage> &messages() const { return m_messages; } ///< All, in the order of storing.
    const StoredMessage *find(const MessageId &id) const; ///< Null when unknown; valid until the next change.

    QList<StoredMessage> way() const; ///< What is shown, oldest first.
    QList<StoredMessage> wayBefore(const MessageId &id) const; ///< From the first message to the parent of @p id.
    MessageId leaf() const { return m_leaf; } ///< The last of way(); empty in an empty tree.

    Branch branchOf(const MessageId &id) const;
    MessageId branchBeside(const MessageId &id, int step) const; ///< Empty where there is none.

    void put(const StoredMessage &message); ///< Adds it, or puts it in the place of the one with its id. The way stays.
    void showTo(const MessageId &id); ///< The way ends at it.
    void show(const MessageId &id); ///< The way through it, and on as it was last shown, else the newest one.

private:
    QList<int> wayTo(int index) const;
    const QList<int> &branchesOf(int index) const;
    void showTo(int index);

    QList<StoredMessage> m_messages;
    QHash<MessageId, int> m_indices;
    QList<int> m_parents; ///< Of each message; -1 for none.
    QHash<int, QList<int>> m_children; ///< By parent, -1 for none; oldest first.
    QHash<int, int> m_lastShown; ///< Of the children of a parent.
    MessageId m_leaf;
};

} // namespace freshet
