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

/// Does with one chat or with several what can be done with them: in one transaction, and with one offer to take it
/// back; what cannot be taken back is asked before.
///
/// What makes no sense for some of them (a temporary chat is in no folder) is done with the others. Where they differ,
/// all become what those already are that it was done with: pinned beside unpinned gives pinned. showOn() comes before
/// all else.
class SelectionController : public QObject {
    Q_OBJECT

public:
    using Ids = QList<ConversationId>;

    SelectionController(
        HistoryStore &history, const ListedChats &listed, ChatController &chats, QObject *parent = nullptr);

    void showOn(ConversationPanel &list, ChatPanel &chat); ///< New ones.

    void run(ChatCommand command, const Ids &ids);
    void showMenu(const Ids &ids, const QPoint &place, ConversationMenu::Content content);
    void askForFolder(const Ids &moved); ///< A new one, and moves these there; none: it is empty.

signals:
    void exportRequested(const QList<freshet::ConversationId> &chats);
    void openRequested(const freshet::ConversationId &id);
    void windowRequested(const freshet::ConversationId &id);
    void leaving(const freshet::ConversationId &id); ///< See ConversationController.

private:
    using Chats = QList<ConversationInfo>;

    struct Step {
        QList<OrderChange> before; ///< Comes first, and is not taken back.
        QList<OrderChange> changes; ///< One a chat.
        QList<OrderChange> back; ///< Takes the changes back, in this order.
        QString title; ///< Of the chat that was added last.

        void add(const ConversationInfo &chat, const OrderChange &change, const OrderChange &undone);
        QString words(const QString &one, const QString &several) const; ///< Of the title, or of how many.
    };

    QPoint menuPlaceOf(const ConversationId &id) const; ///< Over the chat that is shown where it is not in sight.
    void pin(const Chats &chats);
    void rename(const ConversationInfo &chat);
    void moveTo(const Ids &ids, const FolderInfo &folder, const QList<OrderChange> &before = {});
    void moveToNamed(const Ids &ids, const QString &name);
    void editTags(const Chats &chats);
    void setTags(const Chats &chats, const QStringList &common, const QStringList &wanted);
    void archive(const Chats &chats);
    void trash(const Chats &chats);
    void restore(const Chats &chats);
    void askToDelete(const Chats &chats);
    void take(const Step &step, const QString &sentence, const ConversationId &shownAgain = {});

    HistoryStore &m_history;
    const ListedChats &m_listed;
    ChatController &m_chats;
    ConversationPanel *m_list = nullptr; // not owned
    ChatPanel *m_chat = nullptr; // not owned
};

} // namespace freshet
