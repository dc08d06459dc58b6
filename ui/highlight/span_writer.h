// SPDX-License-Identifier: MIT
#pragma once

#include "ui/highlight/code_role.h"
#include "ui/highlight/scope_role.h"
#include "ui/highlight/utf8_line.h"

namespace freshet {

/// Collects the pieces of a line from left to right; positions are in bytes.
class SpanWriter {
public:
    explicit SpanWriter(const Utf8Line &line) : m_line(line) { }

    void until(qsizetype end, const ScopeRole &scope); ///< From where the last piece ended.
    CodeLine spans() const; ///< In UTF-16 units.

private:
    const Utf8Line &m_line;
    qsizetype m_at = 0;
    CodeLine m_spans;
};

} // namespace freshet
