// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

#include <QWidget>

class QLineEdit;
class QListView;

namespace freshet {

class ConversationListModel;

/// The pane with the chats: new, search, open, rename, delete.
class ConversationPanel : public QWidget {
    Q_OBJECT

public:
    explicit ConversationPanel(QWidget *parent = nullptr);
    ~ConversationPanel() override;

    ConversationListModel &model() { return *m_model; }
    void setCurrent(const ConversationId &id); ///< Marks it, now and whenever the list changes; opens nothing.

signals:
    void newChatRequested();
    void openRequested(const freshet::ConversationId &id);
    void renameRequested(const freshet::ConversationId &id, const QString &title);
    void deleteRequested(const freshet::ConversationId &id); ///< Confirmed already.
    void settingsRequested();

private:
    void markCurrent();
    void showMenu(const QPoint &place);
    void askToDelete(const QModelIndex &index);

    ConversationListModel *m_model = nullptr; // child of this, as all below
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    ConversationId m_current;
};

} // namespace freshet
