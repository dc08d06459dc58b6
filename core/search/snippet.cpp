// SPDX-License-Identifier: MIT
#include "core/search/snippet.h"

#include <QSet>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kSnippetLength = 220;
constexpr qsizetype kSnippetLead = 50; ///< Of it, before the first mark.
constexpr qsizetype kMostSearchedCharacters = 200'000; ///< What lies behind is found, but not marked.
constexpr qsizetype kMostSpellings = 8;
constexpr qsizetype kMostFoundWords = 500;

bool matchesAt(const QList<PlacedWord> &words, qsizetype at, const WordPattern &pattern)
{
    const qsizetype count = pattern.words.size();
    if (at + count > words.size())
        return false;
    for (qsizetype i = 0; i < count; ++i) {
        const QString &word = words.at(at + i).text;
        const QString &wanted = pattern.words.at(i);
        const bool mayGoOn = pattern.isPrefix && i + 1 == count;
        if (mayGoOn ? !word.startsWith(wanted) : word != wanted)
            return false;
    }
    return true;
}

/// Moves @p place back to where a character begins, to a word's beginning where one is near.
qsizetype wholeCharacterBefore(const QString &text, qsizetype place)
{
    constexpr qsizetype reach = 24;
    if (place <= 0 || place >= text.size())
        return std::clamp<qsizetype>(place, 0, text.size());
    qsizetype from = std::max<qsizetype>(0, place - 4 * reach);
    if (text.at(from).isLowSurrogate())
        ++from;
    const QString near = text.sliced(from, std::min(text.size(), place + reach) - from);
    for (qsizetype i = place; i > std::max<qsizetype>(from, place - reach); --i) {
        if (text.at(i - 1).isSpace())
            return i;
    }
    QTextBoundaryFinder characters(QTextBoundaryFinder::Grapheme, near);
    characters.setPosition(text.at(place).isLowSurrogate() ? place - from - 1 : place - from);
    if (!characters.isAtBoundary())
        characters.toPreviousBoundary();
    return from + std::max<qsizetype>(0, characters.position());
}

/// One line: each run of white space becomes a space.
void appendOneLine(Snippet &snippet, QStringView text)
{
    for (const QChar c : text) {
        const bool isSpace = c.isSpace() || c.category() == QChar::Other_Control;
        if (!isSpace)
            snippet.text += c;
        else if (!snippet.text.isEmpty() && !snippet.text.endsWith(u' '))
            snippet.text += u' ';
    }
}

QList<MarkedRange> merged(QList<MarkedRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
        [](const MarkedRange &one, const MarkedRange &other) { return one.start < other.start; });
    QList<MarkedRange> apart;
    for (const MarkedRange &range : std::as_const(ranges)) {
        if (apart.isEmpty() || apart.last().start + apart.last().length < range.start) {
            apart << range;
        } else {
            MarkedRange &last = apart.last();
            last.length = std::max(last.length, range.start + range.length - last.start);
        }
    }
    return apart;
}

} // namespace

SnippetBuilder::SnippetBuilder(const QList<QList<WordPattern>> &patterns) : m_patterns(patterns) { }

QList<SnippetBuilder::Found> SnippetBuilder::find(QStringView text) const
{
    QList<Found> found;
    const QList<PlacedWord> words = placedWords(text.first(std::min(kMostSearchedCharacters, text.size())));
    for (qsizetype at = 0; at < words.size() && found.size() < kMostFoundWords; ++at) {
        for (int term = 0; term < m_patterns.size(); ++term) {
            for (const WordPattern &pattern : m_patterns.at(term)) {
                if (!matchesAt(words, at, pattern))
                    continue;
                const PlacedWord &first = words.at(at);
                const PlacedWord &last = words.at(at + pattern.words.size() - 1);
                found << Found{{first.start, last.start + last.length - first.start}, term};
                break;
            }
        }
    }
    return found;
}

QStringList SnippetBuilder::spellingsOf(const QString &text, const QList<Found> &found)
{
    QStringList spellings;
    QSet<QString> known;
    for (const Found &hit : found) {
        const QString spelling = text.sliced(hit.range.start, hit.range.length);
        if (const QString folded = spelling.toCaseFolded(); !known.contains(folded)) {
            known.insert(folded);
            spellings << spelling;
        }
        if (spellings.size() == kMostSpellings)
            break;
    }
    return spellings;
}

Snippet SnippetBuilder::build(const QString &text) const
{
    const QList<Found> found = find(text);
    qsizetype best = 0;
    qsizetype most = 0;
    for (qsizetype i = 0; i < found.size(); ++i) {
        QSet<int> terms;
        const qsizetype end = found.at(i).range.start + kSnippetLength - kSnippetLead;
        for (qsizetype j = i; j < found.size() && found.at(j).range.start + found.at(j).range.length <= end; ++j)
            terms.insert(found.at(j).term);
        if (terms.size() > most) {
            most = terms.size();
            best = i;
        }
        if (most == m_patterns.size())
            break;
    }
    const qsizetype first = found.isEmpty() ? 0 : found.at(best).range.start;
    qsizetype start = 0;
    if (first > kSnippetLead)
        start = std::min(wholeCharacterBefore(text, first - kSnippetLead), first);
    qsizetype end = text.size();
    if (end - start > kSnippetLength) {
        end = wholeCharacterBefore(text, start + kSnippetLength);
        if (!found.isEmpty()) // a long word is not cut in its mark
            end = std::max(end, std::min(text.size(), first + std::min(found.at(best).range.length, kSnippetLength)));
        end = end <= start ? std::min(text.size(), start + kSnippetLength) : end;
    }

    Snippet snippet;
    if (start > 0)
        snippet.text = QChar(0x2026);
    QList<MarkedRange> within;
    for (const Found &hit : found) {
        if (hit.range.start >= start && hit.range.start + hit.range.length <= end)
            within << hit.range;
    }
    qsizetype at = start;
    for (const MarkedRange &range : merged(within)) {
        appendOneLine(snippet, QStringView(text).sliced(at, range.start - at));
        const qsizetype from = snippet.text.size();
        appendOneLine(snippet, QStringView(text).sliced(range.start, range.length));
        snippet.marks << MarkedRange{from, snippet.text.size() - from};
        at = range.start + range.length;
    }
    appendOneLine(snippet, QStringView(text).sliced(at, end - at));
    while (snippet.text.endsWith(u' '))
        snippet.text.chop(1);
    if (end < text.size())
        snippet.text += QChar(0x2026);
    snippet.spellings = spellingsOf(text, found);
    QSet<int> terms;
    for (const Found &hit : found)
        terms.insert(hit.term);
    snippet.terms = static_cast<int>(terms.size());
    return snippet;
}

QList<MarkedRange> SnippetBuilder::marksIn(const QString &text) const
{
    QList<MarkedRange> ranges;
    for (const Found &hit : find(text))
        ranges << hit.range;
    return merged(ranges);
}

} // namespace freshet
