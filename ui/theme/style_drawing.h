// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QRect>
#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionToolButton;
class QWidget;

namespace freshet {

inline constexpr int kIconGap = 6; ///< Between an icon and its text.

// How FreshetStyle draws its parts; from the option's palette alone. What Fusion draws from a pixmap of its own is
// drawn here as well: Fusion makes it as fine as the finest screen of the desktop, whatever screen it is for.

bool hasFocusRing(const QStyleOption &option);
QColor hoverColor(const QStyleOption &option); ///< A quiet ground under the pointer.

/// An invalid color leaves out that part.
void drawBox(
    QPainter &painter, const QRect &rect, const QColor &fill, const QColor &line, double width = 1, double radius = 8);
void drawArrow(QPainter &painter, const QStyleOption &option, Qt::ArrowType arrow);
/// Of one pixel, around what a widget shows inside. Filled: a pen would put it half a pixel inwards, where at a scale
/// of 1.25 the widget inside paints over it.
void drawFrame(QPainter &painter, const QRect &rect, const QColor &line);
void drawPushButton(QPainter &painter, const QStyleOption &option);
void drawField(QPainter &painter, const QStyleOption &option);
void drawScrollBar(QPainter &painter, const QStyleOptionSlider &option, QRect handle);
void drawCheckBox(QPainter &painter, const QStyleOption &option);
void drawRadioButton(QPainter &painter, const QStyleOption &option);
void drawSpinBox(const QStyle &style, QPainter &painter, const QStyleOptionSpinBox &option, const QWidget *widget);
void drawHeader(QPainter &painter, const QStyleOptionHeader &option);
void drawSlider(const QStyle &style, QPainter &painter, const QStyleOptionSlider &option, const QWidget *widget);
void drawComboBox(const QStyle &style, QPainter &painter, const QStyleOptionComboBox &option, const QWidget *widget);
/// Of a tool button; Qt leaves 2 px between the two, and cannot be told otherwise.
void drawTextBesideIcon(const QStyle &style, QPainter &painter, const QStyleOptionToolButton &option);
bool hasTextBesideIcon(const QStyleOptionToolButton &option);
void drawRow(QPainter &painter, const QStyleOption &option); ///< Of a list.

} // namespace freshet
