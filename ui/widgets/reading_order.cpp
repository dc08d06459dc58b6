// SPDX-License-Identifier: MIT
#include "ui/widgets/reading_order.h"

#include <QApplication>
#include <QStyleHints>
#include <QWidget>

namespace freshet {

namespace {

bool takesTab(const QWidget &widget)
{
    const auto wanted
        = QGuiApplication::styleHints()->tabFocusBehavior() == Qt::TabFocusAllControls ? Qt::TabFocus : Qt::StrongFocus;
    return (widget.focusPolicy() & wanted) == wanted && !widget.focusProxy() && widget.isVisible()
        && widget.isEnabled();
}

void collect(const QWidget &parent, QList<QWidget *> &found)
{
    for (QObject *const child : parent.children()) {
        auto *const widget = qobject_cast<QWidget *>(child);
        if (!widget || widget->isWindow())
            continue;
        if (takesTab(*widget))
            found << widget;
        collect(*widget, found);
    }
}

} // namespace

bool focusInReadingOrder(QWidget &window, bool isForwards)
{
    QList<QWidget *> order;
    collect(window, order);
    const qsizetype at = order.indexOf(window.focusWidget());
    if (order.isEmpty() || (order.size() == 1 && at == 0))
        return false;
    const qsizetype count = order.size();
    const qsizetype next = at < 0 ? (isForwards ? 0 : count - 1) : (at + (isForwards ? 1 : count - 1)) % count;
    order.at(next)->setFocus(isForwards ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace freshet
