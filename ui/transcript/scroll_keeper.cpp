// SPDX-License-Identifier: MIT
#include "ui/transcript/scroll_keeper.h"

#include <algorithm>
#include <cstdlib>

namespace freshet {

namespace {

using Section = MessageItem::Section;

constexpr int kMostPasses = 12; // each measures what came into sight; two or three do

} // namespace

qint64 ScrollKeeper::mostTop() const { return std::max<qint64>(m_column.height() - m_viewHeight, 0); }

void ScrollKeeper::scrollTo(qint64 top)
{
    const qint64 distance = top - m_top;
    m_top = top;
    // A short way keeps the anchor, so that what was seen moves exactly by that; far away there is nothing to keep.
    if (std::abs(distance) > m_viewHeight)
        chooseAnchor();
    else
        m_offset += distance;
}

ScrollKeeper::Place ScrollKeeper::place() const
{
    const bool isInBlock = m_anchor.isBlock && m_anchor.height > 0;
    return {.message = m_anchor.message,
        .section = m_anchor.section,
        .block = isInBlock ? std::optional(m_anchor.block) : std::nullopt,
        .offset = isInBlock ? double(m_offset) / m_anchor.height : double(m_offset)};
}

void ScrollKeeper::goTo(const Place &place)
{
    MessageItem &item = m_column.item(place.message);
    if (place.block && !item.flow(place.section).isEmpty())
        item.unfold(place.section, *place.block, 0);
    item.sync();
    m_anchor = {.message = place.message,
        .section = place.section,
        .block = place.block.value_or(0),
        .isBlock = place.block.has_value()};
    if (anchoredBlock()) { // set before its height is used
        const int y = int(anchorY() - m_column.top(m_anchor.message));
        item.prepare(y, y + 1);
    }
    m_column.updateHeight(m_anchor.message);
    const BlockFlow::Block *const block = anchoredBlock();
    m_offset = block ? qRound64(place.offset * block->height) : place.block ? 0 : qRound64(place.offset);
    m_keepsLine = false;
}

void ScrollKeeper::keepLine() { m_keepsLine = true; }

bool ScrollKeeper::renewFormulas()
{
    bool hasAny = false;
    if (m_anchor.message < m_column.count() && anchoredBlock()) {
        MessageItem &item = m_column.item(m_anchor.message);
        if (item.flow(m_anchor.section).hasNewFormulas(m_anchor.block)) {
            m_offset = item.renewFormulas(m_anchor.section, m_anchor.block, int(m_offset));
            m_column.updateHeight(m_anchor.message);
            hasAny = true;
        }
    }
    return m_column.renewFormulas() || hasAny;
}

void ScrollKeeper::settle()
{
    if (m_column.count() == 0) {
        m_top = 0;
        m_anchor = {};
        m_offset = 0;
        m_moved = 0;
        m_keepsLine = false;
        return;
    }
    m_anchor.message = std::min(m_anchor.message, m_column.count() - 1);
    if (m_keepsLine && anchoredBlock() && m_anchor.height > 0) {
        const int y = int(anchorY() - m_column.top(m_anchor.message));
        m_column.item(m_anchor.message).prepare(y, y + 1);
        m_column.updateHeight(m_anchor.message);
        m_offset = m_offset * anchoredBlock()->height / m_anchor.height;
    }
    m_keepsLine = false;
    for (int pass = 0; pass < kMostPasses; ++pass) {
        m_top = m_isFollowing ? mostTop() : std::clamp<qint64>(anchorY() + m_offset, leastTop(), mostTop());
        if (!m_column.prepare(m_top, m_top + m_viewHeight))
            break;
    }
    m_moved = anchorY() + m_offset - m_top;
    chooseAnchor();
    m_column.dropUnused();
}

const BlockFlow::Block *ScrollKeeper::anchoredBlock() const
{
    const MessageItem &item = m_column.item(m_anchor.message);
    const auto &blocks = item.flow(m_anchor.section).blocks();
    const bool isThere = m_anchor.isBlock && item.isShown(m_anchor.section) && m_anchor.block < blocks.size();
    return isThere ? &blocks[m_anchor.block] : nullptr;
}

qint64 ScrollKeeper::anchorY() const
{
    const qint64 top = m_column.top(m_anchor.message);
    const BlockFlow::Block *block = anchoredBlock();
    return block ? top + m_column.item(m_anchor.message).flowOrigin(m_anchor.section).y() + block->y : top;
}

void ScrollKeeper::chooseAnchor()
{
    if (m_column.count() == 0)
        return;
    m_anchor = {.message = m_column.indexAt(m_top)};
    const MessageItem &item = m_column.item(m_anchor.message);
    const auto y = int(m_top - m_column.top(m_anchor.message));
    for (const Section section : {Section::Reasoning, Section::Text}) {
        const BlockFlow &flow = item.flow(section);
        const int flowY = y - item.flowOrigin(section).y();
        if (!item.isShown(section) || flow.blocks().empty() || flowY < 0)
            continue;
        m_anchor.section = section;
        m_anchor.block = flow.blockAt(flowY);
        m_anchor.isBlock = true;
        m_anchor.height = flow.blocks()[m_anchor.block].height;
    }
    m_offset = m_top - anchorY();
}

} // namespace freshet
