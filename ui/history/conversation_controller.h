// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "ui/history/conversation_menu.h"

#include <QHash>
#include <QObject>

namespace freshet {

class ChatController;
class ChatPanel;
class ConversationPanel;
class SelectionController;
class SettingsStore;

/// Joins the list of chats with the store: pins, folders, tags, archive and trash. Asks what must be asked, and offers
/// to take back what need not be.
///
/// showOn() comes before all else. What is on the list is what HistoryStore::listConversations() last brought; whoever
/// owns the store asks for it, once for all windows.
class ConversationController : public QObject {
    Q_OBJECT

public:
    ConversationController(
        HistoryStore &history, SettingsStore &settings, ChatController &chats, QObject *parent = nullptr);

    void showOn(ConversationPanel &list, ChatPanel &chat); ///< New ones.

    /// With the chats that are chosen in the list while the keyboard is there, else with the one that is shown; nothing
    /// where that one is not stored yet or the command has no sense there.
    void run(ChatCommand command);
    void run(ChatCommand command, const ConversationId &id);
    void addFolder(); ///< Asks for its name.

signals:
    void openRequested(const freshet::ConversationId &id);
    void windowRequested(const freshet::ConversationId &id); ///< For it alone.
    void leaving(const freshet::ConversationId &id); ///< On its way to the trash or deleted for good: nobody shows it.
    void exportRequested(const QList<freshet::ConversationId> &chats);
    void folderExportRequested(const freshet::FolderInfo &folder);

private:
    void connectList();
    void run(ChatCommand command, const QList<ConversationId> &ids);
    void onDeletePressed(const QList<ConversationId> &ids);
    void onListed(const QList<ConversationInfo> &conversations);
    const ConversationInfo *find(const ConversationId &id) const;
    QList<ConversationInfo> find(const QList<ConversationId> &ids) const; ///< Those that are there.
    const FolderInfo *findFolder(const FolderId &id) const;
    QPoint menuPlaceOf(const ConversationId &id) const; ///< Over the chat that is shown where it is not in sight.
    void showMenu(const ConversationId &id, const QPoint &place, ConversationMenu::Content content);
    void showFolderMenu(const FolderId &id, const QPoint &place);
    void archive(const ConversationInfo &chat);
    void trash(const ConversationInfo &chat);
    void askToDelete(const ConversationInfo &chat);
    void askToEmptyTrash();
    void askToDeleteFolder(const FolderId &id);
    void rename(const ConversationInfo &chat);
    void editTags(const ConversationInfo &chat);
    void askForFolder(const ConversationId &moved); ///< And moves that chat there; empty: none.
    void renameFolder(const FolderId &id, const QString &name);
    void toggleFolder(const FolderId &id);
    void updateSign();

    HistoryStore &m_history;
    SettingsStore &m_settings;
    ChatController &m_chats;
    SelectionController *const m_selection; // child of this
    ConversationPanel *m_list = nullptr; // not owned
    ChatPanel *m_chat = nullptr; // not owned
    QList<FolderInfo> m_folders;
    QList<ConversationInfo> m_conversations;
    QHash<ConversationId, qsizetype> m_places; ///< In m_conversations.
};

} // namespace freshet
