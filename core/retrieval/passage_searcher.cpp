// SPDX-License-Identifier: MIT
#include "core/retrieval/passage_searcher.h"

#include "core/retrieval/question_coverage.h"
#include "core/retrieval/rank_explainer.h"
#include "core/retrieval/searched_title.h"
#include "core/retrieval/text_piece.h"
#include "core/retrieval/vector_fusion.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace freshet {

namespace {

constexpr int kMostResults = 1000;
constexpr int kFewestRanked = 48; // the ranker sees at least so many; with 100 no answer was another one
constexpr int kFewestFused = 100; // where vectors have a say: what is compared with them
constexpr qsizetype kMostLanguages = 3;
constexpr qsizetype kMostChecked = 5; // whether they are about the question at all
/// Below this share of the question's weight a passage only shares a word with it by chance.
constexpr double kLeastCoverage = 0.12;
/// From this share of the best document's score on, a document is about the question: what its passages say in other
/// words is part of it.
constexpr float kDocumentAboutIt = 0.6F;
/// How far a passage is drawn to the score of the best one of its text. Measured on passages of source code: between
/// .25 and .45 the right ones are as often among the first; the best passages of the texts stay in their order.
constexpr double kDrawnToTheBest = 1.0 / 3;
constexpr std::size_t kNearestCompared = 1000;
constexpr std::size_t kNearestShown = 100; // the nearest that need no word of the question

/// Adds the nearest passages to those that words found.
void addNearest(const std::vector<VectorHit> &nearest, std::vector<LexicalHit> &hits)
{
    QSet<qint64> known;
    for (const LexicalHit &hit : hits)
        known.insert(hit.passage);
    for (const VectorHit &near : nearest) {
        if (!known.contains(near.passage))
            hits.push_back({.passage = near.passage});
    }
}

/// Puts the passages, which are in the order of their words, in that of words and vectors together. False: the vectors
/// change nothing.
bool orderByBoth(QList<RankedPassage> &passages, VectorShare &vectors)
{
    QList<VectorFusion::Scored> scores;
    for (const RankedPassage &passage : std::as_const(passages))
        scores << VectorFusion::Scored{.passage = passage.hit.passage, .score = passage.score};
    vectors.bestWords = passages.isEmpty() ? 0 : passages.first().score;
    vectors.weight = vectors.fusion->fuse(scores);
    if (vectors.weight <= 0)
        return false;
    for (qsizetype i = 0; i < passages.size(); ++i)
        passages[i].score = scores.at(i).score;
    sortByScore(passages);
    return true;
}

/// What stands beside the best passage belongs to the answer more often than what says a word of the question
/// elsewhere.
void drawToTheBest(QList<RankedPassage> &passages)
{
    QHash<WholeText, double> best;
    for (const RankedPassage &passage : std::as_const(passages)) {
        double &score = best[passage.whole];
        score = std::max(score, passage.score);
    }
    if (best.size() == passages.size())
        return;
    for (RankedPassage &passage : passages) {
        passage.drawn = kDrawnToTheBest * (best.value(passage.whole) - passage.score);
        passage.score += passage.drawn;
    }
    sortByScore(passages);
}

} // namespace

Result<QList<FoundPassage>> PassageSearcher::search(const SearchRequest &request, const VectorQuestion *question)
{
    m_coverage = 0;
    m_isRelevant = false;
    m_reasons.clear();
    if (const Status read = readCatalog(); !read)
        return failure(read.error());
    QList<Language> languages;
    LexicalFilter filter = filterOf(request, languages);
    if (filter.collections.empty())
        return QList<FoundPassage>();
    const SegmentStore::Snapshot &state = *m_catalog.state;
    if (!state.dead.empty())
        filter.isDead = [&state](std::int64_t passage) { return state.dead.contains(passage); };

    SearchQuery query = SearchQuery::of(request.query, languages, m_analyzer);
    query.goOnFrom(request.earlierQuestions, languages, m_analyzer);
    const int wanted = std::clamp(request.topK, 1, kMostResults);
    const int ranked = std::max(wanted, question ? kFewestFused : kFewestRanked);
    LexicalResult result = state.searcher.search(query.lexical(), filter, static_cast<std::size_t>(ranked));
    if (result.hasDamage) {
        m_segments.reportDamage();
        return failure({.kind = ErrorKind::Storage,
            .message = QStringLiteral("A file of the search index was damaged and is made again; ask once more.")});
    }
    for (qsizetype i = 0; i < query.terms.size(); ++i)
        query.terms[i].idf = query.terms.at(i).weight * result.wordIdf.at(static_cast<std::size_t>(i));

    std::vector<VectorHit> nearest;
    if (question)
        nearest = nearestTo(*question, filter);
    const std::vector<VectorHit> shown(
        nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(std::min(nearest.size(), kNearestShown)));
    addNearest(shown, result.hits);

    const auto found = read(result.hits);
    if (!found)
        return failure(found.error());
    QList<RankedPassage> passages;
    for (const LexicalHit &hit : result.hits) {
        const auto text = found->constFind(hit.passage);
        if (text == found->cend()) // another program removed it a moment ago
            continue;
        passages << RankedPassage{.hit = hit,
            .whole = text->whole,
            .title = searchedTitle(text->passage.title, text->passage.path),
            .heading = text->passage.heading,
            .text = text->passage.text,
            .language = text->language};
    }
    PassageRanker ranker(query, m_analyzer);
    ranker.rank(passages);
    QSet<qint64> isNear;
    std::optional<VectorFusion> fusion;
    VectorShare vectors;
    if (question)
        vectors.fusion = &fusion.emplace(nearest, embeddingModelTraits(question->vectors->profile.model.model));
    if (question && orderByBoth(passages, vectors)) {
        for (const VectorHit &near : shown)
            isNear.insert(near.passage);
    }
    drawToTheBest(passages);
    if (request.wantsReasons) {
        for (const VectorHit &near : nearest)
            vectors.similarities.insert(near.passage, static_cast<double>(near.similarity));
    }
    QuestionCoverage coverage(query);
    const double relevant = relevantCoverage(query);
    for (const RankedPassage &passage : passages.first(std::min(passages.size(), kMostChecked)))
        m_coverage = std::max(m_coverage, coverage.of(passage));
    const bool isCovered = m_coverage >= relevant;
    m_isRelevant = isCovered || !isNear.isEmpty(); // a model that is trusted says it
    const auto isAboutIt = [&](const RankedPassage &passage) {
        return isNear.contains(passage.hit.passage) || passage.coverage >= kLeastCoverage
            || (isCovered && passage.hit.document >= kDocumentAboutIt * ranker.best().document)
            || coverage.of(passage) >= relevant; // by its words in other forms
    };

    QList<FoundPassage> best;
    for (const RankedPassage &passage : std::as_const(passages)) {
        if (best.size() >= wanted)
            break;
        if (!isAboutIt(passage))
            continue;
        FoundPassage taken = found->value(passage.hit.passage).passage;
        taken.number = static_cast<int>(best.size()) + 1;
        taken.score = passage.score;
        best << taken;
        if (request.wantsReasons)
            m_reasons << rankReasonsOf(query, passage, ranker, vectors);
    }
    return best;
}

std::vector<VectorHit> PassageSearcher::nearestTo(const VectorQuestion &question, const LexicalFilter &filter)
{
    const std::unordered_set<qint64> &dead = question.vectors->dead;
    VectorFilter wanted{.collections = filter.collections};
    if (!dead.empty())
        wanted.isDead = [&dead](std::int64_t passage) { return dead.contains(passage); };
    return question.vectors->scan.nearest(question.vector, kNearestCompared, wanted);
}

Status PassageSearcher::readCatalog()
{
    const auto state = m_segments.snapshot();
    if (!state)
        return failure(state.error());
    if (m_catalog.state == *state)
        return {};
    const auto rows = m_database.run(QStringLiteral(
        "SELECT c.name, c.id, d.language, count(*) FROM collection c JOIN document d ON d.collection = c.id"
        " GROUP BY c.id, d.language"));
    if (!rows)
        return failure(rows.error());
    m_catalog = {.state = *state, .collections = {}};
    for (const QVariantList &row : *rows) {
        Collection &collection = m_catalog.collections[row.at(0).toString()];
        collection.id = row.at(1).toUInt();
        collection.documents[row.at(2).toString()] = row.at(3).toLongLong();
    }
    return {};
}

/// The collections that are asked, and the languages in them: that of the question and the commonest ones.
LexicalFilter PassageSearcher::filterOf(const SearchRequest &request, QList<Language> &languages) const
{
    const QList<CollectionName> &names = request.collections;
    LexicalFilter filter;
    QHash<Language, qint64> documents;
    for (auto collection = m_catalog.collections.cbegin(); collection != m_catalog.collections.cend(); ++collection) {
        if (!names.isEmpty() && !names.contains(collection.key()))
            continue;
        filter.collections.push_back(collection->id);
        for (auto count = collection->documents.cbegin(); count != collection->documents.cend(); ++count)
            documents[count.key()] += count.value();
    }
    std::sort(filter.collections.begin(), filter.collections.end());
    languages = documents.keys();
    const Language own = detectedLanguage(request.query);
    std::sort(languages.begin(), languages.end(), [&](const Language &a, const Language &b) {
        return std::tuple(a != own, -documents.value(a), a) < std::tuple(b != own, -documents.value(b), b);
    });
    languages = languages.first(std::min(languages.size(), kMostLanguages));
    return filter;
}

Result<QHash<qint64, PassageSearcher::Found>> PassageSearcher::read(const std::vector<LexicalHit> &hits)
{
    QList<qint64> ids;
    for (const LexicalHit &hit : hits)
        ids << hit.passage;
    const auto rows = m_database.run(
        QStringLiteral("SELECT p.id, d.name, d.title, d.path, d.language, p.page, p.heading, p.start, p.end, t.text,"
                       " d.id, d.collection"
                       " FROM passage p JOIN document d ON d.id = p.document JOIN passage_text t ON t.passage = p.id"
                       " WHERE p.id IN (SELECT value FROM json_each(?))"),
        {jsonListOf(ids)});
    if (!rows)
        return failure(rows.error());
    QHash<qint64, Found> found;
    for (const QVariantList &row : *rows) {
        const qint64 document = row.at(10).toLongLong();
        const QString whole = row.at(3).toString().isEmpty() ? wholeOf(row.at(1).toString()) : QString();
        found.insert(row.at(0).toLongLong(),
            {.passage = {{.documentId = row.at(1).toString(),
                             .title = row.at(2).toString(),
                             .path = row.at(3).toString(),
                             .page = row.at(5).isNull() ? std::nullopt : std::optional(row.at(5).toInt()),
                             .heading = row.at(6).toString(),
                             .start = row.at(7).toLongLong(),
                             .end = row.at(8).toLongLong(),
                             .text = row.at(9).toString()},
                 row.at(0).toLongLong(), document},
                .whole = {whole.isEmpty() ? document : row.at(11).toLongLong(), whole},
                .language = row.at(4).toString()});
    }
    return found;
}

} // namespace freshet
