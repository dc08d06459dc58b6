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

    /// With the chat that the keyboard is on in the list, else with the one that is shown; nothing where that one is
    /// not stored yet or the command has no sense there.
    void run(ChatCommand command);
    void run(ChatCommand command, const ConversationId &id);
    void addFolder(); ///< Asks for its name.

signals:
    void openRequested(const freshet::ConversationId &id);
    void windowRequested(const freshet::ConversationId &id); ///< For it alone.
    void leaving(const freshet::ConversationId &id); ///< On its way to the trash or deleted for good: nobody shows it.

private:
    void connectList();
    void onListed(const QList<ConversationInfo> &conversations);
    const ConversationInfo *find(const ConversationId &id) const;
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
    ConversationPanel *m_list = nullptr; // not owned
    ChatPanel *m_chat = nullptr; // not owned
    QList<FolderInfo> m_folders;
    QList<ConversationInfo> m_conversations;
    QHash<ConversationId, qsizetype> m_places; ///< In m_conversations.
};

} // namespace freshet
