// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "ui/history/conversation_rows.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QListView;
class QModelIndex;
class QToolButton;

namespace freshet {

class ConversationListModel;

/// The pane with the chats: new, search, open, rename in place; the archive and the trash as views of their own.
/// Several chats are chosen with Ctrl, Shift and the arrows, as in any list; that opens none.
///
/// What is done with a chat beyond that is asked for by its signals; see ConversationController.
class ConversationPanel : public QWidget {
    Q_OBJECT

public:
    explicit ConversationPanel(QWidget *parent = nullptr);
    ~ConversationPanel() override;

    ConversationListModel &model() { return *m_model; }
    void setCurrent(const ConversationId &id); ///< Marks it, now or once it is in the list; opens nothing.
    ConversationView view() const;
    void setView(ConversationView view);
    void setFilter(const QString &words);
    FolderId focusedFolder() const; ///< The one that the keyboard is on; empty where it is elsewhere.
    /// Those that are marked, else the one that the keyboard is on; none where the keyboard is elsewhere. In the order
    /// of the list; what a closed folder hides is not among them.
    QList<ConversationId> chosenChats() const;
    QList<ConversationId> selectedChats() const; ///< Those that are marked, wherever the keyboard is.
    bool editTitle(const ConversationId &id); ///< In place; false where it is not shown.
    void editFolder(const FolderId &id);
    std::optional<QPoint> menuPlaceOf(
        const ConversationId &id) const; ///< Of the screen; nothing where it is not shown.

signals:
    void newChatRequested();
    void openRequested(const freshet::ConversationId &id);
    void renameRequested(const freshet::ConversationId &id, const QString &title);
    void folderRenameRequested(const freshet::FolderId &id, const QString &name);
    void folderToggled(const freshet::FolderId &id);
    void menuRequested(const freshet::ConversationId &id, const QPoint &place);
    void selectionMenuRequested(const QList<freshet::ConversationId> &ids, const QPoint &place); ///< Of two or more.
    void folderMenuRequested(const freshet::FolderId &id, const QPoint &place);
    void deletePressed(const QList<freshet::ConversationId> &ids); ///< Nothing was asked yet.
    void folderDeletePressed(const freshet::FolderId &id); ///< Likewise.
    void emptyTrashRequested(); ///< Likewise.
    void documentsRequested();
    void settingsRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; ///< Keys of the list.

private:
    void arrange();
    void connectParts();
    void markCurrent();
    void goTo(const QModelIndex &index); ///< And marks it alone.
    void chooseNear(int row);
    QList<ConversationId> chatsOfKeys() const; ///< What a key of the list acts on.
    void activate(const QModelIndex &index);
    void showMenu(const QPoint &place);
    bool toggleByKey(int key);
    void updateView();

    ConversationListModel *m_model = nullptr; // child of this, as all below
    QToolButton *m_newChat = nullptr;
    QToolButton *m_back = nullptr; ///< In the place of m_newChat where another view is shown.
    QLineEdit *m_search = nullptr;
    QLabel *m_about = nullptr; ///< What this view is, or why it is empty.
    QToolButton *m_emptyTrash = nullptr;
    QListView *m_list = nullptr;
    QToolButton *m_archive = nullptr;
    QToolButton *m_trash = nullptr;
    QToolButton *m_documents = nullptr;
    QToolButton *m_settings = nullptr;
    ConversationId m_current;
    bool m_isKeyboardsRowGoing = false;
};

} // namespace freshet
