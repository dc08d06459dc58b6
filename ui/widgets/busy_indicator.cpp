// SPDX-License-Identifier: MIT
#include "ui/widgets/busy_indicator.h"

#include <QPainter>
#include <QStyle>
#include <QTimerEvent>

namespace freshet {

namespace {
constexpr int kTurnInterval = 50; // ms
constexpr int kTurnStep = 18; // degrees
} // namespace

BusyIndicator::BusyIndicator(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

QSize BusyIndicator::sizeHint() const { return {16, 16}; }

void BusyIndicator::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0)
        m_timer.start(kTurnInterval, this);
}

void BusyIndicator::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void BusyIndicator::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return QWidget::timerEvent(event);
    m_angle = (m_angle + 360 - kTurnStep) % 360;
    update();
}

void BusyIndicator::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle = QRectF(rect()).adjusted(2, 2, -2, -2);
    painter.setPen(QPen(palette().color(QPalette::Mid), 2));
    painter.drawEllipse(circle);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(circle, m_angle * 16, 100 * 16);
}

} // namespace freshet
