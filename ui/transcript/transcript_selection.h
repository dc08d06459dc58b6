// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/text_place.h"

#include <utility>

namespace freshet {

/// What is selected: from where the mouse went down to where it is.
class TranscriptSelection {
public:
    void clear();
    void start(const TextPlace &place);
    void extend(const TextPlace &place); ///< Starts where none was started.
    void selectAll();

    bool isEmpty() const { return m_anchor == m_head; }
    const TextPlace &first() const { return m_anchor < m_head ? m_anchor : m_head; }
    const TextPlace &last() const { return m_anchor < m_head ? m_head : m_anchor; }

    /// The selected positions of a block, which may end behind its text; equal for none.
    std::pair<int, int> within(size_t message, MessageItem::Section section, size_t block) const;

private:
    bool m_isStarted = false;
    TextPlace m_anchor;
    TextPlace m_head;
};

} // namespace freshet
