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
    QList<CitationMarker> markers;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(answer)) {
        const TextRange range{match.capturedStart(), match.capturedEnd()};
        const bool isInCode = std::any_of(code.begin(), code.end(),
            [&](const TextRange &block) { return block.start <= range.start && range.end <= block.end; });
        if (!isInCode && !isLinkOrEscaped(answer, range.start, range.end))
            markers << CitationMarker{range, citedNumbersIn(match.captured(match.lastCapturedIndex()))};
    }
    return markers;
}

/// The sentence that a marker belongs to: the one it stands in or behind, or the one it opens.
QStringView claimAt(const QString &prose, const QList<TextRange> &sentences, const TextRange &marker)
{
    const auto next = std::find_if(
        sentences.begin(), sentences.end(), [&](const TextRange &sentence) { return sentence.start >= marker.start; });
    const auto textOf
        = [&](const TextRange &range) { return QStringView(prose).sliced(range.start, range.end - range.start); };
    if (next == sentences.begin())
        return next == sentences.end() ? QStringView() : textOf(*next);
    const TextRange &previous = *std::prev(next);
    const bool opensLine = previous.end <= marker.start
        && QStringView(prose).sliced(previous.end, marker.start - previous.end).contains(u'\n');
    const bool hasText = next != sentences.end()
        && !QStringView(prose).sliced(marker.end, std::max<qsizetype>(0, next->start - marker.end)).contains(u'\n');
    return textOf(opensLine && hasText ? *next : previous);
}

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
        prose.replace(marker.range.start, marker.range.end - marker.range.start,
            QString(marker.range.end - marker.range.start, u' '));
    const QList<TextRange> sentences = sentencesOf(prose);

    QHash<int, SourceWords> known;
    QList<Citation> citations;
    for (const CitationMarker &marker : markers) {
        for (const int number : marker.numbers) {
            Citation citation{number, marker.range.start, marker.range.end, Support::NotFound};
            const auto source = std::find_if(
                sources.begin(), sources.end(), [number](const Source &each) { return each.number == number; });
            if (source != sources.end()) {
                if (!known.contains(number))
                    known.insert(number, wordsOfSource(*source));
                citation.support = supportOf(claimAt(prose, sentences, marker.range), known[number]);
            }
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
