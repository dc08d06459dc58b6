// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/embedding_profile.h"
#include "core/vector/vector_scan.h"

#include <QHash>
#include <QList>

namespace freshet {

/// Adds what vectors say of passages to what their words say. Pure.
///
/// Each side is a share of its best: S = words / best words + weight * (cosine - least) / (best - least), over the
/// nearest passages; one that is not among them has 0 there. A model of which nothing is known counts only as far as it
/// agrees with the words about the passages that both know: one that says anything at random, or hardly more, then
/// changes nothing.
class VectorFusion {
public:
    /// @p nearest are the nearest first.
    VectorFusion(const std::vector<VectorHit> &nearest, const EmbeddingModelTraits &traits);

    /// A passage with the score of its words, 0 where it has none of them.
    struct Scored {
        qint64 passage = 0;
        double score = 0;
    };
    /// Turns the scores into those of both; the order stays. How much the vectors weighed: 0 where they change nothing.
    double fuse(QList<Scored> &passages) const;

    double shareOf(qint64 passage) const { return m_shares.value(passage, 0); } ///< Its nearness, 0 to 1.

private:
    double agreementOf(const QList<Scored> &passages) const; ///< How much of the model's weight counts: 0 to 1.

    const EmbeddingModelTraits m_traits;
    QHash<qint64, double> m_shares; // of the nearest
};

} // namespace freshet
