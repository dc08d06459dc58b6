// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/history/history_store.h"
#include "ui/widgets/row_delegate.h"

#include <QAbstractListModel>
#include <QSet>

namespace freshet {

/// The chats, newest first, under headings of when they were last used; narrowed by words of their titles.
///
/// Editing a title asks by renameRequested(); the new title shows when the list comes back from the store.
class ConversationListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = RowUserRole, ///< ConversationId; empty for a heading.
    };

    explicit ConversationListModel(const Clock &clock, QObject *parent = nullptr);

    void setConversations(const QList<ConversationInfo> &newestFirst);
    void setFilter(const QString &words);
    void setAnswering(const QSet<ConversationId> &ids); ///< Chats whose answer is being written.
    QModelIndex indexOf(const ConversationId &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void renameRequested(const freshet::ConversationId &id, const QString &title);

private:
    struct Row {
        ConversationId id; ///< Empty: a heading.
        QString text;

        bool operator==(const Row &) const = default;
    };

    void rebuild();
    QString headingFor(const QDateTime &changedAt, const QDate &today) const;

    const Clock m_clock;
    QList<ConversationInfo> m_conversations;
    QStringList m_filter;
    QSet<ConversationId> m_answering;
    QList<Row> m_rows;
};

} // namespace freshet
