// SPDX-License-Identifier: MIT
#include "core/providers/feature_extraction_adapter.h"

#include "core/base/json.h"
#include "core/providers/embedding_list_builder.h"
#include "core/providers/wire_request.h"

namespace freshet {

namespace {

constexpr qsizetype kFeatureExtractionTexts = 32; ///< What its servers take, unless told otherwise.

/// A list with nothing but a list in it is that list.
QJsonArray unwrapped(QJsonArray array)
{
    while (array.size() == 1 && array.at(0).isArray())
        array = array.at(0).toArray();
    return array;
}

} // namespace

bool FeatureExtractionAdapter::serves(const QUrl &baseUrl)
{
    return baseUrl.host() == QLatin1String("router.huggingface.co");
}

EmbeddingLimits FeatureExtractionAdapter::limits() const { return {.texts = kFeatureExtractionTexts}; }

HttpRequest FeatureExtractionAdapter::request(const EmbeddingRequest &batch, const ProviderConfig &config) const
{
    HttpRequest request
        = wirePost(QString(), {{"inputs", QJsonArray::fromStringList(batch.texts)}}, "application/json", config);
    const QString model = QString::fromLatin1(QUrl::toPercentEncoding(batch.model.model, "/"));
    request.url.setPath("/hf-inference/models/" + model + "/pipeline/feature-extraction", QUrl::TolerantMode);
    return request;
}

Result<QList<EmbeddingVector>> FeatureExtractionAdapter::vectors(
    const HttpResponse &response, qsizetype expected, const ProviderConfig &config) const
{
    const auto document = embeddingDocument(response, config);
    if (!document)
        return failure(document.error());
    EmbeddingListBuilder list(expected, config);
    Status added;
    if (expected == 1) { // it may be wrapped once for the one text, or not at all
        added = list.add(0, unwrapped(document->toArray()));
    } else {
        qsizetype index = 0;
        const QJsonArray rows = document->toArray();
        for (const QJsonValue &row : rows) {
            added = list.add(index++, unwrapped(row.toArray()));
            if (!added)
                break;
        }
    }
    return added ? list.end() : failure(added.error());
}

} // namespace freshet
