// SPDX-License-Identifier: MIT
#include "core/query/code_ranges.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kLongestCodeSpan = 4000; // keeps stray backticks from costing more than this each

qsizetype repeatsAt(QStringView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && text.at(end) == text.at(at))
        ++end;
    return end - at;
}

/// The backticks that close a run of @p length, or -1. A blank line ends the search.
qsizetype codeSpanEnd(QStringView text, qsizetype from, qsizetype length)
{
    const qsizetype end = std::min(text.size(), from + kLongestCodeSpan);
    for (qsizetype i = from; i < end; ++i) {
        if (text.at(i) == u'\n' && i + 1 < text.size() && text.at(i + 1) == u'\n')
            return -1;
        if (text.at(i) != u'`')
            continue;
        const qsizetype run = repeatsAt(text, i);
        if (run == length)
            return i + run;
        i += run - 1;
    }
    return -1;
}

} // namespace

QList<TextRange> codeRangesOf(QStringView markdown)
{
    QList<TextRange> ranges;
    QChar fence;
    qsizetype fenceLength = 0;
    qsizetype fenceStart = 0;
    qsizetype at = 0;
    bool isLineStart = true;
    while (at < markdown.size()) {
        if (isLineStart) {
            while (at < markdown.size() && markdown.at(at) == u' ')
                ++at;
            if (at == markdown.size())
                break;
            const QChar mark = markdown.at(at);
            const qsizetype run = mark == u'`' || mark == u'~' ? repeatsAt(markdown, at) : 0;
            if (fenceLength == 0 && run >= 3) {
                fence = mark;
                fenceLength = run;
                fenceStart = at;
                at += run;
            } else if (fenceLength > 0 && mark == fence && run >= fenceLength) {
                ranges << TextRange{fenceStart, at + run};
                fenceLength = 0;
                at += run;
            }
            isLineStart = false;
            continue;
        }
        const QChar c = markdown.at(at);
        if (c == u'`' && fenceLength == 0) {
            const qsizetype run = repeatsAt(markdown, at);
            const qsizetype end = codeSpanEnd(markdown, at + run, run);
            if (end > 0)
                ranges << TextRange{at, end};
            at = end > 0 ? end : at + run;
            continue;
        }
        isLineStart = c == u'\n';
        ++at;
    }
    if (fenceLength > 0)
        ranges << TextRange{fenceStart, markdown.size()};
    return ranges;
}

} // namespace freshet
