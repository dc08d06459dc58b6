// SPDX-License-Identifier: MIT
#include "core/retrieval/passage_searcher.h"

#include "core/retrieval/index_store.h"

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

constexpr std::chrono::milliseconds kSearchBudget = std::chrono::seconds(1);
constexpr int kMostResults = 1000;
constexpr int kFewestCandidates = 200; // the ranker sees at least so many
constexpr int kMostLanguages = 3;
constexpr int kMostAskedForms = 32;
/// The index walks every passage that has one of the words asked for; common words are left to the ranker beyond this.
constexpr qint64 kMostWalkedPassages = 60'000;
/// Below this share of the question's weight a passage only shares a word with it by chance.
constexpr double kLeastCoverage = 0.12;

/// "?, ?, ?" for that many bound values.
QString boundPlaceholders(qsizetype count) { return QStringList(count, QStringLiteral("?")).join(u','); }

} // namespace

Result<QList<Source>> PassageSearcher::search(const SearchRequest &request)
{
    m_database.setBudget(kSearchBudget);
    const auto found = [&]() -> Result<QList<Source>> {
        const auto scope = scopeOf(request.collections);
        if (!scope)
            return failure(scope.error());
        SearchQuery query = SearchQuery::of(request.query, scope->languages, m_analyzer);
        const auto forms = rareForms(query);
        if (!forms)
            return failure(forms.error());
        if (forms->isEmpty() || scope->collections.isEmpty())
            return QList<Source>();
        const int wanted = std::clamp(request.topK, 1, kMostResults);
        auto passages = candidates(*forms, *scope, std::max(wanted, kFewestCandidates));
        if (!passages)
            return failure(passages.error());
        PassageRanker(query, m_analyzer).rank(*passages);

        QList<Source> sources;
        for (const RankedPassage &passage : std::as_const(*passages)) {
            if (sources.size() >= wanted)
                break;
            if (passage.coverage < kLeastCoverage)
                continue;
            auto source = sourceOf(passage);
            if (!source)
                return failure(source.error());
            source->number = static_cast<int>(sources.size()) + 1;
            sources << *source;
        }
        return sources;
    }();
    m_database.setBudget(std::nullopt);
    return found;
}

Result<PassageSearcher::Scope> PassageSearcher::scopeOf(const QList<CollectionName> &collections)
{
    QVariantList names;
    for (const CollectionName &name : collections)
        names << name;
    const QString filter = collections.isEmpty()
        ? QString()
        : QString(QStringLiteral(" WHERE c.name IN (") + boundPlaceholders(names.size()) + u')');
    const auto rows = m_database.run(QStringLiteral("SELECT c.id, d.language, count(*) FROM collection c"
                                                    " JOIN document d ON d.collection = c.id")
            + filter + QStringLiteral(" GROUP BY c.id, d.language"),
        names);
    if (!rows)
        return failure(rows.error());

    Scope scope;
    QHash<Language, qint64> documents;
    for (const QVariantList &row : *rows) {
        if (!scope.collections.contains(row.at(0)))
            scope.collections << row.at(0);
        documents[row.at(1).toString()] += row.at(2).toLongLong();
    }
    scope.languages = documents.keys();
    std::sort(scope.languages.begin(), scope.languages.end(), [&](const Language &a, const Language &b) {
        return std::pair(-documents.value(a), a) < std::pair(-documents.value(b), b);
    });
    scope.languages = scope.languages.first(std::min<qsizetype>(scope.languages.size(), kMostLanguages));
    return scope;
}

/// Fills the terms' idf; gives the forms to ask the index for, the rarest first.
Result<QStringList> PassageSearcher::rareForms(SearchQuery &query)
{
    const auto count = m_database.run(QStringLiteral("SELECT count(*) FROM passage"));
    if (!count)
        return failure(count.error());
    const double all = count->first().first().toDouble();
    QList<std::pair<qint64, QString>> asked;
    for (SearchTerm &term : query.terms) {
        qint64 most = 0;
        for (const QString &form : std::as_const(term.forms)) {
            const auto rows = m_database.run(QStringLiteral("SELECT doc FROM passage_terms WHERE term = ?"), {form});
            if (!rows)
                return failure(rows.error());
            const qint64 passages = rows->isEmpty() ? 0 : rows->first().first().toLongLong();
            most = std::max(most, passages);
            if (passages > 0)
                asked << std::pair(passages, form);
        }
        const auto frequency = static_cast<double>(most);
        term.idf = std::log(1 + (std::max(all, frequency) - frequency + 0.5) / (frequency + 0.5));
    }
    std::sort(asked.begin(), asked.end());
    QStringList forms;
    qint64 walked = 0;
    for (const auto &[passages, form] : std::as_const(asked)) {
        walked += passages;
        if (forms.size() >= kMostAskedForms || (forms.size() >= 3 && walked > kMostWalkedPassages))
            break;
        forms << form;
    }
    return forms;
}

Result<QList<RankedPassage>> PassageSearcher::candidates(const QStringList &forms, const Scope &scope, int count)
{
    QStringList quoted; // a token holds letters, marks and digits only; the quotes keep AND, OR, NOT and NEAR words
    for (const QString &form : forms)
        quoted << QString(u'"' + form + u'"');
    const auto rows = m_database.run(
        QStringLiteral("SELECT p.id, d.title, p.heading, t.text, d.language, d.path FROM ("
                       "  SELECT i.rowid AS id, bm25(passage_index, 2.0, 1.5, 1.0) AS score FROM passage_index i"
                       "  CROSS JOIN passage f ON f.id = i.rowid"
                       "  WHERE passage_index MATCH ? AND f.collection IN (")
            + boundPlaceholders(scope.collections.size())
            + QStringLiteral(") ORDER BY score, i.rowid LIMIT ?) best"
                             " JOIN passage p ON p.id = best.id JOIN document d ON d.id = p.document"
                             " JOIN passage_text t ON t.passage = p.id ORDER BY best.score, best.id"),
        QVariantList{quoted.join(QStringLiteral(" OR "))} + scope.collections + QVariantList{count});
    if (!rows)
        return failure(rows.error());
    QList<RankedPassage> passages;
    for (const QVariantList &row : *rows) {
        passages << RankedPassage{.id = row.at(0).toLongLong(),
            .title = searchedTitle(row.at(1).toString(), row.at(5).toString()),
            .heading = row.at(2).toString(),
            .text = row.at(3).toString(),
            .language = row.at(4).toString()};
    }
    return passages;
}

Result<Source> PassageSearcher::sourceOf(const RankedPassage &passage)
{
    const auto rows
        = m_database.run(QStringLiteral("SELECT d.name, d.path, p.page, p.start, p.end, d.title"
                                        " FROM passage p JOIN document d ON d.id = p.document WHERE p.id = ?"),
            {passage.id});
    if (!rows)
        return failure(rows.error());
    const QVariantList &row = rows->first();
    return Source{.documentId = row.at(0).toString(),
        .title = row.at(5).toString(),
        .path = row.at(1).toString(),
        .page = row.at(2).isNull() ? std::nullopt : std::optional(row.at(2).toInt()),
        .heading = passage.heading,
        .start = row.at(3).toLongLong(),
        .end = row.at(4).toLongLong(),
        .text = passage.text,
        .score = passage.score};
}

} // namespace freshet
