// SPDX-License-Identifier: MIT
#include "core/retrieval/question_coverage.h"

#include <QSet>

#include <algorithm>

namespace freshet {

namespace {

constexpr double kRelevant = 0.35;
constexpr double kRelevantUnseparated = 0.3;
constexpr double kLeastIdf = 1.5; // what the commonest word counts beside its idf
constexpr double kOtherFormFrom = 0.5; // share of a word's pieces

/// Of none of a word with digits: another number is not another form of it.
double shareOfPieces(const QString &word, const QSet<quint64> &grams)
{
    if (std::any_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); }))
        return 0;
    const QList<quint64> pieces = gramsOf(word);
    const auto found = std::count_if(pieces.begin(), pieces.end(), [&](quint64 gram) { return grams.contains(gram); });
    return pieces.isEmpty() ? 0 : static_cast<double>(found) / static_cast<double>(pieces.size());
}

} // namespace

double relevantCoverage(const SearchQuery &query)
{
    const auto unseparated = std::count_if(query.terms.begin(), query.terms.end(),
        [](const SearchTerm &term) { return term.word.kind == Word::Kind::Ideographic; });
    return 2 * unseparated > query.terms.size() ? kRelevantUnseparated : kRelevant;
}

double questionCoverage(const SearchQuery &query, const RankedPassage &passage, TextAnalyzer &analyzer)
{
    QSet<QString> stems;
    QSet<quint64> grams;
    for (const QString *field : {&passage.title, &passage.heading, &passage.text}) {
        for (const Word &word : wordsOf(*field)) {
            stems.insert(analyzer.stem(word, passage.language));
            for (const quint64 gram : gramsOf(word.text))
                grams.insert(gram);
        }
    }
    double all = 0;
    double found = 0;
    for (const SearchTerm &term : query.terms) {
        const double weight = term.idf + kLeastIdf * term.weight;
        all += weight;
        if (std::any_of(
                term.forms.begin(), term.forms.end(), [&](const QString &form) { return stems.contains(form); }))
            found += weight;
        else if (const double share = shareOfPieces(term.word.text, grams);
                 share >= kOtherFormFrom && term.word.kind == Word::Kind::Alphabetic)
            found += weight * share;
    }
    return all > 0 ? found / all : 0;
}

} // namespace freshet
