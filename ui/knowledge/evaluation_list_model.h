// SPDX-License-Identifier: MIT
#pragma once

#include "ui/knowledge/evaluation_view.h"

#include <QAbstractTableModel>

namespace freshet {

/// The kept questions of one collection with their places in two runs.
class EvaluationListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Question, Expected, Before, Now, State };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<EvaluationRow> &rows);
    const EvaluationRow &at(int row) const { return m_rows.at(row); }
    int rowOf(const QString &questionId) const; ///< -1: none.

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const EvaluationRow &row, int column);

    QList<EvaluationRow> m_rows;
};

} // namespace freshet
