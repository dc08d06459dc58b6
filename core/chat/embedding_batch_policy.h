// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/providers/embedding_adapter.h"

#include <QStringList>

#include <deque>
#include <optional>

namespace freshet {

/// Some of the texts, which follow each other.
struct EmbeddingBatch {
    qsizetype first = 0;
    qsizetype count = 0;

    bool operator==(const EmbeddingBatch &) const = default;
};

/// Decides which texts go together, and what to do when a server finds that they are too many.
///
/// Pure: cuts the texts into batches that keep within the adapter's limits, and learns from each refusal what the
/// server's own limits are, so that it is not asked for too much again and again.
class EmbeddingBatchPolicy {
public:
    EmbeddingBatchPolicy(const QStringList &texts, const EmbeddingLimits &limits) : m_texts(texts), m_limits(limits) { }

    /// The next texts in order, or those that were given back; nothing when all are handed out.
    std::optional<EmbeddingBatch> next();

    /// Whether @p error means that fewer texts at once might do. Then both halves of @p batch come next.
    bool halve(const EmbeddingBatch &batch, const Error &error);

    /// Whether @p error, of one text alone, is about its length.
    static bool isTooLong(const Error &error);

private:
    qsizetype charactersIn(const EmbeddingBatch &batch) const;

    const QStringList m_texts;
    EmbeddingLimits m_limits;
    qsizetype m_next = 0; ///< The first text that was never handed out.
    std::deque<EmbeddingBatch> m_halves;
};

} // namespace freshet
