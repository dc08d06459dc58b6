// SPDX-License-Identifier: MIT
#include "core/streaming/text_pacer.h"

#include <utility>

namespace freshet {

TextPacer::TextPacer(const QString &text) : m_text(text), m_borders(QTextBoundaryFinder::Grapheme, m_text) { }

QString TextPacer::next(qsizetype graphemes)
{
    const qsizetype start = m_position;
    for (; graphemes > 0 && !isDone(); --graphemes)
        m_position = m_borders.toNextBoundary();
    return m_text.sliced(start, m_position - start);
}

QString TextPacer::rest() { return m_text.sliced(std::exchange(m_position, m_text.size())); }

} // namespace freshet
