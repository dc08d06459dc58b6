// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/conversation_info.h"

#include <QMenu>

namespace freshet {

/// What can be done with one chat. Those that have an opposite do that one where they were done already.
enum class ChatCommand {
    Pin,
    Rename,
    MoveToFolder,
    EditTags,
    Archive,
    Trash, ///< Of a temporary chat: closes it.
    DeleteForGood,
    OpenInNewWindow,
    Export,
};

/// The menu of one chat or of several: what makes sense where they stand, with the word for what would happen now.
class ConversationMenu : public QMenu {
    Q_OBJECT

public:
    enum class Content { All, Folders }; ///< Folders: only where the chats may be moved to.

    /// At least one chat.
    ConversationMenu(
        const QList<ConversationInfo> &chats, const QList<FolderInfo> &folders, Content content, QWidget *parent);

signals:
    void chosen(freshet::ChatCommand command);
    void folderChosen(const freshet::FolderId &folder); ///< Empty: in none.
    void newFolderRequested();
    void tagFilterRequested(const QString &tag);

private:
    void addAll(const QList<FolderInfo> &folders);
    void addCommand(ChatCommand command, const QString &text);
    void addFolders(QMenu &menu, const QList<FolderInfo> &folders);
    void addTags();
    bool isOfOne() const { return m_chats.size() == 1; }

    const QList<ConversationInfo> m_chats;
};

} // namespace freshet
