// SPDX-License-Identifier: MIT
#pragma once

#include <QRandomGenerator>
#include <QString>
#include <QStringList>

namespace freshet::test {

/// Markdown lines that meet in every combination in randomMarkdown().
inline QString randomMarkdown(quint32 seed, int lines)
{
    static const QStringList kLines{"plain words", "", "", "# Heading", "- item", "* item", "  - nested", "1. one",
        "2. two", "7) seven", "   continued", "```cpp", "```", "   ```", "~~~", "code();", "> quote", ">> deeper",
        "| a | b |", "|--|:-:|", "| 1 | 2 |", "---", "***", "===", "<div>", "[1]: https://example.org", "    indented",
        "text with **bold", "a\tb", "- [ ] task", "\t- tabbed", "``` a`b", "2020. That was a year.", "  ", "#hash",
        "$$", "\\[", "  \\]", "+ c_1 = d", "so $x$ and $$", "$$ a $$ b", "```math", "| $x$ | $$ |"};
    QRandomGenerator random(seed);
    QString text;
    if (random.bounded(16) == 0) // long enough to be cut
        text
            = QStringLiteral("| a | b |\n|--|:-:|\n") + QStringLiteral("| 1 | 2 |\n").repeated(30 + random.bounded(70));
    for (int i = 0; i < lines; ++i)
        text += kLines.at(random.bounded(int(kLines.size()))) + u'\n';
    if (random.bounded(2) == 0)
        text.chop(1);
    return text;
}

} // namespace freshet::test
