// SPDX-License-Identifier: MIT
#include "core/query/citation_markers.h"

#include "core/query/code_ranges.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr int kLongestCitedRange = 50;
constexpr qsizetype kLongestNumber = 3; // digits
constexpr qsizetype kLongestNotes = 80;
constexpr qsizetype kLongestAddress = 2000;
constexpr qsizetype kMostCitedNumbers = 2000; // an answer that means its citations has fewer
constexpr qsizetype kFewestClauseWords = 3; // a shorter piece of a sentence claims nothing by itself
constexpr qsizetype kFewestClauseCharacters = 6; // the same where words are not separated

bool isMarkerDigit(QChar c) { return c >= u'0' && c <= u'9'; }

bool isMarkerBlank(QChar c) { return c == u' ' || (c >= u'\t' && c <= u'\r'); }

bool isRangeDash(QChar c) { return c == u'-' || c == u'–'; }

/// The end of the notes that some models put behind the numbers of a 【】: "†L3-L5". @p at where there are none.
qsizetype notesEnd(QStringView text, qsizetype at)
{
    if (at >= text.size() || text.at(at) != u'†')
        return at;
    const qsizetype last = std::min(text.size(), at + 1 + kLongestNotes);
    for (++at; at < last && text.at(at) != u'】';)
        ++at;
    return at;
}

/// Whether a Markdown link's address stands from @p start, which is behind the bracket: no "(p. 4)".
bool isAddress(QStringView text, qsizetype start)
{
    if (start >= text.size() || text.at(start) != u'(')
        return false;
    const QStringView rest = text.sliced(start + 1, std::min(kLongestAddress, text.size() - start - 1)).trimmed();
    const auto *const end = std::find_if(rest.begin(), rest.end(), [](QChar c) { return c == u')' || c.isSpace(); });
    if (end == rest.end() || *end == u')')
        return end != rest.end();
    const QStringView behind = rest.sliced(end - rest.begin()).trimmed(); // a title may follow
    return !behind.isEmpty() && QStringView(u")\"'(").contains(behind.front());
}

bool isEscaped(QStringView text, qsizetype at)
{
    bool isOdd = false;
    while (at > 0 && text.at(at - 1) == u'\\') {
        isOdd = !isOdd;
        --at;
    }
    return isOdd;
}

bool isLinkOrEscaped(const QString &answer, const TextRange &range)
{
    if (answer.at(range.start) != u'[')
        return false;
    const bool isLineStart = range.start == 0 || answer.at(range.start - 1) == u'\n';
    const bool isDefinition = isLineStart && range.end < answer.size() && answer.at(range.end) == u':';
    return isDefinition || isEscaped(answer, range.start) || isAddress(answer, range.end);
}

QList<int> citedNumbersOf(const WrittenMarker &marker)
{
    QList<int> numbers;
    for (const WrittenMarker::Number &written : marker.numbers) {
        if (!written.endsRange) {
            numbers << written.number;
            continue;
        }
        const int first = numbers.last();
        for (int number = first + 1; number <= std::min(written.number, first + kLongestCitedRange); ++number)
            numbers << number;
    }
    return numbers;
}

/// Finds the sentence that a marker belongs to: the one it stands in or behind, or the one it opens.
/// Goes through the text once; the markers have to come in ascending order.
class ClaimFinder {
public:
    explicit ClaimFinder(const QString &prose) : m_prose(prose), m_sentences(sentencesOf(prose)) { }

    /// An empty range where there is no sentence.
    TextRange claimAt(const TextRange &marker)
    {
        while (m_next < m_sentences.size() && m_sentences.at(m_next).start < marker.start)
            ++m_next;
        const bool hasNext = m_next < m_sentences.size();
        if (m_next == 0)
            return hasNext ? m_sentences.first() : TextRange();
        const TextRange &previous = m_sentences.at(m_next - 1);
        const bool opensLine = previous.end <= marker.start && lineStart(marker.start) > previous.end;
        const bool hasText = hasNext && lineEnd(marker.end) >= m_sentences.at(m_next).start;
        return opensLine && hasText ? m_sentences.at(m_next) : previous;
    }

private:
    /// One past the last line break before @p place; 0 on the first line.
    qsizetype lineStart(qsizetype place)
    {
        for (; m_walked < place; ++m_walked) {
            if (m_prose.at(m_walked) == u'\n')
                m_lineStart = m_walked + 1;
        }
        return m_lineStart;
    }

    qsizetype lineEnd(qsizetype place)
    {
        if (m_lineEnd < place) {
            const qsizetype found = m_prose.indexOf(u'\n', place);
            m_lineEnd = found < 0 ? m_prose.size() : found;
        }
        return m_lineEnd;
    }

    const QString &m_prose;
    const QList<TextRange> m_sentences;
    qsizetype m_next = 0;
    qsizetype m_walked = 0;
    qsizetype m_lineStart = 0;
    qsizetype m_lineEnd = -1;
};

bool saysSomething(QStringView clause)
{
    const qsizetype words = std::count(clause.begin(), clause.end(), u' ');
    const qsizetype wide = std::count_if(clause.begin(), clause.end(), [](QChar c) { return c.unicode() >= 0x2e80; });
    return words >= kFewestClauseWords || wide >= kFewestClauseCharacters;
}

} // namespace

std::optional<WrittenMarker> writtenMarkerAt(QStringView text, qsizetype start)
{
    const bool isWide = text.at(start) == u'【';
    if (!isWide && text.at(start) != u'[')
        return {};
    const auto skipped = [text](qsizetype at, auto isSkipped) {
        while (at < text.size() && isSkipped(text.at(at)))
            ++at;
        return at;
    };
    WrittenMarker marker{.range = {start, start}, .numbers = {}};
    bool isAfterDash = false;
    for (qsizetype at = start + 1;;) {
        const qsizetype end = skipped(at, isMarkerDigit);
        if (end == at || end - at > kLongestNumber)
            return {};
        const bool endsRange = isAfterDash && !marker.numbers.last().endsRange;
        marker.numbers << WrittenMarker::Number{{at, end}, text.sliced(at, end - at).toInt(), endsRange};
        at = skipped(end, isMarkerBlank);
        const bool goesOn = at < text.size()
            && (QStringView(u",;").contains(text.at(at)) || isRangeDash(text.at(at))
                || (isWide && text.at(at) == u'、'));
        if (!goesOn) {
            const qsizetype close = isWide ? notesEnd(text, end) : end; // no blank before it
            if (close >= text.size() || text.at(close) != (isWide ? u'】' : u']'))
                return {};
            marker.range.end = close + 1;
            return marker;
        }
        isAfterDash = isRangeDash(text.at(at));
        at = skipped(at + 1, isMarkerBlank);
    }
}

QList<CitationMarker> citationMarkersIn(const QString &answer)
{
    const QList<TextRange> code = codeRangesOf(answer);
    auto block = code.begin();
    QList<CitationMarker> markers;
    qsizetype numbers = 0;
    for (qsizetype at = 0; at < answer.size() && numbers < kMostCitedNumbers;) {
        const auto marker = writtenMarkerAt(answer, at++);
        if (!marker)
            continue;
        at = marker->range.end;
        while (block != code.end() && block->end < at)
            ++block;
        const bool isInCode = block != code.end() && block->start <= marker->range.start;
        if (isInCode || isLinkOrEscaped(answer, marker->range))
            continue;
        markers << CitationMarker{marker->range, citedNumbersOf(*marker)};
        numbers += markers.last().numbers.size();
    }
    return markers;
}

QString withoutMarkers(const QString &answer, const QList<CitationMarker> &markers)
{
    QString prose = answer;
    for (const CitationMarker &marker : markers)
        std::fill(prose.begin() + marker.range.start, prose.begin() + marker.range.end, u' ');
    return prose;
}

QList<TextRange> claimsOf(const QString &prose, const QList<CitationMarker> &markers)
{
    ClaimFinder finder(prose);
    QList<TextRange> sentences;
    for (const CitationMarker &marker : markers)
        sentences << finder.claimAt(marker.range);

    QList<TextRange> claims;
    for (qsizetype first = 0, next = 0; first < markers.size(); first = next) {
        const TextRange sentence = sentences.at(first);
        next = first + 1;
        while (next < markers.size() && sentences.at(next) == sentence)
            ++next;
        qsizetype from = sentence.start;
        for (qsizetype group = first; group < next;) {
            qsizetype end = group + 1; // neighbours with nothing between them stand for the same
            const auto touches = [&](qsizetype at) {
                const qsizetype gap = markers.at(at).range.start - markers.at(at - 1).range.end;
                return QStringView(prose).sliced(markers.at(at - 1).range.end, gap).trimmed().isEmpty();
            };
            while (end < next && touches(end))
                ++end;
            const qsizetype to = std::clamp(markers.at(group).range.start, from, sentence.end);
            const bool isOwnClause = end < next && saysSomething(QStringView(prose).sliced(from, to - from));
            TextRange claim = isOwnClause ? TextRange{from, to} : sentence;
            if (end == next && from > sentence.start && from < sentence.end
                && saysSomething(QStringView(prose).sliced(from, sentence.end - from)))
                claim = {from, sentence.end};
            claims.insert(claims.size(), end - group, claim);
            if (isOwnClause)
                from = std::min(markers.at(end - 1).range.end, sentence.end);
            group = end;
        }
    }
    return claims;
}

} // namespace freshet
