// SPDX-License-Identifier: MIT
#include "core/models/model_cache.h"

#include "core/base/json.h"
#include "core/base/owner_file.h"
#include "core/providers/model_list.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kModelCacheVersion = 2;
constexpr qsizetype kMostCachedLists = 64;
constexpr qint64 kMaxModelCacheBytes = 64 * 1024 * 1024;

template <typename T>
void insertKnown(QJsonObject &object, QLatin1String key, const std::optional<T> &value)
{
    if (value)
        object.insert(key, *value);
}

QJsonObject cachedModelJson(const ModelInfo &model)
{
    QJsonObject object{
        {"id", model.ref.model}, {"name", model.name}, {"chat", model.canChat}, {"embedding", model.canEmbed}};
    insertKnown(object, QLatin1String("context"), model.contextTokens);
    insertKnown(object, QLatin1String("max_output"), model.maxOutputTokens);
    insertKnown(object, QLatin1String("vision"), model.canSee);
    insertKnown(object, QLatin1String("tools"), model.canUseTools);
    insertKnown(object, QLatin1String("reasoning"), model.canReason);
    insertKnown(object, QLatin1String("price_in"), model.priceIn);
    insertKnown(object, QLatin1String("price_out"), model.priceOut);
    if (!model.digest.isEmpty())
        object.insert(QLatin1String("digest"), model.digest);
    if (model.retiresOn.isValid())
        object.insert(QLatin1String("retires_on"), model.retiresOn.toString(Qt::ISODate));
    if (model.isGone())
        object.insert(QLatin1String("gone_since"), model.goneSince.toUTC().toString(Qt::ISODateWithMs));
    return object;
}

std::optional<int> cachedTokens(const QJsonObject &object, QLatin1String key)
{
    const auto count = json::count(object, key);
    return count ? std::optional(static_cast<int>(*count)) : std::nullopt;
}

std::optional<bool> cachedFlag(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

ModelInfo cachedModel(const QJsonObject &object, const ProviderId &provider)
{
    return {.ref = {provider, object.value(QLatin1String("id")).toString()},
        .name = object.value(QLatin1String("name")).toString(),
        .origin = ModelOrigin::Cached,
        .goneSince = QDateTime::fromString(object.value(QLatin1String("gone_since")).toString(), Qt::ISODate),
        .retiresOn = QDate::fromString(object.value(QLatin1String("retires_on")).toString(), Qt::ISODate),
        .contextTokens = cachedTokens(object, QLatin1String("context")),
        .maxOutputTokens = cachedTokens(object, QLatin1String("max_output")),
        .canChat = object.value(QLatin1String("chat")).toBool(true),
        .canEmbed = object.value(QLatin1String("embedding")).toBool(false),
        .canSee = cachedFlag(object, QLatin1String("vision")),
        .canUseTools = cachedFlag(object, QLatin1String("tools")),
        .canReason = cachedFlag(object, QLatin1String("reasoning")),
        .priceIn = json::number(object, QLatin1String("price_in")),
        .priceOut = json::number(object, QLatin1String("price_out")),
        .digest = object.value(QLatin1String("digest")).toString()};
}

Status cannotWrite(const QString &path)
{
    return failure({.kind = ErrorKind::Storage,
        .message = QStringLiteral("The model lists could not be written to %1.").arg(path)});
}

} // namespace

QList<CachedModels> readModelCache(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly) || file.size() > kMaxModelCacheBytes)
        return {};
    const QJsonObject document = json::parse(file.readAll()).value_or(QJsonValue()).toObject();
    if (document.value(QLatin1String("version")).toInt() != kModelCacheVersion)
        return {};
    QList<CachedModels> lists;
    const QJsonArray entries = json::array(document, QLatin1String("lists"));
    for (const QJsonValue &entry : entries) {
        const QJsonObject list = entry.toObject();
        CachedModels cached{.provider = list.value(QLatin1String("provider")).toString(),
            .baseUrl = QUrl(list.value(QLatin1String("base_url")).toString()),
            .refreshedAt = QDateTime::fromString(list.value(QLatin1String("refreshed_at")).toString(), Qt::ISODate)};
        const QJsonArray models = json::array(list, QLatin1String("models"));
        for (const QJsonValue &value : models) {
            cached.models.append(cachedModel(value.toObject(), cached.provider));
        }
        cached.models = soundModels(cached.models);
        if (cached.refreshedAt.isValid() && !cached.models.isEmpty())
            lists.append(cached);
    }
    return lists;
}

Status writeModelCache(const QString &path, QList<CachedModels> lists)
{
    std::sort(lists.begin(), lists.end(),
        [](const CachedModels &a, const CachedModels &b) { return a.refreshedAt > b.refreshedAt; });
    QJsonArray entries;
    for (const CachedModels &list : std::as_const(lists).first(std::min(lists.size(), kMostCachedLists))) {
        QJsonArray models;
        for (const ModelInfo &model : list.models)
            models.append(cachedModelJson(model));
        entries.append(QJsonObject{{"provider", list.provider}, {"base_url", list.baseUrl.toString()},
            {"refreshed_at", list.refreshedAt.toUTC().toString(Qt::ISODateWithMs)}, {"models", models}});
    }
    const QJsonObject document{{"version", kModelCacheVersion}, {"lists", entries}};
    const bool isWritten = owner_file::replace(path, QJsonDocument(document).toJson(QJsonDocument::Compact));
    return isWritten ? Status() : cannotWrite(path);
}

} // namespace freshet
