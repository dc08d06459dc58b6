// SPDX-License-Identifier: MIT
#include "core/server/query_protocol.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace freshet::protocol {

namespace {

template <typename T>
void putIfKnown(QJsonObject &object, QLatin1String name, const std::optional<T> &value)
{
    if (value)
        object.insert(name, *value);
}

void putIfKnown(QJsonObject &object, QLatin1String name, const std::optional<std::chrono::milliseconds> &time)
{
    if (time)
        object.insert(name, qint64(time->count()));
}

void putIfAny(QJsonObject &object, QLatin1String name, const QString &text)
{
    if (!text.isEmpty())
        object.insert(name, text);
}

QJsonObject message(QLatin1String type) { return {{QStringLiteral("type"), type}}; }

QJsonArray sourceArray(const QList<Source> &sources)
{
    QJsonArray array;
    for (const Source &one : sources)
        array.append(source(one));
    return array;
}

QJsonObject usageObject(const Usage &usage)
{
    QJsonObject object;
    putIfKnown(object, QLatin1String("prompt_tokens"), usage.promptTokens);
    putIfKnown(object, QLatin1String("completion_tokens"), usage.completionTokens);
    putIfKnown(object, QLatin1String("reasoning_tokens"), usage.reasoningTokens);
    putIfKnown(object, QLatin1String("cached_tokens"), usage.cachedTokens);
    putIfKnown(object, QLatin1String("cost_usd"), usage.costUsd);
    return object;
}

QJsonObject timingsObject(const QueryTimings &timings)
{
    QJsonObject object;
    putIfKnown(object, QLatin1String("retrieval_ms"), timings.retrieval);
    putIfKnown(object, QLatin1String("first_token_ms"), timings.firstToken);
    object.insert(QLatin1String("total_ms"), qint64(timings.total.count()));
    return object;
}

/// Of a source cited several times the weakest, so that no doubt is hidden.
QLatin1String weakestSupport(int number, const QList<Citation> &citations)
{
    Support weakest = Support::Supported;
    for (const Citation &citation : citations) {
        if (citation.number == number)
            weakest = std::max(weakest, citation.support);
    }
    return toWord(weakest);
}

QJsonObject errorFields(const Error &error)
{
    QJsonObject object;
    object.insert(QLatin1String("kind"), toWord(error.kind));
    object.insert(QLatin1String("message"), error.message);
    object.insert(QLatin1String("retryable"), error.retryable);
    putIfKnown(object, QLatin1String("retry_after_ms"), error.retryAfter);
    if (error.httpStatus != 0)
        object.insert(QLatin1String("http_status"), error.httpStatus);
    return object;
}

QLatin1String originWord(ModelOrigin origin)
{
    switch (origin) {
    case ModelOrigin::Static:
        return QLatin1String("static");
    case ModelOrigin::Cached:
        return QLatin1String("cached");
    case ModelOrigin::Live:
        return QLatin1String("live");
    case ModelOrigin::Manual:
        return QLatin1String("manual");
    }
    Q_UNREACHABLE();
}

QJsonObject modelObject(const ModelInfo &model)
{
    QJsonObject object;
    object.insert(QLatin1String("id"), model.ref.model);
    object.insert(QLatin1String("name"), model.name);
    object.insert(QLatin1String("origin"), originWord(model.origin));
    object.insert(QLatin1String("gone"), model.isGone());
    putIfAny(object, QLatin1String("retires_on"), model.retiresOn.toString(Qt::ISODate));
    putIfKnown(object, QLatin1String("context"), model.contextTokens);
    putIfKnown(object, QLatin1String("max_output"), model.maxOutputTokens);
    object.insert(QLatin1String("chat"), model.canChat);
    object.insert(QLatin1String("embedding"), model.canEmbed);
    putIfKnown(object, QLatin1String("vision"), model.canSee);
    putIfKnown(object, QLatin1String("tools"), model.canUseTools);
    putIfKnown(object, QLatin1String("reasoning"), model.canReason);
    putIfKnown(object, QLatin1String("price_in"), model.priceIn);
    putIfKnown(object, QLatin1String("price_out"), model.priceOut);
    return object;
}

QJsonObject providerObject(const CatalogEntry &entry, const QDateTime &now)
{
    QJsonObject object;
    object.insert(QLatin1String("id"), entry.id);
    object.insert(QLatin1String("name"), entry.name);
    object.insert(QLatin1String("configured"), entry.isConfigured);
    object.insert(QLatin1String("streaming"), toWord(entry.streaming));
    putIfAny(object, QLatin1String("base_url"), entry.baseUrl.toString());
    if (entry.refreshedAt.isValid()) {
        object.insert(QLatin1String("refreshed_at"), entry.refreshedAt.toUTC().toString(Qt::ISODate));
        object.insert(QLatin1String("age_s"), std::max<qint64>(0, entry.refreshedAt.secsTo(now)));
    }
    object.insert(QLatin1String("stale"), entry.isStale);
    object.insert(QLatin1String("error"), entry.error ? QJsonValue(errorFields(*entry.error)) : QJsonValue());
    QJsonArray models;
    for (const ModelInfo &model : entry.models)
        models.append(modelObject(model));
    object.insert(QLatin1String("models"), models);
    return object;
}

} // namespace

QJsonObject hello()
{
    QJsonObject object = message(QLatin1String("hello"));
    object.insert(QLatin1String("protocol"), kVersion);
    object.insert(QLatin1String("app"), QLatin1String("Freshet"));
    object.insert(QLatin1String("version"), QLatin1String(FRESHET_VERSION));
    object.insert(QLatin1String("capabilities"),
        QJsonArray{QStringLiteral("query"), QStringLiteral("cancel"), QStringLiteral("resume"),
            QStringLiteral("catalog"), QStringLiteral("refresh"), QStringLiteral("settings"),
            QStringLiteral("search")});
    return object;
}

QJsonObject accepted(const QString &streamId, const ModelRef &model, bool withRetrieval)
{
    QJsonObject object = message(QLatin1String("accepted"));
    object.insert(QLatin1String("stream_id"), streamId);
    object.insert(QLatin1String("provider"), model.provider);
    object.insert(QLatin1String("model"), model.model);
    object.insert(QLatin1String("retrieval"), withRetrieval);
    return object;
}

QJsonObject phase(const PhaseInfo &info)
{
    QJsonObject object = message(QLatin1String("phase"));
    object.insert(QLatin1String("phase"), toWord(info.phase));
    putIfKnown(object, QLatin1String("progress"), info.progress);
    putIfKnown(object, QLatin1String("attempt"), info.attempt);
    putIfKnown(object, QLatin1String("wait_ms"), info.wait);
    putIfAny(object, QLatin1String("reason"), info.reason);
    return object;
}

QJsonObject sources(const QList<Source> &sources)
{
    QJsonObject object = message(QLatin1String("sources"));
    object.insert(QLatin1String("sources"), sourceArray(sources));
    return object;
}

QJsonObject reasoning(const QString &delta)
{
    QJsonObject object = message(QLatin1String("reasoning"));
    object.insert(QLatin1String("text"), delta);
    return object;
}

QJsonObject token(const QString &delta)
{
    QJsonObject object = message(QLatin1String("token"));
    object.insert(QLatin1String("text"), delta);
    return object;
}

QJsonObject restarted(const QString &reason)
{
    QJsonObject object = message(QLatin1String("restarted"));
    object.insert(QLatin1String("reason"), reason);
    return object;
}

QJsonObject final(const QueryAnswer &answer)
{
    QJsonObject object = message(QLatin1String("final"));
    object.insert(QLatin1String("answer"), answer.text);
    object.insert(QLatin1String("reasoning"), answer.reasoning);
    QJsonArray cited;
    for (const Source &one : answer.sources) {
        QJsonObject withSupport = source(one);
        withSupport.insert(QLatin1String("support"), weakestSupport(one.number, answer.citations));
        cited.append(withSupport);
    }
    object.insert(QLatin1String("sources"), cited);
    QJsonArray citations;
    for (const Citation &citation : answer.citations) {
        QJsonObject one{{QStringLiteral("n"), citation.number}, {QStringLiteral("start"), citation.start},
            {QStringLiteral("end"), citation.end}, {QStringLiteral("support"), toWord(citation.support)}};
        if (citation.isUnverified)
            one.insert(QLatin1String("unverified"), true);
        if (citation.hasQuote()) {
            one.insert(QLatin1String("quote_start"), citation.quoteStart);
            one.insert(QLatin1String("quote_end"), citation.quoteEnd);
        }
        citations.append(one);
    }
    object.insert(QLatin1String("citations"), citations);
    if (!answer.toolCalls.isEmpty()) {
        QJsonArray calls;
        for (const ToolCall &call : answer.toolCalls)
            calls.append(QJsonObject{{QStringLiteral("id"), call.id}, {QStringLiteral("name"), call.name},
                {QStringLiteral("arguments"), call.arguments}});
        object.insert(QLatin1String("tool_calls"), calls);
    }
    object.insert(QLatin1String("finish_reason"), toWord(answer.finishReason));
    object.insert(QLatin1String("delivery"), toWord(answer.delivery));
    object.insert(QLatin1String("provider"), answer.model.provider);
    object.insert(QLatin1String("model"), answer.model.model);
    object.insert(QLatin1String("usage"), usageObject(answer.usage));
    object.insert(QLatin1String("timings"), timingsObject(answer.timings));
    object.insert(QLatin1String("notes"), QJsonArray::fromStringList(answer.notes));
    return object;
}

QJsonObject error(const Error &error, const QString &partialText)
{
    QJsonObject object = errorFields(error);
    object.insert(QLatin1String("type"), QLatin1String("error"));
    putIfAny(object, QLatin1String("partial"), partialText);
    return object;
}

QJsonObject passages(const QList<Source> &sources)
{
    QJsonObject object = message(QLatin1String("passages"));
    object.insert(QLatin1String("passages"), sourceArray(sources));
    return object;
}

QJsonObject catalog(const QList<CatalogEntry> &providers, const QDateTime &now)
{
    QJsonArray array;
    for (const CatalogEntry &entry : providers)
        array.append(providerObject(entry, now));
    QJsonObject object = message(QLatin1String("catalog"));
    object.insert(QLatin1String("providers"), array);
    return object;
}

QJsonObject settings(const SettingsView &settings)
{
    QJsonArray providers;
    for (const SettingsView::Provider &provider : settings.providers) {
        QJsonObject entry{{QStringLiteral("id"), provider.id}, {QStringLiteral("name"), provider.name},
            {QStringLiteral("base_url_overridden"), provider.isBaseUrlOverridden},
            {QStringLiteral("has_api_key"), provider.hasApiKey}};
        putIfAny(entry, QLatin1String("base_url"), provider.baseUrl.toString());
        putIfAny(entry, QLatin1String("default_model"), provider.defaultModel);
        providers.append(entry);
    }
    QJsonObject object = message(QLatin1String("settings"));
    object.insert(QLatin1String("providers"), providers);
    object.insert(QLatin1String("default_provider"), settings.chosen.provider);
    putIfAny(object, QLatin1String("default_model"), settings.chosen.model);
    QJsonObject retrieval{{QStringLiteral("collections"), QJsonArray::fromStringList(settings.collections)},
        {QStringLiteral("top_k"), settings.passages}};
    putIfAny(retrieval, QLatin1String("embedding_model"), settings.embeddingModel);
    object.insert(QLatin1String("retrieval"), retrieval);
    object.insert(QLatin1String("server"),
        QJsonObject{{QStringLiteral("enabled"), settings.isServerOn}, {QStringLiteral("port"), settings.serverPort}});
    return object;
}

QJsonObject document(const DocumentResult &result)
{
    QJsonObject object = message(QLatin1String("document"));
    object.insert(QLatin1String("path"), result.path);
    object.insert(QLatin1String("state"), toWord(result.state));
    object.insert(QLatin1String("passages"), result.passages);
    if (result.error)
        object.insert(QLatin1String("error"), errorFields(*result.error));
    return object;
}

QJsonObject summary(const CollectionName &collection, const IndexSummary &summary)
{
    QJsonObject object = message(QLatin1String("summary"));
    object.insert(QLatin1String("collection"), collection);
    object.insert(QLatin1String("indexed"), summary.indexed);
    object.insert(QLatin1String("unchanged"), summary.unchanged);
    object.insert(QLatin1String("skipped"), summary.skipped);
    object.insert(QLatin1String("failed"), summary.failed);
    object.insert(QLatin1String("passages"), summary.passages);
    object.insert(QLatin1String("removed"), summary.removed);
    return object;
}

QJsonObject source(const Source &source)
{
    QJsonObject object;
    object.insert(QLatin1String("n"), source.number);
    object.insert(QLatin1String("document_id"), source.documentId);
    object.insert(QLatin1String("title"), source.title);
    object.insert(QLatin1String("path"), source.path);
    putIfKnown(object, QLatin1String("page"), source.page);
    object.insert(QLatin1String("heading"), source.heading);
    object.insert(QLatin1String("start"), source.start);
    object.insert(QLatin1String("end"), source.end);
    object.insert(QLatin1String("text"), source.text);
    object.insert(QLatin1String("score"), source.score);
    if (!source.alsoIn.isEmpty())
        object.insert(QLatin1String("also_in"), QJsonArray::fromStringList(source.alsoIn));
    return object;
}

QByteArray line(const QJsonObject &message) { return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n'; }

} // namespace freshet::protocol
