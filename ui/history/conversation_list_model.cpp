// SPDX-License-Identifier: MIT
#include "ui/history/conversation_list_model.h"

#include "ui/widgets/plain_text.h"

#include <algorithm>

namespace freshet {

namespace {

using RowKey = std::pair<int, QString>;

// In hundredths of the height of a line.
constexpr int kFolderIndent = 120; ///< The room of the mark that says whether it is open.
constexpr int kInFolderIndent = 165;
constexpr int kMostRanges = 100; ///< Each costs the whole list; another filter may bring thousands.

std::pair<int, QString> keyOf(const ConversationRow &row) { return {static_cast<int>(row.kind), row.id}; }

QSet<RowKey> keysOf(const QList<ConversationRow> &rows)
{
    QSet<RowKey> keys;
    keys.reserve(rows.size());
    for (const ConversationRow &row : rows)
        keys.insert(keyOf(row));
    return keys;
}

/// How many stretches of @p rows are not among @p keys.
int rangesBut(const QList<ConversationRow> &rows, const QSet<RowKey> &keys)
{
    int ranges = 0;
    bool wasOut = false;
    for (const ConversationRow &row : rows) {
        const bool isOut = !keys.contains(keyOf(row));
        ranges += isOut && !wasOut ? 1 : 0;
        wasOut = isOut;
    }
    return ranges;
}

QString tagWords(const QStringList &tags) { return tags.isEmpty() ? QString() : u'#' + tags.join(QLatin1String(" #")); }

} // namespace

ConversationListModel::ConversationListModel(const Clock &clock, QObject *parent)
    : QAbstractListModel(parent), m_clock(clock)
{
}

void ConversationListModel::setConversations(const QList<ConversationInfo> &newestFirst)
{
    m_source.conversations = newestFirst;
    rebuild();
}

void ConversationListModel::setFolders(const QList<FolderInfo> &folders)
{
    m_source.folders = folders; // shown with the chats, which come right after
}

void ConversationListModel::setClosedFolders(const QSet<FolderId> &closed)
{
    m_source.closed = closed;
    rebuild();
}

void ConversationListModel::setView(ConversationView view)
{
    m_source.view = view;
    rebuild();
}

void ConversationListModel::setFilter(const QString &words)
{
    m_source.filter = words;
    rebuild();
}

void ConversationListModel::setAnswering(const QSet<ConversationId> &ids)
{
    if (ids == m_answering)
        return;
    const QSet<ConversationId> changed = (ids - m_answering) + (m_answering - ids);
    m_answering = ids;
    for (const ConversationId &id : changed) {
        if (const QModelIndex index = indexOf(id); index.isValid())
            emit dataChanged(index, index, {RowDetail});
    }
}

QModelIndex ConversationListModel::indexOf(const ConversationId &id) const
{
    return indexOf(ConversationRow::Kind::Chat, id);
}

QModelIndex ConversationListModel::indexOfFolder(const FolderId &id) const
{
    return indexOf(ConversationRow::Kind::Folder, id);
}

QModelIndex ConversationListModel::indexOf(ConversationRow::Kind kind, const QString &id) const
{
    const auto row = std::find_if(
        m_rows.cbegin(), m_rows.cend(), [&](const ConversationRow &it) { return it.kind == kind && it.id == id; });
    return row == m_rows.cend() ? QModelIndex() : index(static_cast<int>(row - m_rows.cbegin()));
}

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ConversationRow &row = m_rows.at(index.row());
    const bool isChat = row.kind == ConversationRow::Kind::Chat;
    const bool isFolder = row.kind == ConversationRow::Kind::Folder;
    const bool isAnswering = isChat && m_answering.contains(row.id);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return row.text;
    case Qt::ToolTipRole:
        return plainToolTip(row.tags.isEmpty() ? row.text : row.text + u'\n' + tagWords(row.tags));
    case Qt::AccessibleTextRole:
        return isFolder ? (row.isOpen ? tr("Folder %1, open") : tr("Folder %1, closed")).arg(row.text) : row.text;
    case Qt::AccessibleDescriptionRole:
        return tagWords(row.tags);
    case RowIsHeader:
        return row.kind == ConversationRow::Kind::Heading;
    case RowDetail:
        return isAnswering ? tr("writing…") : row.detail.isEmpty() ? tagWords(row.tags) : row.detail;
    case RowDetailYields:
        return !isAnswering && row.detail.isEmpty();
    case RowIndent:
        return isFolder ? kFolderIndent : row.isInFolder ? kInFolderIndent : 0;
    case IdRole:
        return isChat ? row.id : QString();
    case FolderRole:
        return isFolder ? row.id : QString();
    case IsOpenRole:
        return row.isOpen;
    case TagsRole:
        return row.tags;
    default:
        return {};
    }
}

bool ConversationListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString text = value.toString().simplified();
    if (role != Qt::EditRole || text.isEmpty() || text == m_rows.at(index.row()).text)
        return false;
    const ConversationRow &row = m_rows.at(index.row());
    if (row.kind == ConversationRow::Kind::Folder)
        emit folderRenameRequested(row.id, text);
    else
        emit renameRequested(row.id, text);
    return true;
}

Qt::ItemFlags ConversationListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Qt::ItemFlags entry = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable;
    return m_rows.at(index.row()).kind == ConversationRow::Kind::Heading ? Qt::ItemFlags(Qt::ItemIsEnabled) : entry;
}

void ConversationListModel::rebuild()
{
    const Rows next = m_source.rows(m_clock());
    const bool isSameOrder = std::equal(m_rows.cbegin(), m_rows.cend(), next.cbegin(), next.cend(),
        [](const ConversationRow &a, const ConversationRow &b) { return a.isSameAs(b); });
    if (m_rows.isEmpty()) {
        insertMissing(next);
    } else if (!isSameOrder) {
        const QSet<RowKey> kept = keysOf(next);
        if (rangesBut(m_rows, kept) + rangesBut(next, keysOf(m_rows)) > kMostRanges) {
            beginResetModel();
            m_rows = next;
            endResetModel();
            return;
        }
        removeRowsBut(kept);
        reorder(next);
        insertMissing(next);
    }
    update(next);
}

void ConversationListModel::removeRowsBut(const QSet<RowKey> &kept)
{
    qsizetype end = m_rows.size();
    while (end > 0) {
        if (kept.contains(keyOf(m_rows.at(end - 1)))) {
            --end;
            continue;
        }
        qsizetype first = end - 1;
        while (first > 0 && !kept.contains(keyOf(m_rows.at(first - 1))))
            --first;
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(end - 1));
        m_rows.remove(first, end - first);
        endRemoveRows();
        end = first;
    }
}

/// Brings the rows that are there into the order that they have in @p next: most often one has moved.
void ConversationListModel::reorder(const Rows &next)
{
    const QSet<RowKey> there = keysOf(m_rows);
    Rows order;
    order.reserve(m_rows.size());
    for (const ConversationRow &row : next) {
        if (there.contains(keyOf(row)))
            order << row;
    }
    const auto isSame = [](const ConversationRow &a, const ConversationRow &b) { return a.isSameAs(b); };
    const auto [ours, theirs] = std::mismatch(m_rows.cbegin(), m_rows.cend(), order.cbegin(), order.cend(), isSame);
    if (ours == m_rows.cend())
        return;
    const qsizetype first = ours - m_rows.cbegin();
    qsizetype last = m_rows.size() - 1;
    while (m_rows.at(last).isSameAs(order.at(last)))
        --last;

    const auto ourFirst = m_rows.cbegin() + first;
    const auto ourLast = m_rows.cbegin() + last;
    const bool isUp = std::equal(ourFirst, ourLast, order.cbegin() + first + 1, isSame); // the last became the first
    const bool isDown = std::equal(ourFirst + 1, ourLast + 1, order.cbegin() + first, isSame);
    if (!isUp && !isDown)
        return permute(order);
    const qsizetype from = isUp ? last : first;
    const qsizetype to = isUp ? first : last;
    beginMoveRows({}, static_cast<int>(from), static_cast<int>(from), {}, static_cast<int>(isUp ? to : to + 1));
    m_rows.move(from, to);
    endMoveRows();
}

void ConversationListModel::permute(const Rows &order)
{
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    QHash<RowKey, int> places;
    places.reserve(order.size());
    for (qsizetype row = 0; row < order.size(); ++row)
        places.insert(keyOf(order.at(row)), static_cast<int>(row));
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &index : before)
        after << this->index(places.value(keyOf(m_rows.at(index.row()))), index.column());
    m_rows = order;
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

void ConversationListModel::insertMissing(const Rows &next)
{
    for (qsizetype row = 0; row < next.size(); ++row) {
        if (row < m_rows.size() && m_rows.at(row).isSameAs(next.at(row)))
            continue;
        qsizetype end = row + 1; // of those that are missing
        while (end < next.size() && (row >= m_rows.size() || !m_rows.at(row).isSameAs(next.at(end))))
            ++end;
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(end - 1));
        m_rows = m_rows.first(row) + next.mid(row, end - row) + m_rows.mid(row);
        endInsertRows();
        row = end - 1;
    }
}

void ConversationListModel::update(const Rows &next)
{
    for (qsizetype row = 0; row < next.size(); ++row) {
        if (m_rows.at(row) == next.at(row))
            continue;
        m_rows[row] = next.at(row);
        const QModelIndex changed = index(static_cast<int>(row));
        emit dataChanged(changed, changed);
    }
}

} // namespace freshet
