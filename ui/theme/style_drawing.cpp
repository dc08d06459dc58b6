// SPDX-License-Identifier: MIT
#include "ui/theme/style_drawing.h"

#include "ui/theme/theme.h"

#include <QAbstractSpinBox>
#include <QPainter>
#include <QPolygonF>
#include <QStyleOption>

namespace freshet {

namespace {

constexpr double kCheckRadius = 4;

constexpr int kGrooveHeight = 4;

} // namespace

void drawArrow(QPainter &painter, const QStyleOption &option, Qt::ArrowType arrow)
{
    const QPointF center = QRectF(option.rect).center();
    const double forth = arrow == Qt::UpArrow || arrow == Qt::LeftArrow ? -2 : 2;
    const bool isUpright = arrow == Qt::UpArrow || arrow == Qt::DownArrow;
    const auto at = [&](double along, double across) {
        return center + (isUpright ? QPointF(along, across) : QPointF(across, along));
    };
    const bool isEnabled = option.state & QStyle::State_Enabled;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette::ColorGroup group = isEnabled ? QPalette::Active : QPalette::Disabled;
    painter.setPen(
        QPen(option.palette.color(group, QPalette::ButtonText), 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({at(-4, -forth), at(0, forth), at(4, -forth)}));
    painter.restore();
}

bool hasFocusRing(const QStyleOption &option)
{
    return option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_Enabled);
}

void drawBox(QPainter &painter, const QRect &rect, const QColor &fill, const QColor &line, double width, double radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    const double inset = line.isValid() ? width / 2 : 0;
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void drawFrame(QPainter &painter, const QRect &rect, const QColor &line)
{
    for (const QRect &side :
        {QRect(rect.left(), rect.top(), rect.width(), 1), QRect(rect.left(), rect.bottom(), rect.width(), 1),
            QRect(rect.left(), rect.top(), 1, rect.height()), QRect(rect.right(), rect.top(), 1, rect.height())})
        painter.fillRect(side, line);
}

/// A quiet ground under the pointer: the text colour, thinly.
QColor hoverColor(const QStyleOption &option)
{
    QColor color = option.palette.color(QPalette::WindowText);
    const bool isDown = option.state & (QStyle::State_Sunken | QStyle::State_On);
    color.setAlphaF(isDown ? 0.12F : 0.06F);
    return color;
}

void drawPushButton(QPainter &painter, const QStyleOption &option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(&option);
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isPrimary = isEnabled && button && button->features.testFlag(QStyleOptionButton::DefaultButton);
    const bool isFlat = button && button->features.testFlag(QStyleOptionButton::Flat);
    const bool isHot
        = isEnabled && (option.state & (QStyle::State_MouseOver | QStyle::State_Sunken | QStyle::State_On));
    const QPalette &palette = option.palette;
    if (isPrimary) {
        const QColor accent = palette.color(QPalette::Highlight);
        drawBox(painter, option.rect, isHot ? blend(accent, palette.color(QPalette::WindowText), 0.15) : accent, {});
    } else {
        if (!isFlat)
            drawBox(painter, option.rect, palette.color(QPalette::Button), palette.color(QPalette::Mid));
        if (isHot)
            drawBox(painter, option.rect, hoverColor(option), {});
    }
    if (hasFocusRing(option)) {
        const QColor ring = palette.color(isPrimary ? QPalette::WindowText : QPalette::Highlight);
        drawBox(painter, option.rect, {}, ring, 2);
    }
}

void drawField(QPainter &painter, const QStyleOption &option)
{
    const QPalette &palette = option.palette;
    const bool isFocused = hasFocusRing(option);
    drawBox(painter, option.rect, palette.color(QPalette::Base),
        palette.color(isFocused ? QPalette::Highlight : QPalette::Mid), isFocused ? 2 : 1);
}

void drawScrollBar(QPainter &painter, const QStyleOptionSlider &option, QRect handle)
{
    if (option.minimum >= option.maximum)
        return;
    const bool isHot = option.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    const int thickness = isHot ? 8 : 6;
    if (option.orientation == Qt::Vertical)
        handle = QRect(handle.right() - thickness - 1, handle.y() + 2, thickness, handle.height() - 4);
    else
        handle = QRect(handle.x() + 2, handle.bottom() - thickness - 1, handle.width() - 4, thickness);
    QColor color = option.palette.color(QPalette::WindowText);
    color.setAlphaF(isHot ? 0.45F : 0.25F);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(handle, thickness / 2.0, thickness / 2.0);
    painter.restore();
}

void drawCheckBox(QPainter &painter, const QStyleOption &option)
{
    const QPalette &palette = option.palette;
    const bool isOn = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QColor fill = palette.color(isOn ? QPalette::Highlight : QPalette::Base);
    const QColor line = isOn ? fill : palette.color(QPalette::PlaceholderText);
    drawBox(painter, option.rect, fill, line, 1, kCheckRadius);
    if (!isOn)
        return;
    const QRectF box(option.rect);
    const auto at = [&box](double x, double y) { return box.topLeft() + QPointF(box.width() * x, box.height() * y); };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette.color(QPalette::HighlightedText), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (option.state & QStyle::State_NoChange)
        painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
    else
        painter.drawPolyline(QPolygonF({at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.3)}));
    painter.restore();
}

void drawRadioButton(QPainter &painter, const QStyleOption &option)
{
    const QPalette &palette = option.palette;
    const bool isOn = option.state & QStyle::State_On;
    const QColor line = palette.color(isOn ? QPalette::Highlight : QPalette::PlaceholderText);
    drawBox(painter, option.rect, palette.color(QPalette::Base), line, 1, option.rect.width() / 2.0);
    if (!isOn)
        return;
    const int gap = option.rect.width() / 4;
    drawBox(painter, option.rect.adjusted(gap, gap, -gap, -gap), line, line, 1, gap);
}

void drawSpinBox(const QStyle &style, QPainter &painter, const QStyleOptionSpinBox &option, const QWidget *widget)
{
    drawField(painter, option);
    for (const bool isUp : {true, false}) {
        const auto part = isUp ? QStyle::SC_SpinBoxUp : QStyle::SC_SpinBoxDown;
        QStyleOption arrow = option;
        arrow.rect = style.subControlRect(QStyle::CC_SpinBox, &option, part, widget);
        const auto step = isUp ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled;
        arrow.state.setFlag(
            QStyle::State_Enabled, option.state.testFlag(QStyle::State_Enabled) && option.stepEnabled.testFlag(step));
        drawArrow(painter, arrow, isUp ? Qt::UpArrow : Qt::DownArrow);
    }
}

void drawComboBox(const QStyle &style, QPainter &painter, const QStyleOptionComboBox &option, const QWidget *widget)
{
    drawField(painter, option);
    if (option.state & QStyle::State_MouseOver)
        drawBox(painter, option.rect, hoverColor(option), {});
    QStyleOption arrow = option;
    arrow.rect = style.subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxArrow, widget);
    drawArrow(painter, arrow, Qt::DownArrow);
}

/// The head of a column; a line below, and one to the next. The views tell positions as they are seen, from the left.
void drawHeader(QPainter &painter, const QStyleOptionHeader &option)
{
    const QRect &rect = option.rect;
    const QColor line = option.palette.color(QPalette::Mid);
    painter.fillRect(rect, option.palette.color(QPalette::Window));
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line);
    const bool isLast
        = option.position == QStyleOptionHeader::End || option.position == QStyleOptionHeader::OnlyOneSection;
    if (!isLast)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), line);
}

void drawSlider(const QStyle &style, QPainter &painter, const QStyleOptionSlider &option, const QWidget *widget)
{
    const QPalette &palette = option.palette;
    const QRect handle = style.subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, widget);
    const QRect whole = style.subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderGroove, widget);
    const bool isLevel = option.orientation == Qt::Horizontal;
    const QRect groove = QStyle::alignedRect(Qt::LeftToRight, Qt::AlignCenter,
        isLevel ? QSize(whole.width(), kGrooveHeight) : QSize(kGrooveHeight, whole.height()), whole);
    QRect filled = groove;
    if (isLevel && option.upsideDown)
        filled.setLeft(handle.center().x());
    else if (isLevel)
        filled.setRight(handle.center().x());
    else if (option.upsideDown)
        filled.setTop(handle.center().y());
    else
        filled.setBottom(handle.center().y());
    const QColor accent = palette.color(QPalette::Highlight);
    drawBox(painter, groove, palette.color(QPalette::Mid), {}, 0, kGrooveHeight / 2.0);
    drawBox(painter, filled, accent, {}, 0, kGrooveHeight / 2.0);
    const QRect knob = handle.adjusted(1, 1, -1, -1);
    const bool isHot = option.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    drawBox(painter, knob, palette.color(QPalette::Base), isHot ? accent : palette.color(QPalette::PlaceholderText), 1,
        knob.width() / 2.0);
    if (hasFocusRing(option))
        drawBox(painter, knob, {}, accent, 2, knob.width() / 2.0);
}

/// A row of a list: a quiet tint rather than the accent in full, so that the text keeps its colour.
bool hasTextBesideIcon(const QStyleOptionToolButton &option)
{
    return option.toolButtonStyle == Qt::ToolButtonTextBesideIcon && !option.icon.isNull() && !option.text.isEmpty();
}

void drawTextBesideIcon(const QStyle &style, QPainter &painter, const QStyleOptionToolButton &option)
{
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const QRect content = option.rect.adjusted(2, 0, 0, 0);
    const auto mirrored = [&](const QRect &rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
    const QRect icon(content.left(), content.center().y() - (option.iconSize.height() - 1) / 2, option.iconSize.width(),
        option.iconSize.height());
    option.icon.paint(&painter, mirrored(icon), Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled);
    painter.setFont(option.font);
    const QRect label = content.adjusted(icon.width() + kIconGap, 0, 0, 0);
    const QString text
        = option.fontMetrics.elidedText(option.text, Qt::ElideRight, label.width(), Qt::TextShowMnemonic);
    style.drawItemText(&painter, mirrored(label),
        static_cast<int>(
            QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextShowMnemonic),
        option.palette, isEnabled, text, QPalette::ButtonText);
}

void drawRow(QPainter &painter, const QStyleOption &option)
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isHot = option.state & QStyle::State_MouseOver;
    if (!isSelected && !isHot)
        return;
    const QPalette &palette = option.palette;
    const QColor fill = isSelected
        ? blend(palette.color(QPalette::Base), palette.color(QPalette::Active, QPalette::Highlight), 0.18)
        : blend(palette.color(QPalette::Base), palette.color(QPalette::WindowText), 0.06);
    drawBox(painter, option.rect.adjusted(1, 0, -1, 0), fill, {});
}

} // namespace freshet
