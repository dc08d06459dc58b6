// SPDX-License-Identifier: MIT
#include "ui/widgets/pane_area.h"

#include <QResizeEvent>

namespace freshet {

PaneArea::PaneArea(QWidget *parent) : QWidget(parent)
{
    // Also the line between the panes: it shows through a gap of one pixel.
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Mid);
}

void PaneArea::setMiddle(QWidget *middle)
{
    m_middle = middle;
    middle->setParent(this);
    middle->lower();
    arrange();
}

void PaneArea::setPane(Side side, QWidget *widget, int width, int besideFrom)
{
    widget->setParent(this);
    widget->setAutoFillBackground(true);
    widget->setBackgroundRole(QPalette::Window);
    widget->hide();
    pane(side) = {.widget = widget, .width = width, .besideFrom = besideFrom};
    pane(side).wasOverlay = isOverlay(side);
}

void PaneArea::setPaneWidth(Side side, int width)
{
    pane(side).width = width;
    arrange();
}

void PaneArea::setVisibility(Side side, Visibility visibility)
{
    pane(side).isWanted = visibility != Visibility::Hidden;
    setShown(side, visibility == Visibility::Shown || (pane(side).isWanted && !isOverlay(side)));
    arrange();
}

PaneArea::Visibility PaneArea::visibility(Side side) const
{
    if (!pane(side).isWanted)
        return Visibility::Hidden;
    return isShown(side) ? Visibility::Shown : Visibility::ShownWhereBeside;
}

bool PaneArea::isShown(Side side) const { return pane(side).isShown; }

bool PaneArea::isOverlay(Side side) const { return width() < pane(side).besideFrom; }

QSize PaneArea::minimumSizeHint() const { return m_middle ? m_middle->minimumSizeHint() : QSize(); }

void PaneArea::setShown(Side side, bool isShown)
{
    Pane &it = pane(side);
    if (!it.widget || it.isShown == isShown)
        return;
    it.isShown = isShown;
    if (!isShown && it.widget->isAncestorOf(focusWidget()) && m_middle)
        m_middle->setFocus();
    it.widget->setVisible(isShown);
    emit shownChanged(side, isShown);
}

void PaneArea::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        arrange();
}

void PaneArea::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    for (const Side side : {Side::Left, Side::Right}) {
        Pane &it = pane(side);
        if (const bool isOver = isOverlay(side); isOver != it.wasOverlay) {
            it.wasOverlay = isOver;
            setShown(side, it.isWanted && !isOver);
        }
    }
    arrange();
}

void PaneArea::arrange()
{
    QRect middle = rect();
    for (const Side side : {Side::Left, Side::Right}) {
        const Pane &it = pane(side);
        if (!it.widget || !it.isShown)
            continue;
        const int paneWidth = std::min(it.width, width() - 40);
        const bool isAtLeft = (side == Side::Left) == (layoutDirection() == Qt::LeftToRight);
        it.widget->setGeometry(isAtLeft ? 0 : width() - paneWidth, 0, paneWidth, height());
        // The order of the children is also the one in which screen readers read and Tab goes.
        if (isOverlay(side) || side == Side::Right)
            it.widget->raise();
        else
            it.widget->lower();
        if (isOverlay(side))
            continue;
        if (isAtLeft)
            middle.setLeft(paneWidth + 1);
        else
            middle.setRight(width() - paneWidth - 2);
    }
    if (m_middle)
        m_middle->setGeometry(middle);
}

} // namespace freshet
