// SPDX-License-Identifier: MIT
#include "ui/endpoint/token_list_model.h"

#include "core/server/access_token_store.h"
#include "ui/endpoint/endpoint_words.h"
#include "ui/language/word_list.h"
#include "ui/models/model_list_model.h"
#include "ui/widgets/row_delegate.h"

namespace freshet {

TokenListModel::TokenListModel(AccessTokenStore &store, QObject *parent) : QAbstractListModel(parent), m_store(store)
{
    connect(&store, &AccessTokenStore::changed, this, &TokenListModel::take);
    connect(&store, &AccessTokenStore::used, this, [this](const TokenId &id) {
        if (const QModelIndex at = indexOf(id); at.isValid())
            emit dataChanged(at, at);
    });
    take();
}

/// Rows go one by one, so that the others stay as they are.
void TokenListModel::take()
{
    for (int row = static_cast<int>(m_ids.size()) - 1; row >= 0; --row) {
        if (m_store.token(m_ids.at(row)))
            continue;
        beginRemoveRows({}, row, row);
        m_ids.removeAt(row);
        endRemoveRows();
    }
    for (const AccessToken &token : m_store.tokens()) {
        if (m_ids.contains(token.id))
            continue;
        const auto row = static_cast<int>(m_ids.size());
        beginInsertRows({}, row, row);
        m_ids.append(token.id);
        endInsertRows();
    }
    if (!m_ids.isEmpty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

std::optional<AccessToken> TokenListModel::tokenAt(const QModelIndex &index) const
{
    return index.isValid() ? m_store.token(m_ids.value(index.row())) : std::nullopt;
}

QModelIndex TokenListModel::indexOf(const TokenId &id) const
{
    const auto row = static_cast<int>(m_ids.indexOf(id));
    return row < 0 ? QModelIndex() : index(row);
}

int TokenListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant TokenListModel::data(const QModelIndex &index, int role) const
{
    const auto token = tokenAt(index);
    if (!token)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return token->name;
    case RowDetail:
        return detail(token->id);
    case Qt::AccessibleTextRole:
        return QString(token->name + u'\n' + detail(token->id));
    default:
        return {};
    }
}

QString TokenListModel::detail(const TokenId &id) const
{
    const auto token = m_store.token(id);
    const TokenUse use = m_store.useToday(id);
    QString today = useWords(use, token->budget);
    if (m_store.isOverBudget(id))
        today = sentenceRow({today, tr("No more answers today.")});
    const QString last = token->lastUsed.isValid()
        ? tr("Last used %1.")
              .arg(agoWords(std::chrono::seconds(token->lastUsed.secsTo(QDateTime::currentDateTimeUtc()))))
        : tr("Never used.");
    return sentenceRow({scopeWords(token->scopes), last}) + u'\n' + today;
}

} // namespace freshet
