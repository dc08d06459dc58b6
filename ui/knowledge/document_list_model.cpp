// SPDX-License-Identifier: MIT
#include "ui/knowledge/document_list_model.h"

#include "ui/widgets/plain_text.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <tuple>

namespace freshet {

namespace {

QString shownName(const DocumentInfo &document)
{
    return document.path.isEmpty() ? document.name : QFileInfo(document.path).fileName();
}

QString shownKind(const DocumentInfo &document)
{
    return document.path.isEmpty() ? QString() : QFileInfo(document.path).suffix().toUpper();
}

bool comesBefore(const DocumentInfo &a, const DocumentInfo &b, int column)
{
    const auto names = [](const DocumentInfo &document) { return shownName(document).toCaseFolded(); };
    switch (column) {
    case DocumentListModel::Kind:
        return shownKind(a) < shownKind(b);
    case DocumentListModel::Size:
        return a.size < b.size;
    case DocumentListModel::Passages:
        return a.passages < b.passages;
    case DocumentListModel::Indexed:
        return a.indexedAt < b.indexedAt;
    case DocumentListModel::State:
        return std::tuple(a.failure.isEmpty(), names(a)) < std::tuple(b.failure.isEmpty(), names(b));
    default:
        return names(a) < names(b);
    }
}

} // namespace

void DocumentListModel::setDocuments(const QList<DocumentInfo> &documents)
{
    beginResetModel();
    m_documents = documents;
    m_failures = static_cast<int>(std::count_if(
        documents.begin(), documents.end(), [](const DocumentInfo &document) { return !document.failure.isEmpty(); }));
    order();
    endResetModel();
}

int DocumentListModel::rowOf(const QString &name) const
{
    const auto at = std::find_if(m_documents.begin(), m_documents.end(),
        [&name](const DocumentInfo &document) { return document.name == name; });
    return at == m_documents.end() ? -1 : static_cast<int>(at - m_documents.begin());
}

int DocumentListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_documents.size());
}

int DocumentListModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : State + 1; }

QVariant DocumentListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const DocumentInfo &document = m_documents.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(document, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == State && !document.failure.isEmpty() ? document.failure : document.name);
    case Qt::TextAlignmentRole:
        if (index.column() == Size || index.column() == Passages)
            return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QString DocumentListModel::text(const DocumentInfo &document, int column) const
{
    const QLocale locale;
    switch (column) {
    case Name:
        return shownName(document);
    case Kind:
        return shownKind(document);
    case Size:
        return document.size > 0 ? locale.formattedDataSize(document.size, 0, QLocale::DataSizeTraditionalFormat)
                                 : QString();
    case Passages:
        return document.passages > 0 || document.failure.isEmpty() ? locale.toString(document.passages) : QString();
    case Indexed:
        return document.indexedAt.isValid() ? locale.toString(document.indexedAt.toLocalTime(), QLocale::ShortFormat)
                                            : QString();
    case State:
        if (document.failure.isEmpty())
            return document.passages > 0 ? tr("Indexed") : tr("Holds no text");
        return document.passages > 0 ? tr("Kept as it was: %1").arg(document.failure)
                                     : tr("Failed: %1").arg(document.failure);
    default:
        return {};
    }
}

QVariant DocumentListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Size || section == Passages))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Kind:
        return tr("Kind");
    case Size:
        return tr("Size");
    case Passages:
        return tr("Passages");
    case Indexed:
        return tr("Read");
    default:
        return tr("State");
    }
}

void DocumentListModel::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QStringList names;
    for (const QModelIndex &index : before)
        names << m_documents.at(index.row()).name;
    this->order();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after << index(rowOf(names.at(i)), before.at(i).column());
    changePersistentIndexList(before, after);
    emit layoutChanged();
}

void DocumentListModel::order()
{
    std::stable_sort(m_documents.begin(), m_documents.end(), [this](const DocumentInfo &a, const DocumentInfo &b) {
        return m_order == Qt::AscendingOrder ? comesBefore(a, b, m_column) : comesBefore(b, a, m_column);
    });
}

} // namespace freshet
