// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/embedding_types.h"
#include "core/domain/provider_info.h"
#include "core/net/http_message.h"

#include <QJsonValue>

namespace freshet {

/// The JSON of an answer; an error when it is none, broke off, or tells of a failure.
Result<QJsonValue> embeddingDocument(const HttpResponse &response, const ProviderConfig &config);

/// Collects the vectors of one answer, in any order, and holds them to what EmbeddingAdapter::vectors() promises.
class EmbeddingListBuilder {
public:
    EmbeddingListBuilder(qsizetype expected, const ProviderConfig &config);

    /// @p value is a list of numbers, the same in base64 (little-endian float32), or a list of such lists, one a token,
    /// whose mean is taken.
    Status add(qsizetype index, const QJsonValue &value);

    /// Every element of @p values in turn.
    Status addAll(const QJsonArray &values);

    Result<QList<EmbeddingVector>> end();

private:
    Error broken(const char *problem) const;

    QList<EmbeddingVector> m_vectors;
    const ProviderConfig &m_config; // not owned: outlives this
    qsizetype m_missing;
    qsizetype m_dimensions = 0; ///< Of the first; 0 before it.
};

} // namespace freshet
