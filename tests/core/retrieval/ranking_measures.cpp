// SPDX-License-Identifier: MIT
#include "tests/core/retrieval/ranking_measures.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace freshet {

namespace {

/// What comes later in a ranking counts less.
double discountedGain(const QList<int> &gains, qsizetype depth)
{
    double sum = 0;
    for (qsizetype i = 0; i < std::min(depth, gains.size()); ++i)
        sum += gains.at(i) / std::log2(static_cast<double>(i) + 2);
    return sum;
}

} // namespace

std::optional<RankingMeasures> RankingMeasures::of(QStringList ranked, const RelevanceGains &gains, qsizetype depth)
{
    QList<int> ideal;
    for (const int gain : gains) {
        if (gain > 0)
            ideal << gain;
    }
    if (ideal.isEmpty() || depth <= 0)
        return std::nullopt;
    std::sort(ideal.begin(), ideal.end(), std::greater<>());

    ranked.removeDuplicates();
    QList<int> found;
    for (const QString &document : std::as_const(ranked))
        found << std::max(0, gains.value(document));
    const auto isRelevant = [](int gain) { return gain > 0; };
    const auto first = std::find_if(found.cbegin(), found.cend(), isRelevant);
    const auto end = found.cbegin() + std::min(depth, found.size());
    return RankingMeasures{.ndcg = discountedGain(found, depth) / discountedGain(ideal, depth),
        .recall
        = static_cast<double>(std::count_if(found.cbegin(), end, isRelevant)) / static_cast<double>(ideal.size()),
        .reciprocalRank = first == found.cend() ? 0 : 1 / static_cast<double>(first - found.cbegin() + 1)};
}

RankingMeasures RankingMeasures::mean(const QList<RankingMeasures> &questions)
{
    RankingMeasures sum;
    for (const RankingMeasures &question : questions) {
        sum.ndcg += question.ndcg;
        sum.recall += question.recall;
        sum.reciprocalRank += question.reciprocalRank;
    }
    const auto count = static_cast<double>(std::max<qsizetype>(1, questions.size()));
    return {.ndcg = sum.ndcg / count, .recall = sum.recall / count, .reciprocalRank = sum.reciprocalRank / count};
}

} // namespace freshet
