// SPDX-License-Identifier: MIT
#include "core/retrieval/sentences.h"

#include <algorithm>
#include <array>

namespace freshet {

namespace {

constexpr QStringView kWideEnds = u"。！？｡";
constexpr QStringView kNarrowEnds = u".!?؟।…";
constexpr QStringView kClosers = u"\"')]}»”’」』）】";

constexpr std::array kAbbreviations{
    QStringView(u"al"),
    QStringView(u"approx"),
    QStringView(u"bzw"),
    QStringView(u"ca"),
    QStringView(u"cf"),
    QStringView(u"dr"),
    QStringView(u"e.g"),
    QStringView(u"eq"),
    QStringView(u"fig"),
    QStringView(u"i.e"),
    QStringView(u"inc"),
    QStringView(u"jr"),
    QStringView(u"ltd"),
    QStringView(u"mr"),
    QStringView(u"mrs"),
    QStringView(u"ms"),

    QStringView(u"nr"),
    QStringView(u"p"),
    QStringView(u"pp"),
    QStringView(u"prof"),
    QStringView(u"sr"),
    QStringView(u"st"),
    QStringView(u"u.s"),
    QStringView(u"vol"),
    QStringView(u"vs"),
    QStringView(u"z.b"),
};

/// A full stop after "Dr", "e.g" or a single capital letter ends no sentence.
bool isWideEnd(QChar c) { return c.unicode() >= 0x80 && kWideEnds.contains(c); }
bool isNarrowEnd(QChar c) { return c.unicode() < 0x80 ? c == u'.' || c == u'!' || c == u'?' : kNarrowEnds.contains(c); }

bool followsAbbreviation(QStringView text, qsizetype stop)
{
    qsizetype start = stop;
    while (start > 0 && (text.at(start - 1).isLetter() || text.at(start - 1) == u'.') && stop - start < 8)
        --start;
    const QStringView word = text.sliced(start, stop - start);
    if (word.size() == 1 && word.at(0).isUpper())
        return true;
    return std::any_of(kAbbreviations.begin(), kAbbreviations.end(),
        [word](QStringView known) { return word.compare(known, Qt::CaseInsensitive) == 0; });
}

bool startsOwnLine(QStringView line)
{
    if (line.isEmpty())
        return true;
    if (QStringView(u"#|>-*+•").contains(line.at(0)))
        return line.size() == 1 || line.at(0) == u'#' || line.at(0) == u'|' || line.at(1).isSpace();
    constexpr qsizetype most = 3;
    qsizetype digits = 0;
    while (digits <= most && digits < line.size() && line.at(digits).isDigit())
        ++digits;
    return digits > 0 && digits <= most && digits + 1 < line.size() && QStringView(u".)").contains(line.at(digits))
        && line.at(digits + 1).isSpace();
}

/// True for a line break after which something new begins: a blank line, a list item, a heading, a table row.
bool isHardBreak(QStringView text, qsizetype lineBreak, bool lineIsHeading)
{
    qsizetype next = lineBreak + 1;
    while (next < text.size() && (text.at(next) == u' ' || text.at(next) == u'\t'))
        ++next;
    if (next >= text.size() || text.at(next) == u'\n' || lineIsHeading)
        return true;
    return startsOwnLine(text.sliced(next, std::min<qsizetype>(8, text.size() - next)));
}

} // namespace

QList<TextRange> sentencesOf(QStringView text)
{
    QList<TextRange> sentences;
    qsizetype start = 0;
    const auto cut = [&](qsizetype end) {
        qsizetype from = start;
        qsizetype to = end;
        while (from < to && text.at(from).isSpace())
            ++from;
        while (to > from && text.at(to - 1).isSpace())
            --to;
        if (to > from)
            sentences << TextRange{from, to};
        start = end;
    };

    qsizetype lineStart = 0;
    qsizetype marksEnd = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\n') {
            if (isHardBreak(text, i, text.at(lineStart) == u'#'))
                cut(i + 1);
            lineStart = i + 1;
            continue;
        }
        const bool wide = isWideEnd(c);
        if (!wide && !isNarrowEnd(c))
            continue;
        qsizetype end = std::max(i + 1, marksEnd); // a run of marks is walked once, not from each of them
        while (end < text.size()
            && (kClosers.contains(text.at(end)) || isWideEnd(text.at(end)) || isNarrowEnd(text.at(end))))
            ++end;
        marksEnd = end;
        const bool isApart = wide || end == text.size() || text.at(end).isSpace();
        const bool isListNumber = c == u'.'
            && startsOwnLine(text.sliced(lineStart, std::min(end + 1, text.size()) - lineStart))
            && end - lineStart <= 4;
        if (isApart && !isListNumber && !(c == u'.' && followsAbbreviation(text, i))) {
            cut(end);
            i = end - 1;
        }
    }
    cut(text.size());
    return sentences;
}

} // namespace freshet
