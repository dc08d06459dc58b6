// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QStyledItemDelegate>

namespace freshet {

/// Draws the rows of a SearchResultModel: a title on one line; a message as who said it and when, and two lines of its
/// text. What was found is marked by a ground and bold type: by more than colour.
class SearchResultDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setMarkColors(const QColor &ground, const QColor &text)
    {
        m_markGround = ground;
        m_markText = text;
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void drawMarked(QPainter &painter, const QRect &room, const QStyleOptionViewItem &option, const QModelIndex &index,
        const QFont &font, int lines) const;

    QColor m_markGround;
    QColor m_markText;
};

} // namespace freshet
