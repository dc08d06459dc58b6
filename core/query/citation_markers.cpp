// SPDX-License-Identifier: MIT
#include "core/query/citation_markers.h"

#include "core/query/code_ranges.h"

#include <QRegularExpression>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kLongestCitedRange = 50;
constexpr qsizetype kMostCitedNumbers = 2000; // an answer that means its citations has fewer
constexpr qsizetype kFewestClauseWords = 3; // a shorter piece of a sentence claims nothing by itself
constexpr qsizetype kFewestClauseCharacters = 6; // the same where words are not separated

QList<int> citedNumbersIn(const QString &list)
{
    static const QRegularExpression part(QStringLiteral(R"((\d+)(?:\s*[-–]\s*(\d+))?)"));
    QList<int> numbers;
    for (const QRegularExpressionMatch &match : part.globalMatch(list)) {
        const int first = match.captured(1).toInt();
        const int last = match.captured(2).isEmpty() ? first : match.captured(2).toInt();
        for (int number = first; number <= std::max(first, std::min(last, first + kLongestCitedRange)); ++number)
            numbers << number;
    }
    return numbers;
}

bool isLinkOrEscaped(const QString &answer, qsizetype start, qsizetype end)
{
    const QChar before = start > 0 ? answer.at(start - 1) : QChar(u'\n');
    const QChar after = end < answer.size() ? answer.at(end) : QChar(u'\n');
    return before == u'\\' || before == u'!' || after == u'(' || (after == u':' && before == u'\n');
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

QList<CitationMarker> citationMarkersIn(const QString &answer)
{
    static const QRegularExpression pattern(
        QStringLiteral(R"(\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\])"
                       R"(|【(\d{1,3}(?:\s*[,;、–-]\s*\d{1,3})*)(?:†[^】]{0,80})?】)"));
    const QList<TextRange> code = codeRangesOf(answer);
    auto block = code.begin();
    QList<CitationMarker> markers;
    qsizetype numbers = 0;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(answer)) {
        if (numbers >= kMostCitedNumbers)
            break;
        const TextRange range{match.capturedStart(), match.capturedEnd()};
        while (block != code.end() && block->end < range.end)
            ++block;
        const bool isInCode = block != code.end() && block->start <= range.start;
        if (isInCode || isLinkOrEscaped(answer, range.start, range.end))
            continue;
        markers << CitationMarker{range, citedNumbersIn(match.captured(match.lastCapturedIndex()))};
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
