// SPDX-License-Identifier: MIT
#include "core/providers/openai_embedding_adapter.h"

#include "core/base/json.h"
#include "core/providers/embedding_list_builder.h"
#include "core/providers/wire_request.h"

namespace freshet {

namespace {

/// OpenAI takes 2048 texts; a server at home is busy with so many for minutes, and their vectors come as one document.
constexpr qsizetype kOpenAiEmbeddingTexts = 128;

} // namespace

EmbeddingLimits OpenAiEmbeddingAdapter::limits() const { return {.texts = kOpenAiEmbeddingTexts}; }

HttpRequest OpenAiEmbeddingAdapter::request(const EmbeddingRequest &batch, const ProviderConfig &config) const
{
    QJsonObject body{{"model", batch.model.model}, {"input", QJsonArray::fromStringList(batch.texts)}};
    if (batch.dimensions)
        body.insert("dimensions", *batch.dimensions);
    return wirePost("/embeddings", body, "application/json", config);
}

Result<QList<EmbeddingVector>> OpenAiEmbeddingAdapter::vectors(
    const HttpResponse &response, qsizetype expected, const ProviderConfig &config) const
{
    const auto document = embeddingDocument(response, config);
    if (!document)
        return failure(document.error());
    const QJsonArray data
        = document->isArray() ? document->toArray() : json::array(document->toObject(), QLatin1String("data"));
    EmbeddingListBuilder list(expected, config);
    qsizetype position = 0;
    for (const QJsonValue &value : data) {
        const QJsonObject entry = value.toObject();
        const auto index = json::count(entry, QLatin1String("index"));
        const Status added
            = list.add(index ? static_cast<qsizetype>(*index) : position, entry.value(QLatin1String("embedding")));
        if (!added)
            return failure(added.error());
        ++position;
    }
    return list.end();
}

} // namespace freshet
