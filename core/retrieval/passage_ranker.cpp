// SPDX-License-Identifier: MIT
#include "core/retrieval/passage_ranker.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

constexpr double kNamingShare = 0.2;
constexpr double kOrderedPair = 0.3;
constexpr double kNearPair = 0.1;
constexpr qsizetype kNear = 8; // words

/// Of the question, or none.
qsizetype termOf(const KnownWord &word, const std::vector<qsizetype> &byStem)
{
    return word.number < byStem.size() ? byStem[word.number] : -1;
}

} // namespace

/// What the text of a passage has of the question.
struct PassageRanker::Match {
    QList<bool> has; // one for each term
    QList<std::pair<qsizetype, qsizetype>> places; // (place in the text, term) of alphabetic terms, ascending
};

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
            terms.byStem[number] = i;
        }
    }
    return terms;
}

PassageRanker::Match PassageRanker::matched(const RankedPassage &passage)
{
    Match match;
    match.has.fill(false, m_query.terms.size());
    Terms &asked = terms(passage.language);
    for (const QString *field : {&passage.title, &passage.heading, &passage.text}) {
        qsizetype place = 0; // as the question has it: without stop words
        forEachWord(*field, [&](const WordView &word) {
            const KnownWord &known = asked.words->known(word);
            place += !known.isStop;
            const qsizetype term = termOf(known, asked.byStem);
            if (term < 0)
                return;
            match.has[term] = true;
            if (field == &passage.text && word.kind == Word::Kind::Alphabetic)
                match.places << std::pair(place, term);
        });
    }
    return match;
}

/// The harmonic mean of how much of the question a title says, and how much of the title the question says.
double PassageRanker::namingOf(const QString &title, const Language &language)
{
    QSet<qsizetype> said;
    double words = 0;
    double common = 0;
    Terms &asked = terms(language);
    forEachWord(title, [&](const WordView &word) {
        const KnownWord &known = asked.words->known(word);
        if (known.isStop)
            return;
        words += 1;
        if (const qsizetype term = termOf(known, asked.byStem); term >= 0) {
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

/// Neighbours in the question that are neighbours here, in order, or at least near each other.
double PassageRanker::proximityOf(const Match &match) const
{
    QHash<qsizetype, std::pair<bool, bool>> pairs; // first term of the pair -> (in order, near)
    for (qsizetype i = 0; i < match.places.size(); ++i) {
        const auto [place, term] = match.places.at(i);
        for (qsizetype j = i + 1; j < match.places.size() && match.places.at(j).first - place <= kNear; ++j) {
            const qsizetype other = match.places.at(j).second;
            if (other == term + 1) {
                auto &[inOrder, isNear] = pairs[term];
                inOrder |= match.places.at(j).first == place + 1;
                isNear = true;
            } else if (other == term - 1) {
                pairs[other].second = true;
            }
        }
    }
    double sum = 0;
    for (auto it = pairs.cbegin(); it != pairs.cend(); ++it) {
        const double idf = std::min(m_query.terms.at(it.key()).idf, m_query.terms.at(it.key() + 1).idf);
        sum += idf * ((it->first ? kOrderedPair : 0) + (it->second ? kNearPair : 0));
    }
    return sum;
}

QList<bool> PassageRanker::termsIn(const RankedPassage &passage) { return matched(passage).has; }

bool PassageRanker::isTerm(const QString &word, const Language &language)
{
    Terms &asked = terms(language);
    bool isOne = false;
    forEachWord(word, [&](const WordView &part) { isOne |= termOf(asked.words->known(part), asked.byStem) >= 0; });
    return isOne;
}

void PassageRanker::rank(QList<RankedPassage> &passages)
{
    LexicalHit best;
    for (RankedPassage &passage : passages) {
        const Match match = matched(passage);
        double covered = 0;
        for (qsizetype i = 0; i < m_query.terms.size(); ++i)
            covered += match.has.at(i) ? m_query.terms.at(i).idf : 0;
        passage.coverage = m_allIdf > 0 ? covered / m_allIdf : 0;
        passage.nearness = proximityOf(match);
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
    std::stable_sort(passages.begin(), passages.end(),
        [](const RankedPassage &a, const RankedPassage &b) { return a.score > b.score; });
}

} // namespace freshet
