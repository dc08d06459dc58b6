// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QStringList>

#include <optional>

namespace freshet {

/// What is judged about one question: how relevant each document is, by its id. 0 and less: it is not.
using RelevanceGains = QHash<QString, int>;

/// How good a ranking is, by the usual measures: each from 0 to 1, 1 is best.
///
/// As trec_eval computes them: nDCG with linear gains and the logarithm to base 2; a document without a judgement is
/// not relevant. A document that comes again in a ranking counts at its first place only, and takes no place after
/// that.
struct RankingMeasures {
    double ndcg = 0; ///< Of the first @p depth documents.
    double recall = 0; ///< The share of the relevant documents that is among the first @p depth.
    double reciprocalRank = 0; ///< Of the first relevant document, at whatever place it stands; 0: at none.

    /// @p ranked is best first; those of equal score are in the order in which they are shown. Nothing when no document
    /// is relevant: such a question says nothing about a ranking, and must not go into a mean as 0 or as 1.
    static std::optional<RankingMeasures> of(QStringList ranked, const RelevanceGains &gains, qsizetype depth);

    /// Each question counts alike. All 0 of none.
    static RankingMeasures mean(const QList<RankingMeasures> &questions);

    bool operator==(const RankingMeasures &) const = default;
};

} // namespace freshet
