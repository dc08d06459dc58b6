// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "ui/history/conversation_menu.h"

#include <QObject>

namespace freshet {

class ChatController;
class ChatPanel;
class ConversationPanel;
class ListedChats;
class SelectionController;
class SettingsStore;

/// Joins the list of chats with the store: what is listed, its folders, and which chats something is done with, as
/// SelectionController does it.
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
    void addFolder(); ///< Asks for its name.

signals:
    void openRequested(const freshet::ConversationId &id);
    void windowRequested(const freshet::ConversationId &id); ///< For it alone.
    void leaving(const freshet::ConversationId &id); ///< On its way to the trash or deleted for good: nobody shows it.
    void exportRequested(const QList<freshet::ConversationId> &chats);
    void folderExportRequested(const freshet::FolderInfo &folder);

private:
    void connectList();
    void onDeletePressed(const QList<ConversationId> &ids);
    void showFolderMenu(const FolderId &id, const QPoint &place);
    void askToEmptyTrash();
    void askToDeleteFolder(const FolderId &id);
    void toggleFolder(const FolderId &id);
    void updateSign();

    HistoryStore &m_history;
    SettingsStore &m_settings;
    ChatController &m_chats;
    ListedChats *const m_listed; // child of this, as below
    SelectionController *const m_selection;
    ConversationPanel *m_list = nullptr; // not owned
    ChatPanel *m_chat = nullptr; // not owned
};

} // namespace freshet
