// SPDX-License-Identifier: MIT
#include "core/retrieval/rank_explainer.h"

#include <QTextBoundaryFinder>

namespace freshet {

namespace {

QList<std::pair<qsizetype, qsizetype>> markedWords(const RankedPassage &passage, PassageRanker &ranker)
{
    QList<std::pair<qsizetype, qsizetype>> marks;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, passage.text);
    for (qsizetype start = 0; finder.toNextBoundary() >= 0; start = finder.position()) {
        const qsizetype length = finder.position() - start;
        if (length > 0 && passage.text.at(start).isLetterOrNumber()
            && ranker.isTerm(passage.text.sliced(start, length), passage.language))
            marks.append({start, length});
    }
    return marks;
}

} // namespace

RankReasons rankReasonsOf(
    const SearchQuery &query, const RankedPassage &passage, PassageRanker &ranker, const VectorShare &vectors)
{
    RankReasons reasons{.coverage = passage.coverage, .score = passage.score};
    for (qsizetype i = 0; i < query.terms.size(); ++i) {
        const SearchTerm &term = query.terms.at(i);
        reasons.words << RankReasons::Word{.text = term.word.text, .rarity = term.idf, .isFound = passage.terms.at(i)};
    }
    // With vectors, what words say is a share of the best of it.
    const bool isFused = vectors.fusion && vectors.weight > 0;
    const double scale = isFused && vectors.bestWords > 0 ? 1 / vectors.bestWords : 1;
    const LexicalParts parts = lexicalParts(passage.hit, ranker.best());
    reasons.wordScore = scale * parts.words;
    reasons.documentScore = scale * parts.document + passage.drawn;
    reasons.pieceScore = scale * parts.grams;
    reasons.titleScore = scale * passage.naming;
    if (passage.hit.words > 0)
        reasons.nearness = reasons.wordScore * passage.nearness / static_cast<double>(passage.hit.words);
    if (const auto near = vectors.similarities.constFind(passage.hit.passage); near != vectors.similarities.cend())
        reasons.similarity = *near;
    if (isFused) {
        reasons.vectorWeight = vectors.weight;
        reasons.vectorScore = vectors.weight * vectors.fusion->shareOf(passage.hit.passage);
    }
    reasons.marks = markedWords(passage, ranker);
    return reasons;
}

} // namespace freshet
