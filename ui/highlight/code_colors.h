// SPDX-License-Identifier: MIT
#pragma once

#include "ui/highlight/tokenizer.h"

#include <QString>

namespace freshet {

/// The roles of one block of code, line by line, as far as they are known. On the GUI thread.
class CodeColors {
public:
    explicit CodeColors(const QString &scope) : m_scope(scope) { }

    const QString &scope() const { return m_scope; } ///< Of its grammar.
    int count() const { return int(m_lines.size()); }
    const CodeLine &line(int index) const { return m_lines[index]; }
    const CodeState &state() const { return m_state; } ///< What the next line begins in.
    bool isGivenUp() const { return m_isGivenUp; } ///< It has cost too much: no more lines will come.

    void append(const QList<CodeLine> &lines, const CodeState &state) { m_lines += lines, m_state = state; }
    void addCost(std::chrono::nanoseconds cost, int dearLines);

private:
    QString m_scope;
    QList<CodeLine> m_lines;
    CodeState m_state;
    std::chrono::nanoseconds m_cost{0};
    int m_dearLines = 0;
    bool m_isGivenUp = false;
};

} // namespace freshet
