// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/search/chat_search_types.h"

#include <QAbstractListModel>

namespace freshet {

/// What was found as rows: the title of a chat, then its messages. A title can be chosen where it stands alone.
class SearchResultModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        IsTitleRole = Qt::UserRole, ///< bool
        MarksRole, ///< QList<MarkedRange> in Qt::DisplayRole
        AboutRole, ///< QString: who said it and when; of a title, what else there is.
    };

    /// Where a row leads to.
    struct Target {
        ConversationId chat;
        MessageId message; ///< Empty: the chat as it was left.
        QStringList words; ///< To be marked.
    };

    explicit SearchResultModel(const Clock &clock, QObject *parent = nullptr);

    void setResult(const SearchResult &result);
    Target targetOf(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        const FoundChat *chat;
        const FoundMessage *message; ///< Null: the title.
    };

    QString accessibleText(const Row &row) const;
    QString aboutMessage(const FoundMessage &message) const;

    const Clock m_clock;
    SearchResult m_result;
    QList<Row> m_rows; ///< Into m_result.
};

} // namespace freshet

Q_DECLARE_METATYPE(QList<freshet::MarkedRange>)
