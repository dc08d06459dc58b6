// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QRect>
#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionComboBox;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionToolButton;
class QWidget;

namespace freshet {

inline constexpr int kIconGap = 6; ///< Between an icon and its text.

// How FreshetStyle draws its parts; from the option's palette alone.

bool hasFocusRing(const QStyleOption &option);
QColor hoverColor(const QStyleOption &option); ///< A quiet ground under the pointer.

/// An invalid color leaves out that part.
void drawBox(
    QPainter &painter, const QRect &rect, const QColor &fill, const QColor &line, double width = 1, double radius = 8);
void drawPushButton(QPainter &painter, const QStyleOption &option);
void drawField(QPainter &painter, const QStyleOption &option);
void drawScrollBar(QPainter &painter, const QStyleOptionSlider &option, QRect handle);
void drawCheckBox(QPainter &painter, const QStyleOption &option);
void drawRadioButton(QPainter &painter, const QStyleOption &option);
void drawSpinBox(const QStyle &style, QPainter &painter, const QStyleOptionSpinBox &option, const QWidget *widget);
void drawComboBox(const QStyle &style, QPainter &painter, const QStyleOptionComboBox &option, const QWidget *widget);
/// Of a tool button; Qt leaves 2 px between the two, and cannot be told otherwise.
void drawTextBesideIcon(const QStyle &style, QPainter &painter, const QStyleOptionToolButton &option);
bool hasTextBesideIcon(const QStyleOptionToolButton &option);
void drawRow(QPainter &painter, const QStyleOption &option); ///< Of a list.

} // namespace freshet
