// SPDX-License-Identifier: MIT
#include "ui/widgets/wrap_layout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace freshet {

namespace {

bool wantsToGrow(const QLayoutItem &item) { return item.expandingDirections().testFlag(Qt::Horizontal); }

/// What grows needs less than it would like.
int leastWidth(const QLayoutItem &item)
{
    return wantsToGrow(item) ? std::max(item.minimumSize().width(), item.sizeHint().width() * 2 / 3)
                             : item.sizeHint().width();
}

} // namespace

WrapLayout::WrapLayout(QWidget *parent) : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(8);
}

WrapLayout::~WrapLayout() { qDeleteAll(m_items); }

void WrapLayout::addItem(QLayoutItem *item) { m_items << item; }

QLayoutItem *WrapLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int WrapLayout::heightForWidth(int width) const { return layOut({0, 0, width, 0}, Pass::Measure); }

QSize WrapLayout::sizeHint() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = QSize(size.width() + item->sizeHint().width() + spacing(),
                std::max(size.height(), item->sizeHint().height()));
    }
    return size;
}

QSize WrapLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size;
}

void WrapLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    layOut(rect, Pass::Place);
}

int WrapLayout::layOut(const QRect &rect, Pass pass) const
{
    QList<QLayoutItem *> line;
    int width = 0;
    int height = 0;
    int y = rect.top();
    const auto finishLine = [&] {
        if (pass == Pass::Place)
            placeLine(line, {rect.left(), y, rect.width(), height});
        y += height + spacing();
        line.clear();
        width = height = 0;
    };
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const int wanted = leastWidth(*item);
        if (!line.isEmpty() && width + spacing() + wanted > rect.width())
            finishLine();
        width += wanted + (line.isEmpty() ? 0 : spacing());
        height = std::max(height, item->sizeHint().height());
        line << item;
    }
    if (!line.isEmpty())
        finishLine();
    return std::max(y - spacing() - rect.top(), 0);
}

void WrapLayout::placeLine(const QList<QLayoutItem *> &line, const QRect &room) const
{
    int left = room.width() - spacing() * static_cast<int>(line.size() - 1);
    int growing = 0;
    for (const QLayoutItem *item : line) {
        left -= leastWidth(*item);
        growing += wantsToGrow(*item) ? 1 : 0;
    }
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int x = room.left();
    for (QLayoutItem *item : line) {
        const int more = wantsToGrow(*item) && left > 0 ? left / growing : 0;
        const int width = std::min({leastWidth(*item) + more, item->maximumSize().width(), room.width()});
        const int height = std::min(item->sizeHint().height(), room.height());
        const QRect place(x, room.top() + (room.height() - height) / 2, width, height);
        item->setGeometry(QStyle::visualRect(direction, room, place));
        x += width + spacing();
    }
}

} // namespace freshet
