// SPDX-License-Identifier: MIT
#include "core/retrieval/passage_ranker.h"

#include <QSet>

#include <algorithm>
#include <map>
#include <utility>

namespace freshet {

namespace {

constexpr double kNamingShare = 0.2;
constexpr double kOrderedPair = 0.3;
constexpr double kNearPair = 0.1;
constexpr qsizetype kNear = 8; // words

} // namespace

void sortByScore(QList<RankedPassage> &passages)
{
    std::stable_sort(passages.begin(), passages.end(),
        [](const RankedPassage &a, const RankedPassage &b) { return a.score > b.score; });
}

PassageRanker::PassageRanker(const SearchQuery &query, TextAnalyzer &analyzer) : m_query(query), m_analyzer(analyzer)
{
    for (const SearchTerm &term : query.terms)
        m_allIdf += term.idf;
}

PassageRanker::Terms &PassageRanker::terms(const Language &language)
{
    Terms &terms = m_terms[language];
    if (terms.words)
        return terms;
    terms.words = &m_analyzer.words(language);
    for (qsizetype i = 0; i < m_query.terms.size(); ++i) {
        for (const QString &form : m_query.terms.at(i).forms) {
            const quint32 number = terms.words->numberOf(form);
            terms.byStem.resize(terms.words->numbers(), -1);
            if (const qsizetype earlier = std::exchange(terms.byStem[number], i); earlier >= 0 && earlier != i)
                terms.same.insert(terms.same.begin(), {i, earlier});
        }
    }
    return terms;
}

/// Gives @p take each word of the text, its term or -1, and whether it is a stop word.
template <typename Take>
void PassageRanker::forEachFound(QStringView text, const Terms &asked, Take take)
{
    m_words.read(text);
    asked.words->forEachKnown(m_words, [&](const WordView &word, const KnownWord &known) {
        take(word, known.number < asked.byStem.size() ? asked.byStem[known.number] : -1, known.isStop);
    });
}

/// Tells which terms are in the passage, and where in its text.
void PassageRanker::match(RankedPassage &passage)
{
    passage.terms.fill(false, m_query.terms.size());
    m_places.clear();
    const Terms &asked = terms(passage.language);
    for (const QString *field : {&passage.title, &passage.heading, &passage.text}) {
        qsizetype place = 0; // as the question has it: without stop words
        forEachFound(*field, asked, [&](const WordView &word, qsizetype term, bool isStop) {
            place += !isStop;
            if (term < 0)
                return;
            passage.terms[term] = true;
            if (field == &passage.text && word.kind == Word::Kind::Alphabetic)
                m_places.emplace_back(place, term);
        });
    }
    for (const auto &[term, earlier] : asked.same)
        passage.terms[earlier] |= passage.terms.at(term);
}

/// The harmonic mean of how much of the question a title says, and how much of the title the question says.
double PassageRanker::namingOf(const QString &title, const Language &language)
{
    QSet<qsizetype> said;
    double words = 0;
    double common = 0;
    const Terms &asked = terms(language);
    forEachFound(title, asked, [&](const WordView &, qsizetype term, bool isStop) {
        if (isStop)
            return;
        words += 1;
        if (term >= 0) {
            common += 1;
            said.insert(term);
        }
    });
    double idf = 0;
    for (const qsizetype term : std::as_const(said))
        idf += m_query.terms.at(term).idf;
    if (common == 0 || m_allIdf == 0)
        return 0;
    const double recall = idf / m_allIdf;
    const double precision = common / words;
    return 2 * recall * precision / (recall + precision);
}

/// Neighbours in the question that are neighbours in the text at hand, in order, or at least near each other.
double PassageRanker::proximity() const
{
    std::map<qsizetype, std::pair<bool, bool>> pairs; // first term of the pair -> (in order, near)
    for (auto here = m_places.begin(); here != m_places.end(); ++here) {
        const auto [place, term] = *here;
        for (auto next = here + 1; next != m_places.end() && next->first - place <= kNear; ++next) {
            const qsizetype other = next->second;
            if (other == term + 1) {
                auto &[inOrder, isNear] = pairs[term];
                inOrder |= next->first == place + 1;
                isNear = true;
            } else if (other == term - 1) {
                pairs[other].second = true;
            }
        }
    }
    double sum = 0;
    for (const auto &[term, pair] : pairs) {
        const double idf = std::min(m_query.terms.at(term).idf, m_query.terms.at(term + 1).idf);
        sum += idf * ((pair.first ? kOrderedPair : 0) + (pair.second ? kNearPair : 0));
    }
    return sum;
}

bool PassageRanker::isTerm(const QString &word, const Language &language)
{
    const Terms &asked = terms(language);
    bool isOne = false;
    forEachFound(word, asked, [&](const WordView &, qsizetype term, bool) { isOne |= term >= 0; });
    return isOne;
}

void PassageRanker::rank(QList<RankedPassage> &passages)
{
    LexicalHit best;
    for (RankedPassage &passage : passages) {
        match(passage);
        double covered = 0;
        for (qsizetype i = 0; i < m_query.terms.size(); ++i)
            covered += passage.terms.at(i) ? m_query.terms.at(i).idf : 0;
        passage.coverage = m_allIdf > 0 ? covered / m_allIdf : 0;
        passage.nearness = proximity();
        passage.hit.words += static_cast<float>(passage.nearness);
        best.words = std::max(best.words, passage.hit.words);
        best.grams = std::max(best.grams, passage.hit.grams);
        best.document = std::max(best.document, passage.hit.document);
    }
    for (RankedPassage &passage : passages) {
        const QString lastHeading = passage.heading.sliced(passage.heading.lastIndexOf(u'›') + 1);
        const double naming
            = std::max(namingOf(passage.title, passage.language), namingOf(lastHeading, passage.language));
        passage.naming = kNamingShare * naming;
        passage.score = lexicalScore(passage.hit, best) + passage.naming;
    }
    m_best = best;
    sortByScore(passages);
}

} // namespace freshet
