// SPDX-License-Identifier: MIT
#include "core/retrieval/passage_ranker.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

constexpr double kSaturation = 1.2; // BM25's k1
constexpr double kLengthWeight = 0.75; // BM25's b
constexpr double kTitleWeight = 2.0;
constexpr double kHeadingWeight = 2.5;
constexpr double kTextWeight = 1.0;
constexpr double kGramShare = 0.4;
constexpr double kNamingShare = 0.2;
constexpr double kOrderedPair = 0.3;
constexpr double kNearPair = 0.1;
constexpr qsizetype kNear = 8; // words

double saturated(double frequency, double length, double meanLength)
{
    const double norm = kSaturation * (1 - kLengthWeight + kLengthWeight * length / std::max(1.0, meanLength));
    return frequency * (kSaturation + 1) / (frequency + norm);
}

} // namespace

/// What a passage has of the question.
struct PassageRanker::Match {
    QList<double> frequencies; // one for each term
    QHash<quint64, double> grams;
    QList<std::pair<qsizetype, qsizetype>> places; // (place in the text, term) of alphabetic terms, ascending
    double length = 0;
    double gramLength = 0;
    double proximity = 0;
    double naming = 0; // how well its title or heading is the question, 0 to 1
};

PassageRanker::PassageRanker(const SearchQuery &query, TextAnalyzer &analyzer) : m_query(query), m_analyzer(analyzer)
{
    for (qsizetype i = 0; i < query.terms.size(); ++i) {
        const SearchTerm &term = query.terms.at(i);
        for (const QString &form : term.forms)
            m_terms.insert(form, i);
        m_allIdf += term.idf;
        if (term.word.kind != Word::Kind::Alphabetic)
            continue;
        const QList<quint64> grams = gramsOf(term.word.text);
        for (const quint64 gram : grams)
            m_grams[gram] += term.idf * term.count / static_cast<double>(grams.size());
    }
}

const PassageRanker::WordMatch &PassageRanker::matched(const Word &word, const Language &language)
{
    QHash<QString, WordMatch> &words = m_words[language];
    if (const auto known = words.constFind(word.text); known != words.cend())
        return *known;
    WordMatch match{
        .term = m_terms.value(m_analyzer.stem(word, language), -1), .isStop = isStopWord(word.text, language)};
    if (word.kind == Word::Kind::Alphabetic) {
        match.grams = gramsOf(word.text);
        match.length = match.grams.size();
        match.grams.removeIf([this](quint64 gram) { return !m_grams.contains(gram); });
    }
    return *words.insert(word.text, match);
}

PassageRanker::Match PassageRanker::matched(const RankedPassage &passage)
{
    Match match;
    match.frequencies.fill(0, m_query.terms.size());
    const auto addField = [&](const QString &text, double weight) {
        qsizetype place = 0; // as the question has it: without stop words
        for (const Word &word : wordsOf(text)) {
            const WordMatch &found = matched(word, passage.language);
            place += !found.isStop;
            if (weight == kTextWeight) {
                match.length += 1;
                match.gramLength += static_cast<double>(found.length);
                if (found.term >= 0 && word.kind == Word::Kind::Alphabetic)
                    match.places << std::pair(place, found.term);
            }
            if (found.term >= 0)
                match.frequencies[found.term] += weight;
            for (const quint64 gram : found.grams)
                match.grams[gram] += weight;
        }
    };
    addField(passage.title, kTitleWeight);
    addField(passage.heading, kHeadingWeight);
    addField(passage.text, kTextWeight);
    match.proximity = proximityOf(match);
    const QString lastHeading = passage.heading.sliced(passage.heading.lastIndexOf(u'›') + 1);
    match.naming = std::max(namingOf(passage.title, passage.language), namingOf(lastHeading, passage.language));
    return match;
}

/// The harmonic mean of how much of the question a title says, and how much of the title the question says.
double PassageRanker::namingOf(const QString &title, const Language &language)
{
    QSet<qsizetype> terms;
    double words = 0;
    double common = 0;
    for (const Word &word : wordsOf(title)) {
        const WordMatch &found = matched(word, language);
        if (found.isStop)
            continue;
        words += 1;
        common += found.term >= 0;
        if (found.term >= 0)
            terms.insert(found.term);
    }
    double said = 0;
    for (const qsizetype term : std::as_const(terms))
        said += m_query.terms.at(term).idf;
    if (common == 0 || m_allIdf == 0)
        return 0;
    const double recall = said / m_allIdf;
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

void PassageRanker::rank(QList<RankedPassage> &passages)
{
    QList<Match> matches;
    double meanLength = 0;
    double meanGramLength = 0;
    for (const RankedPassage &passage : std::as_const(passages)) {
        matches << matched(passage);
        meanLength += matches.last().length / static_cast<double>(passages.size());
        meanGramLength += matches.last().gramLength / static_cast<double>(passages.size());
    }
    QList<double> gramScores;
    double bestWords = 0;
    double bestGrams = 0;
    for (qsizetype i = 0; i < passages.size(); ++i) {
        const Match &match = matches.at(i);
        RankedPassage &passage = passages[i];
        passage.score = match.proximity;
        double covered = 0;
        for (qsizetype t = 0; t < m_query.terms.size(); ++t) {
            const SearchTerm &term = m_query.terms.at(t);
            const double frequency = match.frequencies.at(t);
            passage.score += term.idf * term.count * saturated(frequency, match.length, meanLength);
            covered += frequency > 0 ? term.idf : 0;
        }
        passage.coverage = m_allIdf > 0 ? covered / m_allIdf : 0;
        double grams = 0;
        for (auto it = match.grams.cbegin(); it != match.grams.cend(); ++it)
            grams += m_grams.value(it.key()) * saturated(it.value(), match.gramLength, meanGramLength);
        gramScores << grams;
        bestWords = std::max(bestWords, passage.score);
        bestGrams = std::max(bestGrams, grams);
    }
    for (qsizetype i = 0; i < passages.size(); ++i) {
        RankedPassage &passage = passages[i];
        passage.score = (bestWords > 0 ? passage.score / bestWords : 0)
            + (bestGrams > 0 ? kGramShare * gramScores.at(i) / bestGrams : 0) + kNamingShare * matches.at(i).naming;
    }
    std::stable_sort(passages.begin(), passages.end(),
        [](const RankedPassage &a, const RankedPassage &b) { return a.score > b.score; });
}

} // namespace freshet
