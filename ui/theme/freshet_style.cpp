// SPDX-License-Identifier: MIT
#include "ui/theme/freshet_style.h"

#include "ui/theme/theme.h"

#include <QAbstractSpinBox>
#include <QPainter>
#include <QPolygonF>
#include <QPushButton>
#include <QStyleOption>
#include <QToolButton>

namespace freshet {

namespace {

constexpr double kStyleRadius = 8;
constexpr double kCheckRadius = 4;
constexpr int kScrollBarWidth = 12;

bool hasFocusRing(const QStyleOption& option)
{
    return option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_Enabled);
}

void drawBox(QPainter& painter, const QRect& rect, const QColor& fill, const QColor& line, double width = 1,
    double radius = kStyleRadius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    const double inset = line.isValid() ? width / 2 : 0;
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

/// A quiet ground under the pointer: the text colour, thinly.
QColor hoverColor(const QStyleOption& option)
{
    QColor color = option.palette.color(QPalette::WindowText);
    const bool isDown = option.state & (QStyle::State_Sunken | QStyle::State_On);
    color.setAlphaF(isDown ? 0.12F : 0.06F);
    return color;
}

void drawPushButton(QPainter& painter, const QStyleOption& option)
{
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isPrimary = isEnabled && button && button->features.testFlag(QStyleOptionButton::DefaultButton);
    const bool isFlat = button && button->features.testFlag(QStyleOptionButton::Flat);
    const bool isHot
        = isEnabled && (option.state & (QStyle::State_MouseOver | QStyle::State_Sunken | QStyle::State_On));
    const QPalette& palette = option.palette;
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

void drawField(QPainter& painter, const QStyleOption& option)
{
    const QPalette& palette = option.palette;
    const bool isFocused = hasFocusRing(option);
    drawBox(painter, option.rect, palette.color(QPalette::Base),
        palette.color(isFocused ? QPalette::Highlight : QPalette::Mid), isFocused ? 2 : 1);
}

void drawScrollBar(QPainter& painter, const QStyleOptionSlider& option, QRect handle)
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

void drawCheckBox(QPainter& painter, const QStyleOption& option)
{
    const QPalette& palette = option.palette;
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
        painter.drawPolyline(QPolygonF({ at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.3) }));
    painter.restore();
}

void drawArrow(QPainter& painter, const QStyleOption& option, bool isUp)
{
    const QPointF center = QRectF(option.rect).center();
    const double rise = isUp ? -2 : 2;
    const bool isEnabled = option.state & QStyle::State_Enabled;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette::ColorGroup group = isEnabled ? QPalette::Active : QPalette::Disabled;
    painter.setPen(
        QPen(option.palette.color(group, QPalette::ButtonText), 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(
        QPolygonF({ center + QPointF(-4, -rise), center + QPointF(0, rise), center + QPointF(4, -rise) }));
    painter.restore();
}

void drawSpinBox(const QStyle& style, QPainter& painter, const QStyleOptionSpinBox& option, const QWidget* widget)
{
    drawField(painter, option);
    for (const bool isUp : { true, false }) {
        const auto part = isUp ? QStyle::SC_SpinBoxUp : QStyle::SC_SpinBoxDown;
        QStyleOption arrow = option;
        arrow.rect = style.subControlRect(QStyle::CC_SpinBox, &option, part, widget);
        const auto step = isUp ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled;
        arrow.state.setFlag(
            QStyle::State_Enabled, option.state.testFlag(QStyle::State_Enabled) && option.stepEnabled.testFlag(step));
        drawArrow(painter, arrow, isUp);
    }
}

void drawComboBox(const QStyle& style, QPainter& painter, const QStyleOptionComboBox& option, const QWidget* widget)
{
    drawField(painter, option);
    if (option.state & QStyle::State_MouseOver)
        drawBox(painter, option.rect, hoverColor(option), {});
    QStyleOption arrow = option;
    arrow.rect = style.subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxArrow, widget);
    drawArrow(painter, arrow, false);
}

/// A row of a list: a quiet tint rather than the accent in full, so that the text keeps its colour.
void drawRow(QPainter& painter, const QStyleOption& option)
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isHot = option.state & QStyle::State_MouseOver;
    if (!isSelected && !isHot)
        return;
    const QPalette& palette = option.palette;
    const QColor fill = isSelected
        ? blend(palette.color(QPalette::Base), palette.color(QPalette::Active, QPalette::Highlight), 0.18)
        : blend(palette.color(QPalette::Base), palette.color(QPalette::WindowText), 0.06);
    drawBox(painter, option.rect.adjusted(1, 0, -1, 0), fill, {});
}

} // namespace

FreshetStyle::FreshetStyle() : QProxyStyle(QStringLiteral("Fusion")) { }

void FreshetStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void FreshetStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        drawPushButton(*painter, *option);
        return;
    case PE_PanelButtonTool:
        if (option->state.testFlag(State_Enabled) && (option->state & (State_MouseOver | State_Sunken | State_On)))
            drawBox(*painter, option->rect, hoverColor(*option), {});
        if (hasFocusRing(*option))
            drawBox(*painter, option->rect, {}, option->palette.color(QPalette::Highlight), 2);
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        // A line edit inside a spin box or combo box has no frame of its own.
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
            drawField(*painter, *option);
        return;
    case PE_Frame:
        painter->save();
        painter->setPen(option->palette.color(QPalette::Mid));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_IndicatorCheckBox:
        drawCheckBox(*painter, *option);
        return;
    case PE_PanelItemViewItem:
        drawRow(*painter, *option);
        return;
    case PE_FrameFocusRect:
        // Buttons and fields wear their ring on the border.
        if (qobject_cast<const QPushButton*>(widget) || qobject_cast<const QToolButton*>(widget))
            return;
        drawBox(*painter, option->rect, {}, option->palette.color(QPalette::Highlight), 2);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void FreshetStyle::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    if (element == CE_PushButtonLabel && button && button->features.testFlag(QStyleOptionButton::DefaultButton)
        && button->state.testFlag(State_Enabled)) {
        QStyleOptionButton primary = *button;
        primary.palette.setColor(QPalette::ButtonText, button->palette.color(QPalette::HighlightedText));
        QProxyStyle::drawControl(element, &primary, painter, widget);
        return;
    }
    if (const auto* row = qstyleoption_cast<const QStyleOptionViewItem*>(option); row && element == CE_ItemViewItem) {
        QStyleOptionViewItem quiet = *row;
        quiet.palette.setColor(QPalette::HighlightedText, row->palette.color(QPalette::Text));
        QProxyStyle::drawControl(element, &quiet, painter, widget);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void FreshetStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option); slider && control == CC_ScrollBar) {
        drawScrollBar(*painter, *slider, subControlRect(CC_ScrollBar, slider, SC_ScrollBarSlider, widget));
        return;
    }
    if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option); spin && control == CC_SpinBox) {
        drawSpinBox(*this, *painter, *spin, widget);
        return;
    }
    if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        combo && control == CC_ComboBox && !combo->editable) {
        drawComboBox(*this, *painter, *combo, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect FreshetStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    const bool isOwnField = element == SE_LineEditContents && frame && frame->lineWidth > 0;
    return isOwnField ? rect.adjusted(6, 0, -6, 0) : rect;
}

QRect FreshetStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex* option, SubControl subControl, const QWidget* widget) const
{
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || !slider) {
        const QRect rect = QProxyStyle::subControlRect(control, option, subControl, widget);
        const bool isText = (control == CC_SpinBox && subControl == SC_SpinBoxEditField)
            || (control == CC_ComboBox && subControl == SC_ComboBoxEditField);
        return isText ? rect.adjusted(4, 0, 0, 0) : rect;
    }

    // A bar without arrows: the groove is everything.
    const QRect groove = option->rect;
    const bool isVertical = slider->orientation == Qt::Vertical;
    const int length = isVertical ? groove.height() : groove.width();
    const qint64 range = qint64(slider->maximum) - slider->minimum;
    const qint64 whole = std::max<qint64>(range + slider->pageStep, 1);
    const int handle = range <= 0
        ? length
        : std::clamp(int(qint64(slider->pageStep) * length / whole), std::min(32, length), length);
    const int start = sliderPositionFromValue(
        slider->minimum, slider->maximum, slider->sliderPosition, length - handle, slider->upsideDown);
    const auto part = [&](int from, int size) {
        return visualRect(option->direction, groove,
            isVertical ? QRect(groove.x(), groove.y() + from, groove.width(), size)
                       : QRect(groove.x() + from, groove.y(), size, groove.height()));
    };
    switch (subControl) {
    case SC_ScrollBarSlider:
        return part(start, handle);
    case SC_ScrollBarSubPage:
        return part(0, start);
    case SC_ScrollBarAddPage:
        return part(start + handle, length - start - handle);
    case SC_ScrollBarGroove:
        return groove;
    default:
        return {};
    }
}

QSize FreshetStyle::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
    case CT_ComboBox:
    case CT_LineEdit:
    case CT_SpinBox:
        result.setHeight(std::max(result.height(), 32));
        if (type == CT_PushButton)
            result.rwidth() += 12;
        break;
    case CT_ToolButton:
        result = result.expandedTo(QSize(28, 28));
        break;
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(std::max(result.height(), 28));
        break;
    case CT_ItemViewItem:
        result.setHeight(std::max(result.height(), 28));
        break;
    default:
        break;
    }
    return result;
}

int FreshetStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return kScrollBarWidth;
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    case PM_FocusFrameHMargin:
        return 8;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return 16;
    case PM_ToolBarIconSize:
        return 20;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FreshetStyle::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace freshet
