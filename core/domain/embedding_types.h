// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace freshet {

/// A text as a point; of length one, so that the product of two is their similarity.
using EmbeddingVector = QList<float>;

inline constexpr int kMaxEmbeddingDimensions = 8192;

/// Some models place what is looked for and what is looked in differently.
enum class EmbeddingPurpose { Query, Document };

/// Texts to be turned into vectors.
struct EmbeddingRequest {
    ModelRef model; ///< An empty model: the provider's first embedding model in the catalog.
    QStringList texts;
    EmbeddingPurpose purpose = EmbeddingPurpose::Document;
    std::optional<int> dimensions; ///< Not set: as many as the model has by itself.

    bool operator==(const EmbeddingRequest &) const = default;
};

} // namespace freshet
