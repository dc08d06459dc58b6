// SPDX-License-Identifier: MIT
// Finding in a TranscriptView.
#include "ui/transcript/display_text.h"
#include "ui/transcript/selection_copier.h"
#include "ui/transcript/text_rects.h"
#include "ui/transcript/transcript_view.h"

namespace freshet {

namespace {

using namespace std::chrono_literals;

constexpr auto kSlice = 8ms; // half a frame
constexpr int kMostPasses = 4; // each measures what has come into sight
constexpr int kCoveredTop = 64; // by the find bar, which lies over the text
constexpr int kRoomAbove = 56; // so that the first message can be brought out from under it
constexpr int kMessageRoom = 8; // above a message that is shown
constexpr int kCoveredBottom = 56; // by the pill
constexpr qsizetype kLongestMeant = 200;

} // namespace

void TranscriptView::find(const QString &text, Qt::CaseSensitivity cases)
{
    beginFind();
    m_search.start(text, cases, m_search.current().value_or(topPlace()));
    m_wantsHit = true;
    m_wantsHitIn.reset();
    goOnFinding();
}

void TranscriptView::beginFind()
{
    m_isFinding = true;
    updateHold();
    m_keeper.setRoomAbove(m_column.context().px(kRoomAbove));
    settle();
}

void TranscriptView::findWords(const QString &messageId, const QStringList &words)
{
    const std::optional<size_t> message = m_column.indexOf(messageId);
    if (!message)
        return;
    beginFind();
    showMessage(messageId);
    m_search.startWords(words, {.message = *message, .section = MessageItem::Section::Reasoning});
    m_wantsHit = true;
    m_wantsHitIn = message;
    goOnFinding();
}

void TranscriptView::showMessage(const QString &messageId)
{
    const std::optional<size_t> message = m_column.indexOf(messageId);
    if (!message)
        return;
    m_current = message;
    m_focused = {};
    setFollowing(false);
    for (int pass = 0; pass < kMostPasses; ++pass) {
        const int above = m_column.context().px(m_isFinding ? kRoomAbove : kMessageRoom);
        m_keeper.scrollTo(std::clamp(m_column.top(*message) - above, m_keeper.leastTop(), m_keeper.mostTop()));
        settle();
    }
    viewport()->update();
}

void TranscriptView::endFind()
{
    if (!m_isFinding)
        return;
    m_isFinding = false;
    m_wantsHit = false;
    m_findTimer.stop();
    m_search.stop();
    m_keeper.setRoomAbove(0);
    settle();
    updateHold();
    emit findStateChanged();
}

void TranscriptView::stepFind(Step step)
{
    if (!m_isFinding)
        return;
    m_search.step(step == Step::Next ? TranscriptSearch::Direction::Forward : TranscriptSearch::Direction::Backward);
    if (m_search.current())
        showHit();
    else
        m_wantsHit = !m_search.isDone();
    emit findStateChanged();
}

TranscriptView::FindState TranscriptView::findState() const
{
    return {.number = m_search.number(), .count = m_search.count(), .isDone = m_search.isDone()};
}

QString TranscriptView::selectedLine()
{
    const bool isOneBlock = hasSelection() && m_selection.first().message == m_selection.last().message
        && m_selection.first().block == m_selection.last().block;
    if (!isOneBlock || m_selection.last().position - m_selection.first().position > kLongestMeant)
        return {};
    const QString text = SelectionCopier(m_column, m_selection).data()->text();
    return text.contains(u'\n') ? QString() : text;
}

void TranscriptView::goOnFinding()
{
    m_search.work(kSlice);
    if (m_wantsHit && m_search.takeFirst()) {
        m_wantsHit = false;
        if (!m_wantsHitIn || m_wantsHitIn == m_search.current()->message)
            showHit();
    }
    if (m_search.isDone())
        m_wantsHit = false; // what comes later is marked, but takes nobody away from where they read
    else
        m_findTimer.start(0);
    viewport()->update();
    emit findStateChanged();
}

/// Of one message, or of which there are.
void TranscriptView::contentChanged(std::optional<size_t> message)
{
    if (message)
        m_search.messageChanged(*message);
    if (m_isFinding)
        m_findTimer.start(0);
}

TextPlace TranscriptView::topPlace()
{
    if (m_column.count() == 0)
        return {};
    const TextPlace top{.message = m_column.indexAt(m_keeper.top()),
        .section = MessageItem::Section::Reasoning,
        .block = 0,
        .position = 0};
    return m_column.placeAt(QPoint(0, int(m_keeper.top()))).value_or(top);
}

void TranscriptView::showHit()
{
    const TextPlace place = *m_search.current();
    MessageItem &item = m_column.item(place.message);
    const BlockFlow &flow = item.flow(place.section);
    setFollowing(false);
    item.unfold(place.section, place.block, place.position + m_search.currentLength());
    item.sync();
    m_column.updateHeight(place.message);
    settle();
    if (place.block >= flow.blocks().size())
        return;
    m_current = place.message;
    m_focused = {};
    for (int pass = 0; pass < kMostPasses; ++pass) {
        const qint64 y = m_column.top(place.message) + lineOf(place).center().y();
        if (isUncovered(y - m_keeper.top()))
            break;
        m_keeper.scrollTo(std::clamp<qint64>(y - viewport()->height() / 2, m_keeper.leastTop(), m_keeper.mostTop()));
        settle();
    }
    showSideways(place);
    viewport()->update();
}

bool TranscriptView::isUncovered(qint64 y) const
{
    const TranscriptContext &context = m_column.context();
    return y > context.px(kCoveredTop) && y < viewport()->height() - context.px(kCoveredBottom);
}

/// The first line of the hit there, in its message. Measures its block.
QRect TranscriptView::lineOf(const TextPlace &place)
{
    MessageItem &item = m_column.item(place.message);
    BlockFlow &flow = item.flow(place.section);
    const int blockY = item.flowOrigin(place.section).y() + flow.blocks()[place.block].y;
    item.prepare(blockY, blockY + 1);
    m_column.updateHeight(place.message);
    const QPoint origin = item.flowOrigin(place.section) + flow.textOrigin(place.block);
    const BlockDocument &document = flow.document(place.block);
    const auto [begin, end] = document.places().range(place.position, place.position + m_search.currentLength());
    return textRects(document, begin, end - begin).value(0).translated(origin);
}

/// In wide code or a wide table.
void TranscriptView::showSideways(const TextPlace &place)
{
    MessageItem &item = m_column.item(place.message);
    BlockFlow &flow = item.flow(place.section);
    const QRect seen = flow.textRect(place.block).translated(item.flowOrigin(place.section));
    const QRect line = lineOf(place);
    if (line.left() < seen.left() || line.right() > seen.right())
        flow.scrollCode(place.block, line.center().x() - seen.center().x());
}

} // namespace freshet
