// SPDX-License-Identifier: MIT
#include "ui/widgets/icon_label.h"

#include <QPainter>

namespace freshet {

IconLabel::IconLabel(QWidget *parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

void IconLabel::setIcon(const QIcon &icon, int side)
{
    m_icon = icon;
    m_side = side;
    updateGeometry();
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_icon.paint(&painter, QRect((width() - m_side) / 2, (height() - m_side) / 2, m_side, m_side));
}

} // namespace freshet
