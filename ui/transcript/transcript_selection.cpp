// SPDX-License-Identifier: MIT
#include "ui/transcript/transcript_selection.h"

#include <limits>

namespace freshet {

namespace {

using Section = MessageItem::Section;

constexpr int kBehindText = std::numeric_limits<int>::max();

} // namespace

void TranscriptSelection::clear() { *this = {}; }

void TranscriptSelection::start(const TextPlace &place)
{
    m_isStarted = true;
    m_anchor = m_head = place;
}

void TranscriptSelection::extend(const TextPlace &place)
{
    if (!m_isStarted)
        start(place);
    m_head = place;
}

void TranscriptSelection::selectAll()
{
    constexpr size_t kLast = std::numeric_limits<size_t>::max();
    start({.message = 0, .section = Section::Reasoning, .block = 0, .position = 0});
    extend({.message = kLast, .section = Section::Text, .block = kLast, .position = kBehindText});
}

std::pair<int, int> TranscriptSelection::within(size_t message, Section section, size_t block) const
{
    const TextPlace begin{.message = message, .section = section, .block = block, .position = 0};
    const TextPlace end{.message = message, .section = section, .block = block, .position = kBehindText};
    const TextPlace from = std::max(first(), begin);
    const TextPlace to = std::min(last(), end);
    return from < to ? std::pair(from.position, to.position) : std::pair(0, 0);
}

} // namespace freshet
