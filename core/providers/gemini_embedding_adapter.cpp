// SPDX-License-Identifier: MIT
#include "core/providers/gemini_embedding_adapter.h"

#include "core/base/json.h"
#include "core/providers/embedding_list_builder.h"
#include "core/providers/wire_request.h"

namespace freshet {

namespace {

constexpr qsizetype kGeminiEmbeddingTexts = 100; ///< Refused above it.

} // namespace

EmbeddingLimits GeminiEmbeddingAdapter::limits() const { return {.texts = kGeminiEmbeddingTexts}; }

HttpRequest GeminiEmbeddingAdapter::request(const EmbeddingRequest &batch, const ProviderConfig &config) const
{
    QString model = batch.model.model;
    if (model.startsWith(QLatin1String("models/")))
        model = model.sliced(7);
    const QLatin1String task = batch.purpose == EmbeddingPurpose::Query ? QLatin1String("RETRIEVAL_QUERY")
                                                                        : QLatin1String("RETRIEVAL_DOCUMENT");
    QJsonArray requests;
    for (const QString &text : batch.texts) {
        QJsonObject entry{{"model", QString("models/" + model)},
            {"content", QJsonObject{{"parts", QJsonArray{QJsonObject{{"text", text}}}}}}, {"taskType", task}};
        if (batch.dimensions)
            entry.insert("outputDimensionality", *batch.dimensions);
        requests.append(entry);
    }
    HttpRequest request = wirePost(QString(), {{"requests", requests}}, "application/json", config);
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(model));
    request.url.setPath(
        config.baseUrl.path(QUrl::FullyEncoded) + "/models/" + name + ":batchEmbedContents", QUrl::TolerantMode);
    if (request.credential) {
        request.credential->header = "x-goog-api-key";
        request.credential->prefix.clear();
    }
    return request;
}

Result<QList<EmbeddingVector>> GeminiEmbeddingAdapter::vectors(
    const HttpResponse &response, qsizetype expected, const ProviderConfig &config) const
{
    const auto document = embeddingDocument(response, config);
    if (!document)
        return failure(document.error());
    EmbeddingListBuilder list(expected, config);
    qsizetype index = 0;
    const QJsonArray entries = json::array(document->toObject(), QLatin1String("embeddings"));
    for (const QJsonValue &entry : entries) {
        if (const Status added = list.add(index++, entry.toObject().value(QLatin1String("values"))); !added)
            return failure(added.error());
    }
    return list.end();
}

} // namespace freshet
