// SPDX-License-Identifier: MIT
#include "ui/history/conversation_list_model.h"

#include "ui/widgets/plain_text.h"

#include <algorithm>

namespace freshet {

ConversationListModel::ConversationListModel(const Clock &clock, QObject *parent)
    : QAbstractListModel(parent), m_clock(clock)
{
}

void ConversationListModel::setConversations(const QList<ConversationInfo> &newestFirst)
{
    m_conversations = newestFirst;
    rebuild();
}

void ConversationListModel::setFilter(const QString &words)
{
    m_filter = words.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    rebuild();
}

void ConversationListModel::setAnswering(const QSet<ConversationId> &ids)
{
    m_answering = ids;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0), index(rowCount() - 1), {RowDetail});
}

QModelIndex ConversationListModel::indexOf(const ConversationId &id) const
{
    const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &it) { return it.id == id; });
    return row == m_rows.cend() || id.isEmpty() ? QModelIndex() : index(static_cast<int>(row - m_rows.cbegin()));
}

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return row.text;
    case Qt::ToolTipRole:
        return plainToolTip(row.text);
    case RowIsHeader:
        return row.id.isEmpty();
    case RowDetail:
        return m_answering.contains(row.id) ? tr("writing…") : QString();
    case IdRole:
        return row.id;
    default:
        return {};
    }
}

bool ConversationListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString title = value.toString().simplified();
    if (role != Qt::EditRole || title.isEmpty() || title == m_rows.at(index.row()).text)
        return false;
    emit renameRequested(m_rows.at(index.row()).id, title);
    return true;
}

Qt::ItemFlags ConversationListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Qt::ItemFlags chat = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable;
    return m_rows.at(index.row()).id.isEmpty() ? Qt::ItemFlags(Qt::ItemIsEnabled) : chat;
}

QString ConversationListModel::headingFor(const QDateTime &changedAt, const QDate &today) const
{
    const qint64 days = changedAt.toLocalTime().date().daysTo(today);
    if (days <= 0) // a clock that was ahead too
        return tr("Today");
    if (days == 1)
        return tr("Yesterday");
    return days < 7 ? tr("This week") : tr("Earlier");
}

void ConversationListModel::rebuild()
{
    QList<Row> rows;
    const QDate today = m_clock().toLocalTime().date();
    QString heading;
    for (const ConversationInfo &conversation : m_conversations) {
        const QString folded = conversation.title.toCaseFolded();
        if (!std::all_of(m_filter.cbegin(), m_filter.cend(), [&](const QString &it) { return folded.contains(it); }))
            continue;
        if (const QString own = headingFor(conversation.changedAt, today); own != heading) {
            heading = own;
            rows << Row{{}, heading};
        }
        rows << Row{conversation.id, conversation.title};
    }
    if (rows == m_rows) // a reset would close the editor of a title
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

} // namespace freshet
