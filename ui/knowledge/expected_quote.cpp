// SPDX-License-Identifier: MIT
#include "ui/knowledge/expected_quote.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kQuoteLength = 240; // a small part of a passage, and enough to be the only one
constexpr qsizetype kBeforeFirstMark = 40;

/// The first of the marks that has the most of them behind it within a quote.
qsizetype densestStart(const QList<std::pair<qsizetype, qsizetype>> &marks)
{
    qsizetype best = 0;
    qsizetype most = 0;
    for (const auto &[start, length] : marks) {
        const qsizetype end = start + kQuoteLength - kBeforeFirstMark;
        const qsizetype count = std::count_if(marks.cbegin(), marks.cend(),
            [&, from = start](const auto &mark) { return mark.first >= from && mark.first + mark.second <= end; });
        if (count > most) {
            most = count;
            best = start;
        }
    }
    return best;
}

} // namespace

QString expectedQuote(const QString &text, const QList<std::pair<qsizetype, qsizetype>> &marks)
{
    if (text.size() <= kQuoteLength)
        return text.trimmed();
    qsizetype start = std::max<qsizetype>(0, densestStart(marks) - kBeforeFirstMark);
    start = std::min(start, text.size() - kQuoteLength);
    const auto isBlank = [](QChar c) { return c.isSpace(); };
    if (start > 0 && !text.at(start - 1).isSpace()) { // not from the middle of a word
        const auto blank = std::find_if(text.cbegin() + start, text.cbegin() + start + kBeforeFirstMark, isBlank);
        if (blank != text.cbegin() + start + kBeforeFirstMark)
            start = blank - text.cbegin();
    }
    qsizetype end = std::min(start + kQuoteLength, text.size());
    if (end < text.size() && !text.at(end).isSpace()) {
        const qsizetype blank = text.first(end).lastIndexOf(u' ');
        if (blank > end - kBeforeFirstMark)
            end = blank;
    }
    if (text.at(start).isLowSurrogate()) // scripts without blanks
        ++start;
    if (text.at(end - 1).isHighSurrogate())
        --end;
    return text.sliced(start, end - start).trimmed();
}

} // namespace freshet
