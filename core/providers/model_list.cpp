// SPDX-License-Identifier: MIT
#include "core/providers/model_list.h"

#include "core/base/json.h"
#include "core/providers/error_classifier.h"

namespace freshet {

namespace {

constexpr qsizetype kMaxListedModels = 10'000;

} // namespace

Result<QList<ModelInfo>> modelListIn(
    const HttpResponse &response, const ProviderConfig &config, QLatin1String member, ModelEntryReader readEntry)
{
    const QJsonValue value = json::parse(response.body).value_or(QJsonValue());
    if (const auto message = serverMessageIn(json::unwrapped(value)))
        return failure(classifiedError(*message, response, config));
    const QJsonValue list = value.isArray() ? value : value.toObject().value(member);
    if (!list.isArray())
        return failure({.kind = ErrorKind::Protocol,
            .message = QStringLiteral("%1 sent no list of models. Check the base URL.").arg(serverName(config)),
            .httpStatus = response.status});
    QList<ModelInfo> models;
    const QJsonArray entries = list.toArray();
    for (const QJsonValue &entry : entries) {
        if (models.size() >= kMaxListedModels)
            break;
        if (const auto model = readEntry(entry.toObject(), config.id))
            models.append(*model);
    }
    return models;
}

} // namespace freshet
