// SPDX-License-Identifier: MIT
// The hands on a TranscriptView: mouse, wheel, keys and the context menu.
#include "ui/transcript/text_links.h"
#include "ui/transcript/transcript_accessible.h"
#include "ui/transcript/transcript_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextCursor>
#include <QToolTip>

#include <limits>

namespace freshet {

namespace {

using Kind = MessageControl::Kind;

constexpr int kAutoScrollInterval = 16;
constexpr int kSidewaysStep = 40;

} // namespace

std::optional<TranscriptView::Hit> TranscriptView::hitAt(const QPoint &position) const
{
    const QPoint point = position - columnOrigin();
    if (m_column.count() == 0 || point.y() < m_column.top(0) || point.y() >= m_column.height())
        return std::nullopt;
    const size_t message = m_column.indexAt(point.y());
    const MessageItem &item = m_column.item(message);
    const QPoint inItem = point - QPoint(0, int(m_column.top(message)));
    for (const MessageControl &control : item.controls(inItem.y(), inItem.y())) {
        if (control.rect.contains(inItem))
            return Hit{.message = message, .control = control};
    }
    return Hit{.message = message, .control = linkAt(item, inItem)};
}

void TranscriptView::hover(const QPoint &position)
{
    const std::optional<Hit> hit = hitAt(position);
    const bool isSame = hit.has_value() == m_hot.has_value()
        && (!hit || (hit->message == m_hot->message && hit->control == m_hot->control));
    m_hot = hit;
    const bool isButton = hit && hit->control.kind != Kind::None && hit->control.kind != Kind::ScrollStrip;
    const bool isText = hit && hit->control.kind == Kind::None && isOverText(position);
    viewport()->setCursor(isButton ? Qt::PointingHandCursor : isText ? Qt::IBeamCursor : Qt::ArrowCursor);
    if (!isSame)
        viewport()->update();
}

bool TranscriptView::isOverText(const QPoint &position) const
{
    const QPoint point = position - columnOrigin();
    const size_t message = m_column.indexAt(point.y());
    const MessageItem &item = m_column.item(message);
    const QPoint inItem = point - QPoint(0, int(m_column.top(message)));
    for (const auto section : {MessageItem::Section::Reasoning, MessageItem::Section::Text}) {
        const BlockFlow &flow = item.flow(section);
        const QRect rect(item.flowOrigin(section), QSize(flow.width(), flow.height()));
        if (item.isShown(section) && rect.contains(inItem))
            return true;
    }
    return false;
}

void TranscriptView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint position = event->position().toPoint();
    m_pressed = hitAt(position);
    if (m_pressed && m_pressed->control.kind == Kind::ScrollStrip) {
        const BlockFlow &flow = m_column.item(m_pressed->message).flow(MessageItem::Section::Text);
        const QRect handle = flow.stripHandle(m_pressed->control.block);
        const int x = position.x() - columnOrigin().x();
        m_dragX = x >= handle.left() && x <= handle.right() ? position.x() : columnOrigin().x() + handle.center().x();
        dragStrip(position.x());
        return;
    }
    if (m_pressed && m_pressed->control.kind != Kind::None && m_pressed->control.kind != Kind::Link
        && m_pressed->control.kind != Kind::Citation)
        return;
    if (const auto place = m_column.placeAt(position - columnOrigin())) {
        if (event->modifiers() & Qt::ShiftModifier)
            m_selection.extend(*place);
        else
            m_selection.start(*place);
        m_isSelecting = true;
    } else {
        m_selection.clear();
    }
    updateHold();
    m_current.reset();
    viewport()->update();
}

void TranscriptView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (m_pressed && m_pressed->control.kind == Kind::ScrollStrip) {
        dragStrip(position.x());
        return;
    }
    if (!m_isSelecting) {
        hover(position);
        return;
    }
    selectTo(position);
    const bool isOutside = position.y() < 0 || position.y() >= viewport()->height();
    if (isOutside && !m_autoScroll.isActive())
        m_autoScroll.start(kAutoScrollInterval, this);
    else if (!isOutside)
        m_autoScroll.stop();
}

void TranscriptView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_isSelecting = false;
    m_autoScroll.stop();
    const std::optional<Hit> pressed = std::exchange(m_pressed, std::nullopt);
    const std::optional<Hit> released = hitAt(event->position().toPoint());
    const bool isClick = pressed && released && pressed->message == released->message
        && pressed->control == released->control && m_selection.isEmpty();
    const bool isStrip = pressed && pressed->control.kind == Kind::ScrollStrip;
    const bool isButton
        = pressed && !isStrip && pressed->control.kind != Kind::Link && pressed->control.kind != Kind::Citation;
    const bool isOnText = isClick && pressed->control.kind == Kind::None;
    if (isOnText && isRevealing(pressed->message)) // a button that moves with the text is hard to hit
        emit revealAllRequested(m_column.item(pressed->message).id());
    else if (pressed && released && !isStrip && (isClick || (isButton && pressed->control == released->control)))
        press(pressed->message, pressed->control);
    hover(event->position().toPoint());
}

void TranscriptView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto place = m_column.placeAt(event->position().toPoint() - columnOrigin());
    const std::optional<Hit> hit = hitAt(event->position().toPoint());
    if (!place || !hit || hit->control.kind != Kind::None) {
        mousePressEvent(event);
        return;
    }
    BlockDocument &document = m_column.item(place->message).flow(place->section).document(place->block);
    const DrawnPlaces places = document.places();
    QTextCursor cursor(&document);
    cursor.setPosition(places.range(place->position, place->position).first);
    cursor.select(QTextCursor::WordUnderCursor);
    TextPlace end = *place;
    TextPlace start = *place;
    start.position = places.sourceOf(cursor.selectionStart());
    end.position = places.sourceOf(cursor.selectionEnd());
    m_selection.start(start);
    m_selection.extend(end);
    updateHold();
    viewport()->update();
}

void TranscriptView::selectTo(const QPoint &position)
{
    if (const auto place = m_column.placeAt(position - columnOrigin()))
        m_selection.extend(*place);
    updateHold();
    viewport()->update();
}

/// The handle goes along with the pointer.
void TranscriptView::dragStrip(int x)
{
    const BlockFlow &flow = m_column.item(m_pressed->message).flow(MessageItem::Section::Text);
    if (m_pressed->control.block >= flow.blocks().size()) // the answer has started anew
        return;
    const BlockFlow::Block &block = flow.blocks()[m_pressed->control.block];
    const int width = std::max(flow.textRect(m_pressed->control.block).width(), 1);
    scrollSideways(m_pressed->message, m_pressed->control, (x - m_dragX) * block.contentWidth / width);
    m_dragX = x;
}

void TranscriptView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_autoScroll.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const QPoint position = viewport()->mapFromGlobal(QCursor::pos());
    const int beyond = position.y() < 0 ? position.y() : std::max(position.y() - viewport()->height(), 0);
    setFollowing(false);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + beyond / 3);
    selectTo(QPoint(position.x(), std::clamp(position.y(), 0, viewport()->height() - 1)));
}

void TranscriptView::leaveEvent(QEvent *event)
{
    m_hot.reset();
    viewport()->update();
    QAbstractScrollArea::leaveEvent(event);
}

void TranscriptView::wheelEvent(QWheelEvent *event)
{
    const QPoint pixels = event->pixelDelta().isNull() ? event->angleDelta() / 2 : event->pixelDelta();
    const bool isSideways = std::abs(pixels.x()) > std::abs(pixels.y()) || (event->modifiers() & Qt::ShiftModifier);
    const auto place = m_column.placeAt(event->position().toPoint() - columnOrigin());
    if (!isSideways || !place) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    BlockFlow &flow = m_column.item(place->message).flow(place->section);
    flow.scrollCode(place->block, -(pixels.x() != 0 ? pixels.x() : pixels.y()));
    event->accept();
    viewport()->update();
}

bool TranscriptView::isRevealing(size_t message) const
{
    return message < m_column.count() && m_column.item(message).isRevealing();
}

void TranscriptView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    const bool isPress
        = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const size_t here = m_current.value_or(m_column.count() - 1);
    if (isPress && m_focused.kind == Kind::None && isRevealing(here)) {
        emit revealAllRequested(m_column.item(here).id());
    } else if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (m_current && m_focused.kind == Kind::ScrollStrip
        && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        const int step = m_column.context().px(kSidewaysStep);
        scrollSideways(*m_current, m_focused, event->key() == Qt::Key_Left ? -step : step);
    } else if (event->key() == Qt::Key_Home) {
        bar->triggerAction(QAbstractSlider::SliderToMinimum);
    } else if (event->key() == Qt::Key_End) {
        bar->triggerAction(QAbstractSlider::SliderToMaximum);
    } else if (event->key() == Qt::Key_Space) {
        const bool isUp = event->modifiers() & Qt::ShiftModifier;
        bar->triggerAction(isUp ? QAbstractSlider::SliderPageStepSub : QAbstractSlider::SliderPageStepAdd);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current
        && m_focused.kind != Kind::None) {
        press(*m_current, MessageControl(m_focused)); // a copy: pressing may change what is focused
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool TranscriptView::focusNextPrevChild(bool next)
{
    if (m_current) {
        // Links are known where text is set; the keyboard must not skip any.
        MessageItem &item = m_column.item(*m_current);
        item.prepare(0, std::numeric_limits<int>::max());
        m_column.updateHeight(*m_current);
        settle();
    }
    const QList<MessageControl> controls = m_current ? controlsOf(*m_current) : QList<MessageControl>();
    const qsizetype wanted = controls.indexOf(m_focused) + (next ? 1 : -1);
    if (wanted >= controls.size() || wanted < -1) {
        m_focused = {};
        return QAbstractScrollArea::focusNextPrevChild(next);
    }
    m_focused = controls.value(wanted);
    if (m_focused.kind != Kind::None)
        showRect(*m_current, m_focused.rect);
    viewport()->update();
    announceFocus(*this);
    return true;
}

void TranscriptView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const std::optional<Hit> hit = isByKey ? std::nullopt : hitAt(event->pos());
    const std::optional<size_t> message = hit ? std::optional(hit->message) : m_current;
    if (!message)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Message"));
    if (hasSelection()) {
        menu->addAction(tr("Copy selection"), this, &TranscriptView::copySelection);
        menu->addAction(tr("Save selection as…"), this, &TranscriptView::saveSelection);
    }
    if (hit && hit->control.kind == Kind::Link)
        menu->addAction(tr("Copy address"), this,
            [address = hit->control.label] { QGuiApplication::clipboard()->setText(address); });
    for (const MessageControl &control : m_column.item(*message).controls()) {
        if (control.kind == Kind::Action) {
            menu->addAction(control.label, this, [this, index = *message, control] { press(index, control); });
        }
    }
    menu->addAction(tr("Select all"), this, &TranscriptView::selectAll);
    const QPoint top(columnOrigin() + QPoint(0, int(m_column.top(*message))));
    menu->popup(isByKey ? viewport()->mapToGlobal(top) : event->globalPos());
}

bool TranscriptView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const std::optional<Hit> hit = hitAt(help->pos());
        const bool hasTip = hit && hit->control.kind != Kind::None;
        // Our own words, or an encoded address: nothing that a tool tip could take for HTML.
        QToolTip::showText(help->globalPos(), hasTip ? hit->control.label : QString(), this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace freshet
