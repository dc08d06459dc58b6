// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/embedding_types.h"

#include <QByteArray>

namespace freshet {

/// What is known of an embedding model by its name.
struct EmbeddingModelTraits {
    double weight = 0.3; ///< Of its score beside the words' 1. So little where nothing is known of it.
    bool isKnown = false;
    QString documentPrefix; ///< What it was trained to see before a text.
    QString queryPrefix;

    bool operator==(const EmbeddingModelTraits &) const = default;
};

/// @p model as a provider calls it: "nomic-embed-text:v1.5", "BAAI/bge-m3", "text-embedding-3-small" …
EmbeddingModelTraits embeddingModelTraits(const QString &model);

/// What made vectors. Only those of one profile can be compared.
struct EmbeddingProfile {
    qint64 id = 0; ///< Its row in the index database; 0 before it has one.
    ModelRef model;
    int dimensions = 0;
    QString documentPrefix;
    QString queryPrefix;
    EmbeddingVector probe; ///< Of kEmbeddingProbe, when the profile was made.
    bool isActive = false; ///< Questions are answered with it.

    bool operator==(const EmbeddingProfile &) const = default;
};

/// The text whose vector tells a model from another one of the same name.
inline constexpr QLatin1String kEmbeddingProbe("Rivers carry snow melt to the sea; a freshet is a river in spring.");

/// Whether both were made by one model: what a server computes differs a little from time to time.
bool isSameProbe(const EmbeddingVector &a, const EmbeddingVector &b);

} // namespace freshet
