// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/conversation_info.h"

#include <QCoreApplication>
#include <QSet>

namespace freshet {

/// Which chats a list shows.
enum class ConversationView { Chats, Archive, Trash };

/// One line of the list of chats.
struct ConversationRow {
    enum class Kind {
        Heading,
        Folder,
        Chat,
    };

    Kind kind = Kind::Heading;
    QString id; ///< ConversationId or FolderId; of a heading a word of our own.
    QString text;
    QString detail = {}; ///< How many chats a folder has, what is special about a chat.
    bool isOpen = true; ///< Of a folder: its chats are in the list.
    bool isInFolder = false; ///< Of a chat: it stands below its folder.
    QStringList tags = {}; ///< Of a chat.

    bool operator==(const ConversationRow &) const = default;

    /// Whether both are the same line, whatever it says now.
    bool isSameAs(const ConversationRow &other) const { return kind == other.kind && id == other.id; }
};

/// Puts chats in the order in which they are shown. Pure.
///
/// First temporary chats and those that are pinned, then folders by their names, then the others by when they were
/// used. A filter is words of the title, and tags with a # before them; it opens every folder that has a hit, and hides
/// those without.
class ConversationRows {
    Q_DECLARE_TR_FUNCTIONS(freshet::ConversationRows)

public:
    QList<ConversationInfo> conversations; ///< Newest first.
    QList<FolderInfo> folders;
    QSet<FolderId> closed; ///< Folders whose chats are not shown.
    ConversationView view = ConversationView::Chats;
    QString filter;

    QList<ConversationRow> rows(const QDateTime &now) const;

private:
    struct Words {
        QStringList title;
        QStringList tags;

        bool isEmpty() const { return title.isEmpty() && tags.isEmpty(); }
    };

    Words words() const;
    QList<const ConversationInfo *> shown(const Words &words) const;
    void addFolders(QList<ConversationRow> &rows, QList<const ConversationInfo *> &chats,
        const Words &wanted) const; ///< Takes them.
    static bool isInView(const ConversationInfo &conversation, ConversationView view);
};

} // namespace freshet
