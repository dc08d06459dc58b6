// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "ui/widgets/row_delegate.h"

#include <QAbstractListModel>
#include <QPointer>

class QAction;

namespace freshet {

/// Commands and chats that fit what was typed, the best first, each kind under its heading, and the way on into the
/// search over all chats. With nothing typed: what was run last, then all commands in their order, and the newest
/// chats.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        ActionRole = RowUserRole, ///< QAction *; null for a chat or a heading.
        ChatRole, ///< ConversationId; empty for a command or a heading.
        SearchRole, ///< What to search in all chats for; empty but for the last row.
    };

    /// Actions that cannot be used when the list is made are left out. They outlive this.
    explicit PaletteModel(const QList<QAction *> &actions, QObject *parent = nullptr);

    void setChats(const QList<ConversationInfo> &newestFirst);
    void setTyped(const QString &typed); ///< Makes the list anew in any case.
    void setRun(QAction *action); ///< It was run just now.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        QString text;
        QString detail;
        QAction *action = nullptr;
        ConversationId chat;
        QString sought;
    };

    QList<Row> commandRows() const;
    QList<Row> chatRows() const;

    const QList<QAction *> m_actions; // not owned
    QList<QAction *> m_lastRun; ///< The newest first.
    QList<ConversationInfo> m_chats;
    QString m_typed;
    QList<Row> m_rows;
};

} // namespace freshet
