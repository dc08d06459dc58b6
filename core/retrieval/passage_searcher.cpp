// SPDX-License-Identifier: MIT
#include "core/retrieval/passage_searcher.h"

#include "core/retrieval/searched_title.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr int kMostResults = 1000;
constexpr int kFewestRanked = 100; // the ranker sees at least so many
constexpr qsizetype kMostLanguages = 3;
/// Below this share of the question's weight a passage only shares a word with it by chance.
constexpr double kLeastCoverage = 0.12;

} // namespace

Result<QList<Source>> PassageSearcher::search(const SearchRequest &request)
{
    if (const Status read = readCatalog(); !read)
        return failure(read.error());
    QList<Language> languages;
    LexicalFilter filter = filterOf(request.collections, languages);
    if (filter.collections.empty())
        return QList<Source>();
    const SegmentStore::Snapshot &state = *m_catalog.state;
    if (!state.dead.empty())
        filter.isDead = [&state](std::int64_t passage) { return state.dead.contains(passage); };

    SearchQuery query = SearchQuery::of(request.query, languages, m_analyzer);
    const int wanted = std::clamp(request.topK, 1, kMostResults);
    const LexicalResult result
        = state.searcher.search(query.lexical(), filter, static_cast<std::size_t>(std::max(wanted, kFewestRanked)));
    if (result.hasDamage) {
        m_segments.reportDamage();
        return failure({.kind = ErrorKind::Storage,
            .message = QStringLiteral("A file of the search index was damaged and is made again; ask once more.")});
    }
    for (qsizetype i = 0; i < query.terms.size(); ++i)
        query.terms[i].idf = result.wordIdf.at(static_cast<std::size_t>(i));

    QList<RankedPassage> passages;
    QHash<qint64, Source> sources;
    for (const LexicalHit &hit : result.hits) {
        const auto found = read(hit);
        if (!found)
            return failure(found.error());
        if (!*found) // another program removed it a moment ago
            continue;
        passages << (*found)->passage;
        sources.insert(hit.passage, (*found)->source);
    }
    PassageRanker(query, m_analyzer).rank(passages);

    QList<Source> best;
    for (const RankedPassage &passage : std::as_const(passages)) {
        if (best.size() >= wanted)
            break;
        if (passage.coverage < kLeastCoverage)
            continue;
        Source source = sources.value(passage.hit.passage);
        source.number = static_cast<int>(best.size()) + 1;
        source.score = passage.score;
        best << source;
    }
    return best;
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

/// The collections of these names, of all when there are none, and the languages in them, the commonest first.
LexicalFilter PassageSearcher::filterOf(const QList<CollectionName> &names, QList<Language> &languages) const
{
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
    std::sort(languages.begin(), languages.end(), [&](const Language &a, const Language &b) {
        return std::pair(-documents.value(a), a) < std::pair(-documents.value(b), b);
    });
    languages = languages.first(std::min(languages.size(), kMostLanguages));
    return filter;
}

Result<std::optional<PassageSearcher::Found>> PassageSearcher::read(const LexicalHit &hit)
{
    const auto rows = m_database.run(
        QStringLiteral("SELECT d.name, d.title, d.path, d.language, p.page, p.heading, p.start, p.end, t.text"
                       " FROM passage p JOIN document d ON d.id = p.document JOIN passage_text t ON t.passage = p.id"
                       " WHERE p.id = ?"),
        {static_cast<qint64>(hit.passage)});
    if (!rows)
        return failure(rows.error());
    if (rows->isEmpty())
        return std::nullopt;
    const QVariantList &row = rows->first();
    Found found;
    found.source = {.documentId = row.at(0).toString(),
        .title = row.at(1).toString(),
        .path = row.at(2).toString(),
        .page = row.at(4).isNull() ? std::nullopt : std::optional(row.at(4).toInt()),
        .heading = row.at(5).toString(),
        .start = row.at(6).toLongLong(),
        .end = row.at(7).toLongLong(),
        .text = row.at(8).toString()};
    found.passage = {.hit = hit,
        .title = searchedTitle(found.source.title, found.source.path),
        .heading = found.source.heading,
        .text = found.source.text,
        .language = row.at(3).toString()};
    return found;
}

} // namespace freshet
