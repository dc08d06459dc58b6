// SPDX-License-Identifier: MIT
#include "ui/widgets/pane_area.h"

#include <QMouseEvent>
#include <QResizeEvent>

#include <utility>

namespace freshet {

namespace {
constexpr int kEdgeWidth = 6; ///< That can be grabbed, half of it on either side of the line.
constexpr int kMiddleWidth = 300; ///< The right pane takes no more than leaves this,
constexpr int kRightWidth = 240; ///< but this at least.
} // namespace

PaneArea::PaneArea(QWidget *parent) : QWidget(parent)
{
    m_left.edge = makeEdge();
    m_right.edge = makeEdge();
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
    pane(side) = {.widget = widget, .edge = pane(side).edge, .width = width, .besideFrom = besideFrom};
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

bool PaneArea::isAtLeft(Side side) const { return (side == Side::Left) == (layoutDirection() == Qt::LeftToRight); }

QWidget *PaneArea::makeEdge()
{
    auto *const edge = new QWidget(this);
    edge->setCursor(Qt::SplitHCursor);
    edge->installEventFilter(this);
    edge->hide();
    return edge;
}

bool PaneArea::eventFilter(QObject *watched, QEvent *event)
{
    for (const Side side : {Side::Left, Side::Right}) {
        if (watched != pane(side).edge)
            continue;
        if (event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonRelease) {
            dragEdge(side, *static_cast<QMouseEvent *>(event));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void PaneArea::dragEdge(Side side, const QMouseEvent &event)
{
    if (event.buttons() & Qt::LeftButton) {
        const int x = mapFromGlobal(event.globalPosition().toPoint()).x();
        m_dragged = isAtLeft(side) ? x : width() - x;
        emit widthDragged(side, *m_dragged);
    } else if (const std::optional<int> chosen = std::exchange(m_dragged, std::nullopt)) {
        emit widthChosen(side, *chosen);
    }
}

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
        it.edge->setVisible(it.widget && it.isShown);
        if (!it.widget || !it.isShown)
            continue;
        int paneWidth = std::min(it.width, width() - 40);
        if (side == Side::Right && !isOverlay(side))
            paneWidth = std::min(paneWidth, std::max(middle.width() - kMiddleWidth - 1, kRightWidth));
        const int line = isAtLeft(side) ? paneWidth : width() - paneWidth - 1;
        it.widget->setGeometry(isAtLeft(side) ? 0 : width() - paneWidth, 0, paneWidth, height());
        it.edge->setGeometry(line - kEdgeWidth / 2, 0, kEdgeWidth, height());
        // The order of the children is also the one in which screen readers read and Tab goes.
        if (isOverlay(side) || side == Side::Right)
            it.widget->raise();
        else
            it.widget->lower();
        if (isOverlay(side)) {
            it.edge->raise();
            continue;
        }
        if (isAtLeft(side))
            middle.setLeft(paneWidth + 1);
        else
            middle.setRight(width() - paneWidth - 2);
        it.edge->raise();
    }
    if (m_middle)
        m_middle->setGeometry(middle);
}

} // namespace freshet
