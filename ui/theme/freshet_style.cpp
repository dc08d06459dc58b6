// SPDX-License-Identifier: MIT
#include "ui/theme/freshet_style.h"

#include "ui/theme/icon_loader.h"
#include "ui/theme/style_drawing.h"

#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyleOption>
#include <QToolButton>

namespace freshet {

namespace {

constexpr int kScrollBarWidth = 12;
constexpr int kHeaderInset = 7; // so that a title stands over the text of its cells

} // namespace

FreshetStyle::FreshetStyle() : QProxyStyle(QStringLiteral("Fusion")) { }

void FreshetStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void FreshetStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
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
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            drawField(*painter, *option);
        return;
    case PE_Frame:
        if (qobject_cast<const QPlainTextEdit *>(widget)) {
            drawField(*painter, *option);
            return;
        }
        drawFrame(
            *painter, option->rect, option->palette.color(hasFocusRing(*option) ? QPalette::Highlight : QPalette::Mid));
        return;
    case PE_IndicatorCheckBox:
        drawCheckBox(*painter, *option);
        return;
    case PE_IndicatorRadioButton:
        drawRadioButton(*painter, *option);
        return;
    case PE_PanelScrollAreaCorner: // no box beside a single bar
        return;
    case PE_IndicatorArrowUp:
        drawArrow(*painter, *option, Qt::UpArrow);
        return;
    case PE_IndicatorArrowDown:
        drawArrow(*painter, *option, Qt::DownArrow);
        return;
    case PE_IndicatorArrowLeft:
        drawArrow(*painter, *option, Qt::LeftArrow);
        return;
    case PE_IndicatorArrowRight:
        drawArrow(*painter, *option, Qt::RightArrow);
        return;
    case PE_IndicatorHeaderArrow:
        if (const auto *head = qstyleoption_cast<const QStyleOptionHeader *>(option);
            head && head->sortIndicator != QStyleOptionHeader::None)
            drawArrow(
                *painter, *option, head->sortIndicator == QStyleOptionHeader::SortUp ? Qt::UpArrow : Qt::DownArrow);
        return;
    case PE_PanelItemViewItem:
        drawRow(*painter, *option);
        return;
    case PE_FrameFocusRect:
        // Buttons and fields wear their ring on the border.
        if (qobject_cast<const QPushButton *>(widget) || qobject_cast<const QToolButton *>(widget))
            return;
        drawBox(*painter, option->rect, {}, option->palette.color(QPalette::Highlight), 2);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void FreshetStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (element == CE_PushButtonLabel && button && button->features.testFlag(QStyleOptionButton::DefaultButton)
        && button->state.testFlag(State_Enabled)) {
        QStyleOptionButton primary = *button;
        primary.palette.setColor(QPalette::ButtonText, button->palette.color(QPalette::HighlightedText));
        QProxyStyle::drawControl(element, &primary, painter, widget);
        return;
    }
    if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        tool && element == CE_ToolButtonLabel && hasTextBesideIcon(*tool)) {
        drawTextBesideIcon(*this, *painter, *tool);
        return;
    }
    if (const auto *head = qstyleoption_cast<const QStyleOptionHeader *>(option); head && element == CE_HeaderSection) {
        drawHeader(*painter, *head);
        return;
    }
    if (const auto *head = qstyleoption_cast<const QStyleOptionHeader *>(option); head && element == CE_HeaderLabel) {
        QStyleOptionHeader inset = *head; // Qt asks nobody where the label is
        inset.rect.adjust(kHeaderInset, 0, -kHeaderInset, 0);
        QProxyStyle::drawControl(element, &inset, painter, widget);
        return;
    }
    if (const auto *row = qstyleoption_cast<const QStyleOptionViewItem *>(option); row && element == CE_ItemViewItem) {
        QStyleOptionViewItem quiet = *row;
        quiet.palette.setColor(QPalette::HighlightedText, row->palette.color(QPalette::Text));
        QProxyStyle::drawControl(element, &quiet, painter, widget);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void FreshetStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option); slider && control == CC_ScrollBar) {
        drawScrollBar(*painter, *slider, subControlRect(CC_ScrollBar, slider, SC_ScrollBarSlider, widget));
        return;
    }
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option); slider && control == CC_Slider) {
        drawSlider(*this, *painter, *slider, widget);
        return;
    }
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option); spin && control == CC_SpinBox) {
        drawSpinBox(*this, *painter, *spin, widget);
        return;
    }
    if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        combo && control == CC_ComboBox && !combo->editable) {
        drawComboBox(*this, *painter, *combo, widget);
        return;
    }
    if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        button && control == CC_ToolButton) {
        QStyleOptionToolButton plain(*button);
        plain.features &= ~QStyleOptionToolButton::HasMenu; // a button with a menu shows its own chevron
        QProxyStyle::drawComplexControl(control, &plain, painter, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect FreshetStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    const bool isOwnField = element == SE_LineEditContents && frame && frame->lineWidth > 0;
    return isOwnField ? rect.adjusted(6, 0, -6, 0) : rect;
}

QRect FreshetStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl subControl, const QWidget *widget) const
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
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
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
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
        if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            tool && hasTextBesideIcon(*tool))
            result.rwidth() += kIconGap;
        result = result.expandedTo(QSize(28, 28));
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(std::max(result.height(), 28));
        break;
    case CT_ItemViewItem:
        result.setHeight(std::max(result.height(), 28));
        break;
    case CT_HeaderSection:
        result += QSize(2 * kHeaderInset, 0);
        result.setHeight(std::max(result.height(), 28));
        break;
    default:
        break;
    }
    return result;
}

int FreshetStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
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
        return qRound(16 * m_zoom);
    case PM_FocusFrameHMargin:
        return 8;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return 16;
    case PM_ToolBarIconSize:
        return qRound(20 * m_zoom);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FreshetStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
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

QIcon FreshetStyle::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    if (icon == SP_LineEditClearButton)
        return loadIcon(IconName::Close, IconTint::Muted);
    return QProxyStyle::standardIcon(icon, option, widget);
}

} // namespace freshet
