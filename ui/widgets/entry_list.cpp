// SPDX-License-Identifier: MIT
#include "ui/widgets/entry_list.h"

#include "ui/widgets/row_delegate.h"

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

constexpr int kEntryMargin = 10;
constexpr int kEntryPadding = 6;

/// Lays the lines of @p text out within @p width, paints them where a painter is given, and tells the height.
int layOutEntryText(const QString &text, const QFont &font, const QPoint &at, int width, QPainter *painter)
{
    qreal height = 0;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        QTextLayout layout(line, font);
        QTextOption option(Qt::AlignLeading);
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine piece = layout.createLine(); piece.isValid(); piece = layout.createLine()) {
            piece.setLineWidth(width);
            piece.setPosition({0, height});
            height += piece.height();
        }
        layout.endLayout();
        if (painter)
            layout.draw(painter, at);
    }
    return static_cast<int>(std::ceil(height));
}

class EntryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        drawRowGround(*painter, option);
        QPoint at = option.rect.topLeft() + QPoint(kEntryMargin, kEntryPadding);
        const int width = option.rect.width() - 2 * kEntryMargin;
        painter->setPen(option.palette.color(QPalette::Text));
        at.ry() += layOutEntryText(index.data().toString(), option.font, at, width, painter);
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        layOutEntryText(index.data(RowDetail).toString(), option.font, at, width, painter);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *const view = qobject_cast<const QAbstractItemView *>(option.widget);
        const int width = view ? view->viewport()->width() : option.rect.width();
        const int inner = std::max(width - 2 * kEntryMargin, 40);
        const int height = layOutEntryText(index.data().toString(), option.font, {}, inner, nullptr)
            + layOutEntryText(index.data(RowDetail).toString(), option.font, {}, inner, nullptr);
        return {width, std::max(28, height + 2 * kEntryPadding)};
    }
};

} // namespace

EntryList::EntryList(const QString &accessibleName, int mostLines, QWidget *parent)
    : QListView(parent), m_mostLines(mostLines)
{
    setAccessibleName(accessibleName);
    setItemDelegate(new EntryDelegate(this));
    setResizeMode(Adjust);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
}

void EntryList::setModel(QAbstractItemModel *model)
{
    QListView::setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this, &EntryList::onRowsChanged);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EntryList::onRowsChanged);
    connect(model, &QAbstractItemModel::rowsMoved, this, &EntryList::onRowsChanged);
    connect(model, &QAbstractItemModel::modelReset, this, &EntryList::onRowsChanged);
    connect(model, &QAbstractItemModel::dataChanged, this, &EntryList::onRowsChanged);
    onRowsChanged();
}

void EntryList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    emit currentMoved();
}

void EntryList::onRowsChanged()
{
    setVisible(model()->rowCount() > 0);
    if (!currentIndex().isValid() && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
    scheduleDelayedItemsLayout(); // an entry may have got a line more
    fitHeight();
    emit currentMoved();
}

void EntryList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    fitHeight();
}

void EntryList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitHeight();
}

void EntryList::fitHeight()
{
    if (!model())
        return;
    const int most = fontMetrics().lineSpacing() * m_mostLines;
    int height = 2 * frameWidth();
    for (int row = 0; row < model()->rowCount() && height < most; ++row)
        height += sizeHintForIndex(model()->index(row, 0)).height();
    setFixedHeight(std::clamp(height, 28, most));
}

} // namespace freshet
