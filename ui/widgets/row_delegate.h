// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace freshet {

/// Roles that RowDelegate draws beside Qt::DisplayRole.
enum RowRole {
    RowIsHeader = Qt::UserRole, ///< bool: a quiet heading that cannot be chosen.
    RowDetail, ///< QString: at the end of the row, muted.
    RowIndent, ///< int: room before the text, in hundredths of the height of a line.
    RowDetailYields, ///< bool: the detail takes only what the text leaves.
    RowUserRole, ///< The first one for the model's own use.
};

/// What a row lies on: quiet under the pointer and where it is chosen, with a ring where the keyboard is.
void drawRowGround(QPainter &painter, const QStyleOptionViewItem &option);

/// Rows of a list with headings: one line each, as high as a finger or pointer needs.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(
        QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace freshet
