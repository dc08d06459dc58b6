// SPDX-License-Identifier: MIT
#include "core/models/provider_catalog.h"

#include "core/base/json.h"
#include "core/providers/base_url.h"

#include <algorithm>

namespace freshet {

namespace {

Error brokenCatalog(const QString &entry, const QString &problem)
{
    return {.kind = ErrorKind::Protocol,
        .message = QStringLiteral("The provider catalog is broken at \"%1\": %2.").arg(entry, problem)};
}

/// The first member that no reader knows: a typing mistake, which would otherwise go unseen.
QString unknownMember(const QJsonObject &object, const QStringList &known)
{
    const QStringList keys = object.keys();
    const auto it = std::find_if_not(keys.begin(), keys.end(), [&](const QString &key) { return known.contains(key); });
    return it == keys.end() ? QString() : *it;
}

std::optional<Dialect> dialectFrom(const QString &word)
{
    static const QHash<QString, Dialect> dialects{{"openai", Dialect::OpenAi}, {"gemini", Dialect::Gemini},
        {"ollama", Dialect::Ollama}, {"lmstudio", Dialect::LmStudio}, {"anthropic", Dialect::Anthropic},
        {"quotes", Dialect::Quotes}};
    const auto it = dialects.find(word);
    return it == dialects.end() ? std::nullopt : std::optional(*it);
}

std::optional<int> tokens(const QJsonObject &object, QLatin1String key)
{
    const auto count = json::count(object, key);
    return count ? std::optional(static_cast<int>(*count)) : std::nullopt;
}

std::optional<bool> flag(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

/// What a model reads; nothing when a word is none of the known ones.
std::optional<QStringList> modalities(const QJsonObject &entry)
{
    static const QStringList known{"text", "image", "audio", "video", "pdf"};
    QStringList words;
    const QJsonArray input = json::array(entry, QLatin1String("input"));
    for (const QJsonValue &word : input)
        words << word.toString();
    const bool areKnown
        = std::all_of(words.begin(), words.end(), [](const QString &word) { return known.contains(word); });
    return areKnown ? std::optional(words) : std::nullopt;
}

Result<ModelInfo> catalogModel(const QJsonObject &entry, const ProviderId &provider)
{
    static const QStringList known{"id", "name", "context", "max_output", "chat", "embedding", "input", "tools",
        "reasoning", "price_in", "price_out"};
    const QString id = json::string(entry, QLatin1String("id")).value_or(QString());
    const QString where = QString(provider % u'/' % id);
    if (const QString member = unknownMember(entry, known); !member.isEmpty())
        return failure(brokenCatalog(where, QStringLiteral("unknown member ") + member));
    if (id.isEmpty())
        return failure(brokenCatalog(where, QStringLiteral("a model has no id")));
    const auto input = modalities(entry);
    if (!input)
        return failure(brokenCatalog(where, QStringLiteral("unknown word in input")));
    return ModelInfo{.ref = {provider, id},
        .name = json::string(entry, QLatin1String("name")).value_or(id),
        .contextTokens = tokens(entry, QLatin1String("context")),
        .maxOutputTokens = tokens(entry, QLatin1String("max_output")),
        .canChat = flag(entry, QLatin1String("chat")).value_or(true),
        .canEmbed = flag(entry, QLatin1String("embedding")).value_or(false),
        .canSee = input->isEmpty() ? std::nullopt : std::optional(input->contains(QLatin1String("image"))),
        .canUseTools = flag(entry, QLatin1String("tools")),
        .canReason = flag(entry, QLatin1String("reasoning")),
        .priceIn = json::number(entry, QLatin1String("price_in")),
        .priceOut = json::number(entry, QLatin1String("price_out"))};
}

Status addModels(ProviderInfo &info, const QJsonArray &models)
{
    for (const QJsonValue &value : models) {
        const Result<ModelInfo> model = catalogModel(value.toObject(), info.id);
        if (!model)
            return failure(model.error());
        info.models.append(*model);
    }
    const bool hasDefault = std::any_of(info.models.begin(), info.models.end(),
        [&info](const ModelInfo &model) { return model.ref.model == info.defaultModel; });
    if (!info.defaultModel.isEmpty() && !hasDefault)
        return failure(brokenCatalog(info.id, QStringLiteral("the default model is not in the list")));
    return {};
}

Status addAddress(ProviderInfo &info, const QJsonObject &entry)
{
    const QString typed = json::string(entry, QLatin1String("base_url")).value_or(QString());
    info.keyPrefix = json::string(entry, QLatin1String("key_prefix")).value_or(QString());
    info.keyPage = QUrl(json::string(entry, QLatin1String("key_page")).value_or(QString()));
    if (info.needsKey && (typed.isEmpty() || info.keyPage.scheme() != QLatin1String("https")))
        return failure(brokenCatalog(info.id, QStringLiteral("a vendor with keys needs base_url and key_page")));
    if (typed.isEmpty())
        return {};
    const Result<QUrl> url = normalizedBaseUrl(typed, info.dialect);
    if (!url || url->toString() != typed)
        return failure(brokenCatalog(info.id, QStringLiteral("base_url is not in its normal form")));
    info.defaultBaseUrl = *url;
    return {};
}

Status addQuirks(ProviderInfo &info, const QJsonObject &entry)
{
    static const QList<std::pair<QString, bool ProviderQuirks::*>> flags{
        {"asks_for_usage", &ProviderQuirks::asksForUsage},
        {"developer_role", &ProviderQuirks::hasDeveloperRole},
        {"openai_families", &ProviderQuirks::hasOpenAiFamilies},
        {"responses_api", &ProviderQuirks::hasResponsesApi},
        {"reasoning_object", &ProviderQuirks::hasReasoningObject},
        {"load_status", &ProviderQuirks::tellsLoadStatus},
    };
    QStringList known{"token_limit", "embeddings"};
    for (const auto &[name, quirk] : flags) {
        info.quirks.*quirk = entry.value(name).toBool(info.quirks.*quirk);
        known << name;
    }
    if (const QString member = unknownMember(entry, known); !member.isEmpty())
        return failure(brokenCatalog(info.id, QStringLiteral("unknown quirk ") + member));
    info.quirks.tokenLimitIsMaxCompletionTokens
        = entry.value(QLatin1String("token_limit")).toString() == QLatin1String("max_completion_tokens");
    info.quirks.hasFeatureExtraction
        = entry.value(QLatin1String("embeddings")).toString() == QLatin1String("feature_extraction");
    return {};
}

Result<ProviderInfo> catalogProvider(const QJsonObject &entry)
{
    static const QStringList known{"id", "name", "dialect", "base_url", "needs_key", "local", "key_page", "key_prefix",
        "headers", "quirks", "default_model", "models"};
    ProviderInfo info{.id = json::string(entry, QLatin1String("id")).value_or(QString()),
        .name = json::string(entry, QLatin1String("name")).value_or(QString()),
        .needsKey = flag(entry, QLatin1String("needs_key")).value_or(false),
        .isLocal = flag(entry, QLatin1String("local")).value_or(false),
        .defaultModel = json::string(entry, QLatin1String("default_model")).value_or(QString())};
    if (const QString member = unknownMember(entry, known); !member.isEmpty())
        return failure(brokenCatalog(info.id, QStringLiteral("unknown member ") + member));
    const auto dialect = dialectFrom(json::string(entry, QLatin1String("dialect")).value_or(QString()));
    if (info.id.isEmpty() || info.name.isEmpty() || !dialect)
        return failure(brokenCatalog(info.id, QStringLiteral("id, name and a known dialect are needed")));
    info.dialect = *dialect;
    const QJsonObject headers = json::object(entry, QLatin1String("headers"));
    for (auto header = headers.begin(); header != headers.end(); ++header)
        info.headers.append(std::pair{header.key().toUtf8(), header.value().toString().toUtf8()});
    for (const Status &status : {addAddress(info, entry), addQuirks(info, json::object(entry, QLatin1String("quirks"))),
             addModels(info, json::array(entry, QLatin1String("models")))}) {
        if (!status)
            return failure(status.error());
    }
    return info;
}

} // namespace

Result<QList<ProviderInfo>> parseProviderCatalog(QByteArrayView text)
{
    const auto document = json::parse(text);
    if (!document || !document->toObject().value(QLatin1String("providers")).isArray())
        return failure(brokenCatalog(QStringLiteral("providers"), QStringLiteral("it is no JSON list")));
    QList<ProviderInfo> providers;
    const QJsonArray entries = json::array(document->toObject(), QLatin1String("providers"));
    for (const QJsonValue &value : entries) {
        const Result<ProviderInfo> info = catalogProvider(value.toObject());
        if (!info)
            return failure(info.error());
        const auto isSame = [&info](const ProviderInfo &other) { return other.id == info->id; };
        if (std::any_of(providers.begin(), providers.end(), isSame))
            return failure(brokenCatalog(info->id, QStringLiteral("the id stands there twice")));
        providers.append(*info);
    }
    return providers;
}

} // namespace freshet
