// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/history/stored_chat.h"

#include <QHash>

namespace freshet {

/// Makes a chat of a stranger's messages that name the one before them.
///
/// What is hidden there (a system prompt, the call of a tool) is left out, and what follows it hangs on what is before
/// it; what it thought goes to the next answer. A parent that is unknown, or that would make a circle, counts as none.
/// Ids are made from the stranger's, so that the same chat is the same one when it comes again.
class ChatTreeBuilder {
public:
    struct Node {
        QString id; ///< The stranger's, as all ids here.
        QString parent; ///< Empty: none.
        bool isHidden = false;
        StoredMessage message; ///< Without ids. Of what is hidden, only reasoning and tool calls are used.
    };

    /// @p source says whose the ids are: "chatgpt".
    ChatTreeBuilder(const QString &source, const QString &chatId);

    void add(Node node); ///< The first with an id counts.
    bool isFull() const; ///< It takes no more.

    /// A chat with that title, the first question's words where it is empty. An error says why there is none.
    Result<StoredChat> build(const QString &title, const QString &leaf, const std::optional<QDateTime> &changedAt);

private:
    QList<int> parents() const;
    static void openCircles(QList<int> &parents);
    QList<int> eldersFirst(const QList<int> &parents) const;
    void inherit(StoredMessage &message, int index, const QList<int> &parents);

    const QString m_source;
    const QString m_chatId;
    QList<Node> m_nodes;
    QHash<QString, int> m_indices;
    qsizetype m_inherited = 0; ///< How much answers got of what was hidden before them.
};

} // namespace freshet
