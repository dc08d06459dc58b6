// SPDX-License-Identifier: MIT
#include "core/retrieval/vector_fusion.h"

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

constexpr qsizetype kMostCompared = 100; ///< Passages, the best by their words.
constexpr qsizetype kFewestCompared = 5; ///< Fewer agree by chance.
// Correlations of a random model are below .2 in 19 of 20 questions with a hundred passages.
constexpr double kNoAgreement = 0.2;
constexpr double kFullAgreement = 0.5;

double correlationOf(const QList<std::pair<double, double>> &pairs)
{
    const auto count = static_cast<double>(pairs.size());
    double meanA = 0;
    double meanB = 0;
    for (const auto &[a, b] : pairs) {
        meanA += a / count;
        meanB += b / count;
    }
    double squaresA = 0;
    double squaresB = 0;
    double product = 0;
    for (const auto &[a, b] : pairs) {
        squaresA += (a - meanA) * (a - meanA);
        squaresB += (b - meanB) * (b - meanB);
        product += (a - meanA) * (b - meanB);
    }
    const double scale = std::sqrt(squaresA * squaresB);
    return scale > 0 ? product / scale : 0;
}

} // namespace

VectorFusion::VectorFusion(const std::vector<VectorHit> &nearest, const EmbeddingModelTraits &traits) : m_traits(traits)
{
    if (nearest.empty())
        return;
    const auto best = static_cast<double>(nearest.front().similarity);
    const auto least = static_cast<double>(nearest.back().similarity);
    for (const VectorHit &hit : nearest)
        m_shares.insert(hit.passage, best > least ? (static_cast<double>(hit.similarity) - least) / (best - least) : 1);
}

double VectorFusion::fuse(QList<Scored> &passages) const
{
    double best = 0;
    for (const Scored &passage : std::as_const(passages))
        best = std::max(best, passage.score);
    const double weight = m_traits.weight * agreementOf(passages);
    for (Scored &passage : passages)
        passage.score = (best > 0 ? passage.score / best : 0) + weight * m_shares.value(passage.passage, 0);
    return weight;
}

double VectorFusion::agreementOf(const QList<Scored> &passages) const
{
    if (m_traits.isKnown)
        return 1;
    QList<Scored> compared;
    for (const Scored &passage : passages) {
        if (passage.score > 0)
            compared << passage;
    }
    std::sort(compared.begin(), compared.end(), [](const Scored &a, const Scored &b) { return a.score > b.score; });
    QList<std::pair<double, double>> pairs;
    for (const Scored &passage : compared.first(std::min(compared.size(), kMostCompared)))
        pairs << std::pair(passage.score, m_shares.value(passage.passage, 0));
    if (pairs.size() < kFewestCompared)
        return 0;
    return std::clamp((correlationOf(pairs) - kNoAgreement) / (kFullAgreement - kNoAgreement), 0.0, 1.0);
}

} // namespace freshet
