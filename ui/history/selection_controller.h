// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "ui/history/conversation_menu.h"

#include <QObject>

namespace freshet {

class ChatController;
class ChatPanel;
class ConversationPanel;

/// Does with several chats at once what can be done with one: in one transaction, and with one offer to take it back.
///
/// What makes no sense for some of them (a temporary chat is in no folder) is done with the others. Where they differ,
/// all become what those already are that it was done with: pinned beside unpinned gives pinned. showOn() comes before
/// all else.
class SelectionController : public QObject {
    Q_OBJECT

public:
    using Chats = QList<ConversationInfo>;

    SelectionController(HistoryStore &history, ChatController &chats, QObject *parent = nullptr);

    void showOn(ConversationPanel &list, ChatPanel &chat); ///< New ones.

    /// Folders are chosen in a menu at @p place; see showMenu() for @p folders.
    void run(ChatCommand command, const Chats &chats, const QList<FolderInfo> &folders, const QPoint &place);
    void showMenu(const Chats &chats, const QList<FolderInfo> &folders, const QPoint &place);

signals:
    void exportRequested(const QList<freshet::ConversationId> &chats);
    void openRequested(const freshet::ConversationId &id);
    void leaving(const freshet::ConversationId &id); ///< See ConversationController.

private:
    struct Step {
        QList<OrderChange> changes;
        QList<OrderChange> back; ///< Takes the changes back, in this order.
    };

    void addFolders(QMenu &menu, const Chats &chats, const QList<FolderInfo> &folders);
    void pin(const Chats &chats);
    void moveTo(const Chats &chats, const FolderId &folder, const QString &name, const QList<OrderChange> &before = {});
    void askForFolder(const Chats &chats, const QList<FolderInfo> &folders);
    void editTags(const Chats &chats);
    void setTags(const Chats &chats, const QStringList &common, const QStringList &wanted);
    void archive(const Chats &chats);
    void trash(const Chats &chats);
    void askToDelete(const Chats &chats);
    void take(const Step &step, const QString &sentence, const ConversationId &shownAgain = {});

    HistoryStore &m_history;
    ChatController &m_chats;
    ConversationPanel *m_list = nullptr; // not owned
    ChatPanel *m_chat = nullptr; // not owned
};

} // namespace freshet
