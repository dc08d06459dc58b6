// SPDX-License-Identifier: MIT
#include "ui/highlight/span_writer.h"

#include <algorithm>

namespace freshet {

namespace {

bool isWordByte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || static_cast<unsigned char>(byte) >= 0x80;
}

} // namespace

void SpanWriter::until(qsizetype end, const ScopeRole &scope)
{
    end = std::min(end, m_line.size());
    if (end <= m_at)
        return;
    const CodeRole role = scope.isOperator && isWordByte(m_line.text()[m_at]) ? CodeRole::Keyword : scope.role;
    if (role != CodeRole::Plain) {
        const CodeSpan last = m_spans.isEmpty() ? CodeSpan() : m_spans.last();
        if (last.role == role && last.begin + last.length == m_at)
            m_spans.last().length = quint16(end - last.begin);
        else
            m_spans.append({.begin = quint16(m_at), .length = quint16(end - m_at), .role = role});
    }
    m_at = end;
}

CodeLine SpanWriter::spans() const
{
    CodeLine spans = m_spans;
    for (CodeSpan &span : spans) {
        const qsizetype end = m_line.unitAt(span.begin + span.length);
        const qsizetype begin = m_line.unitAt(span.begin);
        span = {.begin = quint16(begin), .length = quint16(end - begin), .role = span.role};
    }
    return spans;
}

} // namespace freshet
