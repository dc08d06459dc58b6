// SPDX-License-Identifier: MIT
#include "core/providers/model_list.h"

#include "core/base/json.h"
#include "core/providers/error_classifier.h"
#include "core/providers/text_cleaner.h"

#include <QSet>

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kLongestModelId = 256;
constexpr QLatin1String kVersionPath("/v1");

bool isPrintable(QStringView text)
{
    const QList<uint> characters = text.toUcs4();
    return std::all_of(characters.begin(), characters.end(), [](uint c) { return QChar::isPrint(c); });
}

Result<QJsonArray> entriesIn(
    const QJsonValue &value, const HttpResponse &response, const ProviderConfig &config, QLatin1String member)
{
    if (const auto message = serverMessageIn(json::unwrapped(value)))
        return failure(classifiedError(*message, response, config));
    const QJsonValue list = value.isArray() ? value : value.toObject().value(member);
    if (list.isArray())
        return list.toArray();
    return failure({.kind = ErrorKind::Protocol,
        .message = QStringLiteral("%1 sent no list of models. Check the base URL.").arg(serverName(config)),
        .httpStatus = response.status});
}

} // namespace

Result<QJsonArray> modelEntriesIn(const HttpResponse &response, const ProviderConfig &config, QLatin1String member)
{
    return entriesIn(json::parse(response.body).value_or(QJsonValue()), response, config, member);
}

Result<ModelPage> modelPageIn(const HttpResponse &response, const ProviderConfig &config, const ModelListForm &form)
{
    const QJsonValue value = json::parse(response.body).value_or(QJsonValue());
    const Result<QJsonArray> entries = entriesIn(value, response, config, form.member);
    if (!entries)
        return failure(entries.error());
    ModelPage page{.models = {}, .next = form.readCursor ? form.readCursor(value.toObject()) : QString()};
    for (const QJsonValue &entry : *entries) {
        if (page.models.size() >= kMostListedModels)
            break;
        if (const auto model = form.readEntry(entry.toObject(), config.id))
            page.models.append(*model);
    }
    return page;
}

bool isSoundModelId(QStringView id)
{
    return !id.isEmpty() && id.size() <= kLongestModelId && id.trimmed().size() == id.size() && isPrintable(id);
}

QList<ModelInfo> soundModels(const QList<ModelInfo> &models)
{
    QList<ModelInfo> sound;
    QSet<QString> seen;
    sound.reserve(std::min(models.size(), kMostListedModels));
    seen.reserve(sound.capacity());
    for (const ModelInfo &model : models) {
        if (sound.size() >= kMostListedModels)
            break;
        if (!isSoundModelId(model.ref.model) || seen.contains(model.ref.model))
            continue;
        seen.insert(model.ref.model);
        sound.append(model);
        sound.last().name.truncate(kLongestModelId);
    }
    return sound;
}

std::optional<int> tokensIn(const QJsonObject &entry, QLatin1String key)
{
    const auto count = json::count(entry, key);
    return count && *count > 0 ? std::optional(static_cast<int>(*count)) : std::nullopt;
}

std::optional<ModelInfo> listedModel(const ProviderId &provider, const QString &id, const QString &name)
{
    if (id.isEmpty())
        return std::nullopt;
    const QString shown = TextCleaner().push(name).simplified();
    return ModelInfo{.ref = {provider, id}, .name = shown.isEmpty() ? id : shown, .origin = ModelOrigin::Live};
}

Error unfinishedList(const ProviderConfig &config)
{
    return {.kind = ErrorKind::Timeout,
        .message = QStringLiteral("%1 did not finish its list of models in time. Try again.").arg(serverName(config)),
        .retryable = true};
}

ProviderConfig aboveV1(const ProviderConfig &config)
{
    ProviderConfig root = config;
    if (const QString path = config.baseUrl.path(QUrl::FullyEncoded); path.endsWith(kVersionPath))
        root.baseUrl.setPath(path.chopped(kVersionPath.size()), QUrl::TolerantMode);
    return root;
}

} // namespace freshet
