// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <QAbstractTableModel>

namespace freshet {

/// The documents of one collection, failed files among them; failures can be brought to the top by the last column.
class DocumentListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Kind, Size, Passages, Indexed, State };

    using QAbstractTableModel::QAbstractTableModel;

    void setDocuments(const QList<DocumentInfo> &documents); ///< In the order that was chosen by sort().
    const DocumentInfo &at(int row) const { return m_documents.at(row); }
    int rowOf(const QString &name) const; ///< -1: none.
    int failures() const { return m_failures; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    QString text(const DocumentInfo &document, int column) const;
    void order();

    QList<DocumentInfo> m_documents;
    int m_failures = 0;
    int m_column = Name;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace freshet
