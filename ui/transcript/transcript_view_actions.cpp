// SPDX-License-Identifier: MIT
// What a TranscriptView does on demand: press, copy, step, show.
#include "ui/transcript/selection_copier.h"
#include "ui/transcript/text_links.h"
#include "ui/transcript/transcript_accessible.h"
#include "ui/transcript/transcript_view.h"

#include <QClipboard>
#include <QFocusEvent>
#include <QGuiApplication>

#include <algorithm>

namespace freshet {

namespace {

using Kind = MessageControl::Kind;
using Section = MessageItem::Section;

constexpr std::chrono::milliseconds kCopiedTime(1500);

} // namespace

void TranscriptView::stepMessage(Step step)
{
    if (m_column.count() == 0)
        return;
    const size_t last = m_column.count() - 1;
    const size_t seen = m_column.indexAt(m_keeper.top());
    if (step == Step::Previous)
        m_current = m_current ? std::max<size_t>(*m_current, 1) - 1 : seen;
    else
        m_current = m_current ? std::min(*m_current + 1, last) : last;
    m_focused = {};
    setFollowing(false);
    // Twice: what stands above may turn out higher than guessed once it is seen.
    for (int i = 0; i < 2; ++i) {
        m_keeper.scrollTo(std::min(m_column.top(*m_current) - m_column.context().px(8), m_keeper.mostTop()));
        settle();
    }
    announceFocus(*this);
}

bool TranscriptView::clearSelection()
{
    if (!hasSelection())
        return false;
    m_selection.clear();
    updateHold();
    viewport()->update();
    return true;
}

/// By the keyboard: then there is always a message whose buttons and links Tab goes through.
void TranscriptView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    const bool isByKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
        || event->reason() == Qt::ShortcutFocusReason;
    if (!isByKey || m_current || m_column.count() == 0)
        return;
    m_current = m_column.indexAt(m_keeper.top() + viewport()->height() - 1);
    m_focused = {};
    viewport()->update();
    announceFocus(*this);
}

void TranscriptView::selectAll()
{
    m_selection.selectAll();
    updateHold();
    viewport()->update();
}

void TranscriptView::copySelection()
{
    if (!m_selection.isEmpty())
        QGuiApplication::clipboard()->setMimeData(SelectionCopier(m_column, m_selection).data().release());
}

void TranscriptView::saveSelection()
{
    if (m_selection.isEmpty())
        return;
    const std::unique_ptr<QMimeData> marked = SelectionCopier(m_column, m_selection).data();
    emit saveSelectionRequested(QString::fromUtf8(marked->data(QStringLiteral("text/markdown"))), marked->html());
}

QList<MessageControl> TranscriptView::controlsOf(size_t message) const
{
    const MessageItem &item = m_column.item(message);
    QList<MessageControl> controls = linksIn(item) + item.controls();
    std::stable_sort(controls.begin(), controls.end(),
        [](const MessageControl &a, const MessageControl &b) { return a.rect.top() < b.rect.top(); });
    return controls;
}

void TranscriptView::press(size_t message, const MessageControl &control)
{
    MessageItem &item = m_column.item(message);
    const QString id = item.id();
    switch (control.kind) {
    case Kind::None:
        return;
    case Kind::Action:
        if (control.action == MessageAction::Copy) {
            copyMessage(message);
            showCopied(message, control);
        }
        emit actionTriggered(id, control.action);
        return;
    case Kind::CopyCode:
        QGuiApplication::clipboard()->setText(item.flow(Section::Text).sourceOf(control.block));
        showCopied(message, control);
        return;
    case Kind::ScrollStrip:
        scrollSideways(message, control, control.rect.width() * 3 / 4);
        return;
    case Kind::Link:
        emit linkActivated(control.url);
        return;
    case Kind::Citation:
        emit citationActivated(id, control.number);
        return;
    case Kind::ToggleReasoning:
        change(id, [](MessageItem &changed) { changed.toggleReasoning(); });
        return;
    case Kind::ToggleDetail:
        change(id, [](MessageItem &changed) { changed.toggleDetail(); });
        return;
    case Kind::ShowAll:
        if (item.isRevealing())
            emit revealAllRequested(id);
        else
            change(id, [](MessageItem &changed) { changed.showAll(); });
        return;
    }
}

void TranscriptView::scrollSideways(size_t message, const MessageControl &strip, int dx)
{
    m_column.item(message).flow(Section::Text).scrollCode(strip.block, dx);
    viewport()->update();
}

void TranscriptView::showRect(size_t message, const QRect &rect)
{
    const int margin = m_column.context().px(8);
    const qint64 top = m_column.top(message) + rect.top() - margin;
    const qint64 bottom = m_column.top(message) + rect.bottom() + margin - viewport()->height();
    if (top >= m_keeper.top() && bottom <= m_keeper.top())
        return;
    setFollowing(false);
    m_keeper.scrollTo(std::clamp<qint64>(m_keeper.top(), std::min(bottom, top), top));
    settle();
}

void TranscriptView::showCopied(size_t message, const MessageControl &control)
{
    m_copied = Hit{.message = message, .control = control};
    m_copiedTimer.start(kCopiedTime);
    viewport()->update();
}

void TranscriptView::copyMessage(size_t message) const
{
    const TranscriptMessage copied = m_column.item(message).message();
    QString text = copied.text;
    if (text.isEmpty() && copied.notice)
        text = copied.notice->title + u'\n' + copied.notice->advice;
    QGuiApplication::clipboard()->setText(text);
}

} // namespace freshet
