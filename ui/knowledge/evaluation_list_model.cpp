// SPDX-License-Identifier: MIT
#include "ui/knowledge/evaluation_list_model.h"

#include "ui/knowledge/evaluation_words.h"
#include "ui/widgets/plain_text.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace freshet {

void EvaluationListModel::setRows(const QList<EvaluationRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int EvaluationListModel::rowOf(const QString &questionId) const
{
    const auto at = std::find_if(m_rows.cbegin(), m_rows.cend(),
        [&questionId](const EvaluationRow &row) { return row.question.id == questionId; });
    return at == m_rows.cend() ? -1 : static_cast<int>(at - m_rows.cbegin());
}

int EvaluationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EvaluationListModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : State + 1; }

QString EvaluationListModel::text(const EvaluationRow &row, int column)
{
    switch (column) {
    case Question:
        return row.question.text.simplified();
    case Expected: {
        const QString first = expectedWords(row.question.expected.value(0));
        const qsizetype more = row.question.expected.size() - 1;
        return more > 0 ? tr("%1 and %2 more").arg(first, QLocale().toString(more)) : first;
    }
    case Before:
        return placesWords(row.before);
    case Now:
        return placesWords(row.after);
    case State:
        return stateWords(row);
    default:
        return {};
    }
}

QVariant EvaluationListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const EvaluationRow &row = m_rows.at(index.row());
    const bool isPlace = index.column() == Before || index.column() == Now;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole: { // of a dash alone nothing is heard
        const QString shown = text(row, index.column());
        return isPlace ? QVariant(QString(shown).replace(QChar(0x2013), tr("not found"))) : QVariant(shown);
    }
    case Qt::ToolTipRole:
        return plainToolTip(isPlace ? questionWords(row) : text(row, index.column()));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isPlace ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (index.column() == State && (row.change == QuestionChange::Kind::Fell || row.isLost())) {
            QFont font; // only what is set here counts
            font.setBold(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant EvaluationListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Before || section == Now))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Question:
        return tr("Question");
    case Expected:
        return tr("Expected");
    case Before:
        return tr("Before");
    case Now:
        return tr("Now");
    default:
        return tr("State");
    }
}

} // namespace freshet
