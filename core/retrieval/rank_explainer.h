// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/rank_reasons.h"
#include "core/retrieval/passage_ranker.h"
#include "core/retrieval/vector_fusion.h"

#include <optional>

namespace freshet {

/// What vectors had to do with the order of a search.
struct VectorShare {
    const VectorFusion *fusion = nullptr; ///< Not owned; null: nothing.
    QHash<qint64, double> similarities; ///< Cosines of the nearest, by passage.
    double weight = 0; ///< As VectorFusion::fuse() told.
    double bestWords = 0; ///< The best score of words alone, whose share each passage has.
};

/// Why @p passage stands where it does. @p ranker has ranked it; it is asked about words once more, so this is for the
/// few passages that are shown, where somebody wants to know.
RankReasons rankReasonsOf(
    const SearchQuery &query, const RankedPassage &passage, PassageRanker &ranker, const VectorShare &vectors);

} // namespace freshet
