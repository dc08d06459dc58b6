// SPDX-License-Identifier: MIT
#include "core/providers/ollama_embedding_adapter.h"

#include "core/base/json.h"
#include "core/providers/embedding_list_builder.h"
#include "core/providers/wire_request.h"

namespace freshet {

namespace {

/// It takes any number, but tells nothing before the last one is done.
constexpr qsizetype kOllamaEmbeddingTexts = 64;

} // namespace

EmbeddingLimits OllamaEmbeddingAdapter::limits() const { return {.texts = kOllamaEmbeddingTexts}; }

HttpRequest OllamaEmbeddingAdapter::request(const EmbeddingRequest &batch, const ProviderConfig &config) const
{
    QJsonObject body{
        {"model", batch.model.model}, {"input", QJsonArray::fromStringList(batch.texts)}, {"truncate", false}};
    if (batch.dimensions)
        body.insert("dimensions", *batch.dimensions);
    return wirePost("/api/embed", body, "application/json", config);
}

Result<QList<EmbeddingVector>> OllamaEmbeddingAdapter::vectors(
    const HttpResponse &response, qsizetype expected, const ProviderConfig &config) const
{
    const auto document = embeddingDocument(response, config);
    if (!document)
        return failure(document.error());
    EmbeddingListBuilder list(expected, config);
    const Status added = list.addAll(json::array(document->toObject(), QLatin1String("embeddings")));
    return added ? list.end() : failure(added.error());
}

} // namespace freshet
