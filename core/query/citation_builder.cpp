// SPDX-License-Identifier: MIT
#include "core/query/citation_builder.h"

#include "core/query/citation_markers.h"
#include "core/query/claim_checker.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kMostCitations = 2000; // an answer that means its citations has fewer
constexpr qsizetype kLongestClaim = 2000; // what is longer is no sentence
constexpr qsizetype kMostTogether = 8; // sources of one claim

/// "1. " of a list, which is no figure of the claim.
QStringView withoutListNumber(QStringView claim)
{
    qsizetype end = 0;
    while (end < claim.size() && end < 3 && claim.at(end).isDigit())
        ++end;
    const bool isListNumber = end > 0 && end + 1 < claim.size() && QStringView(u".)").contains(claim.at(end))
        && claim.at(end + 1).isSpace();
    return isListNumber ? claim.sliced(end + 1) : claim;
}

/// All that is known of one citation, apart from where its marker stands.
struct CheckedClaim {
    Support support = Support::NotFound;
    bool isUnverified = false;
    ClaimSupport found; // its quote is in the source's text
};

Support levelOf(double support)
{
    return support >= ClaimChecker::kSupportedFrom ? Support::Supported
        : support >= ClaimChecker::kWeakFrom       ? Support::Weak
                                                   : Support::NotFound;
}

/// Checks the claims of one answer, each once for each of its sources.
class AnswerChecker {
public:
    AnswerChecker(const QString &prose, const QList<Source> &sources)
        : m_prose(prose), m_language(writtenLanguage(prose)), m_checker(sources)
    {
    }

    CheckedClaim check(const TextRange &range, int number)
    {
        if (!m_checker.hasSource(number))
            return {};
        const auto key = std::pair(std::pair(range.start, range.end), number);
        if (const auto known = m_checked.constFind(key); known != m_checked.cend())
            return *known;
        const QStringView claim = textOf(range);
        const ClaimSupport found = m_checker.check(claim, number);
        CheckedClaim checked{levelOf(found.support), false, found};
        const Language spoken = m_checker.languageOf(number);
        const bool isForeign = spoken != m_language && spoken != writtenLanguage(claim);
        if (checked.support != Support::Supported && isForeign && found.hasFigures) {
            checked.support = Support::Weak;
            checked.isUnverified = true;
        }
        m_checked.insert(key, checked);
        return checked;
    }

    /// Lifts to Supported what the sources of one claim carry only together.
    void checkTogether(const TextRange &range, const QList<int> &numbers)
    {
        QList<int> known;
        for (const int number : numbers) {
            if (m_checker.hasSource(number) && !known.contains(number))
                known << number;
        }
        if (known.size() < 2 || known.size() > kMostTogether)
            return;
        QList<std::pair<int, ClaimSupport>> cited;
        for (const int number : std::as_const(known)) {
            const CheckedClaim checked = check(range, number);
            if (checked.support == Support::Supported)
                return;
            cited << std::pair(number, checked.found);
        }
        const QList<bool> carried = m_checker.carriedTogether(textOf(range), cited);
        for (qsizetype i = 0; i < known.size(); ++i) {
            if (!carried.at(i))
                continue;
            CheckedClaim &checked = m_checked[std::pair(std::pair(range.start, range.end), known.at(i))];
            checked.support = Support::Supported;
            checked.isUnverified = false;
        }
    }

private:
    QStringView textOf(const TextRange &range) const
    {
        const qsizetype length = std::min(range.end - range.start, kLongestClaim);
        return withoutListNumber(QStringView(m_prose).sliced(range.start, length).trimmed());
    }

    const QString &m_prose;
    const Language m_language;
    ClaimChecker m_checker;
    QHash<std::pair<std::pair<qsizetype, qsizetype>, int>, CheckedClaim> m_checked;
};

const Source *sourceOf(const QList<Source> &sources, int number)
{
    const auto source
        = std::find_if(sources.begin(), sources.end(), [number](const Source &each) { return each.number == number; });
    return source == sources.end() ? nullptr : &*source;
}

} // namespace

QList<Citation> CitationBuilder::citationsOf(const QString &answer, const QList<Source> &sources)
{
    const QList<CitationMarker> markers = citationMarkersIn(answer);
    if (markers.isEmpty())
        return {};
    const QString prose = withoutMarkers(answer, markers);
    const QList<TextRange> claims = claimsOf(prose, markers);
    AnswerChecker checker(prose, sources);
    for (qsizetype first = 0, next = 0; first < markers.size() && first < kMostCitations; first = next) {
        QList<int> numbers;
        for (next = first; next < markers.size() && claims.at(next) == claims.at(first); ++next) {
            if (numbers.size() <= kMostTogether)
                numbers << markers.at(next).numbers;
        }
        checker.checkTogether(claims.at(first), numbers);
    }

    QList<Citation> citations;
    for (qsizetype i = 0; i < markers.size(); ++i) {
        for (const int number : markers.at(i).numbers) {
            if (citations.size() >= kMostCitations)
                return citations;
            const CheckedClaim checked = checker.check(claims.at(i), number);
            Citation citation{number, markers.at(i).range.start, markers.at(i).range.end, checked.support};
            citation.isUnverified = checked.isUnverified;
            const TextRange &quote = checked.found.quote;
            const Source *const source = checked.support == Support::NotFound ? nullptr : sourceOf(sources, number);
            if (source && quote.end > 0) {
                citation.quoteStart = source->start + quote.start;
                citation.quoteEnd = source->start + quote.end;
            }
            citations << citation;
        }
    }
    return citations;
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
