// SPDX-License-Identifier: MIT
#include "core/query/citation_builder.h"

#include "core/query/code_ranges.h"
#include "core/retrieval/sentences.h"

#include <QRegularExpression>

#include <algorithm>

namespace freshet {

namespace {

constexpr double kWordShare = 0.6;
constexpr double kSupportedFrom = 0.6;
constexpr double kWeakFrom = 0.35;
constexpr double kMissingNumberCap = 0.4;
constexpr int kLongestCitedRange = 50;
constexpr qsizetype kMostCitations = 2000; // an answer that means its citations has fewer
constexpr qsizetype kLongestClaim = 2000; // what is longer is no sentence

/// One marker with all its numbers.
struct CitationMarker {
    TextRange range;
    QList<int> numbers;
};

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

QList<CitationMarker> citationMarkersIn(const QString &answer)
{
    static const QRegularExpression pattern(
        QStringLiteral(R"(\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\])"
                       R"(|【(\d{1,3}(?:\s*[,;、–-]\s*\d{1,3})*)(?:†[^】]{0,80})?】)"));
    const QList<TextRange> code = codeRangesOf(answer);
    auto block = code.begin();
    QList<CitationMarker> markers;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(answer)) {
        const TextRange range{match.capturedStart(), match.capturedEnd()};
        while (block != code.end() && block->end < range.end)
            ++block;
        const bool isInCode = block != code.end() && block->start <= range.start;
        if (!isInCode && !isLinkOrEscaped(answer, range.start, range.end))
            markers << CitationMarker{range, citedNumbersIn(match.captured(match.lastCapturedIndex()))};
    }
    return markers;
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

bool hasCitedDigit(const QString &word)
{
    return std::any_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
}

} // namespace

QList<Citation> CitationBuilder::citationsOf(const QString &answer, const QList<Source> &sources)
{
    const QList<CitationMarker> markers = citationMarkersIn(answer);
    QString prose = answer; // the markers blanked, all offsets kept
    for (const CitationMarker &marker : markers)
        std::fill(prose.begin() + marker.range.start, prose.begin() + marker.range.end, u' ');

    ClaimFinder claims(prose);
    QHash<int, SourceWords> known;
    QHash<std::pair<qsizetype, int>, Support> checked; // by start of the claim and source
    QList<Citation> citations;
    for (const CitationMarker &marker : markers) {
        const TextRange claim = claims.claimAt(marker.range);
        for (const int number : marker.numbers) {
            if (citations.size() >= kMostCitations)
                return citations;
            Citation citation{number, marker.range.start, marker.range.end, Support::NotFound};
            const auto source = std::find_if(
                sources.begin(), sources.end(), [number](const Source &each) { return each.number == number; });
            const std::pair key(claim.start, number);
            if (source != sources.end() && !checked.contains(key)) {
                if (!known.contains(number))
                    known.insert(number, wordsOfSource(*source));
                const qsizetype length = std::min(claim.end - claim.start, kLongestClaim);
                checked.insert(key, supportOf(QStringView(prose).sliced(claim.start, length), known[number]));
            }
            citation.support = checked.value(key, Support::NotFound);
            citations << citation;
        }
    }
    return citations;
}

CitationBuilder::SourceWords CitationBuilder::wordsOfSource(const Source &source)
{
    SourceWords result{.language = detectedLanguage(source.text)};
    for (const Word &word : wordsOf(QString(source.title + u'\n' + source.heading + u'\n' + source.text))) {
        result.words.insert(word.text);
        result.stems.insert(m_analyzer.stem(word, result.language));
        for (const quint64 gram : gramsOf(word.text))
            result.grams.insert(gram);
    }
    return result;
}

Support CitationBuilder::supportOf(QStringView claim, const SourceWords &source)
{
    double words = 0;
    double foundWords = 0;
    double grams = 0;
    double foundGrams = 0;
    bool hasAllNumbers = true;
    for (const Word &word : wordsOf(claim)) {
        if (isStopWord(word.text, source.language))
            continue;
        words += 1;
        foundWords += source.stems.contains(m_analyzer.stem(word, source.language));
        if (hasCitedDigit(word.text) && !source.words.contains(word.text))
            hasAllNumbers = false;
        for (const quint64 gram : gramsOf(word.text)) {
            grams += 1;
            foundGrams += source.grams.contains(gram);
        }
    }
    if (words == 0)
        return Support::Supported; // "[1]" alone claims nothing
    const double wordCoverage = foundWords / words;
    const double gramCoverage = grams > 0 ? foundGrams / grams : wordCoverage;
    double support = kWordShare * wordCoverage + (1 - kWordShare) * gramCoverage;
    if (!hasAllNumbers)
        support = std::min(support, kMissingNumberCap);
    return support >= kSupportedFrom ? Support::Supported : support >= kWeakFrom ? Support::Weak : Support::NotFound;
}

QList<Source> citedSources(const QList<Citation> &citations, const QList<Source> &sources)
{
    QList<Source> cited;
    const auto hasNumber = [](const QList<Source> &list, int number) {
        return std::any_of(list.begin(), list.end(), [number](const Source &each) { return each.number == number; });
    };
    for (const Citation &citation : citations) {
        if (hasNumber(cited, citation.number))
            continue;
        const auto source = std::find_if(
            sources.begin(), sources.end(), [&](const Source &each) { return each.number == citation.number; });
        if (source != sources.end())
            cited << *source;
    }
    return cited;
}

} // namespace freshet
