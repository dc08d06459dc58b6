// SPDX-License-Identifier: MIT
#include "core/models/model_refresh_service.h"

#include "core/base/log_categories.h"
#include "core/models/model_cache.h"
#include "core/models/model_list_source.h"

#include <algorithm>

namespace freshet {

namespace {

template <typename T>
void fillIn(std::optional<T> &field, const std::optional<T> &known)
{
    if (!field)
        field = known;
}

/// What the provider tells, with the catalog's knowledge where it tells nothing.
ModelInfo completed(ModelInfo told, const ModelInfo &known)
{
    if (told.name == told.ref.model)
        told.name = known.name;
    fillIn(told.contextTokens, known.contextTokens);
    fillIn(told.maxOutputTokens, known.maxOutputTokens);
    fillIn(told.canSee, known.canSee);
    fillIn(told.canUseTools, known.canUseTools);
    fillIn(told.canReason, known.canReason);
    fillIn(told.priceIn, known.priceIn);
    fillIn(told.priceOut, known.priceOut);
    return told;
}

/// The catalog's models in its order, then what only the provider knows.
QList<ModelInfo> mergedModels(const QList<ModelInfo> &known, const QList<ModelInfo> &fetched)
{
    QHash<ModelRef, ModelInfo> told;
    for (const ModelInfo &model : fetched)
        told.insert(model.ref, model);
    QList<ModelInfo> merged;
    for (const ModelInfo &model : known) {
        const auto it = told.constFind(model.ref);
        merged.append(it == told.constEnd() ? model : completed(*it, model));
    }
    for (const ModelInfo &model : known)
        told.remove(model.ref);
    for (const ModelInfo &model : fetched) {
        if (told.remove(model.ref)) // once, though a server may list it twice
            merged.append(model);
    }
    return merged;
}

} // namespace

ModelRefreshService::ModelRefreshService(ModelListSource &source, const Options &options, QObject *parent)
    : QObject(parent), m_source(source), m_options(options)
{
    const QList<CachedModels> cached = readModelCache(m_options.cachePath);
    for (const CachedModels &list : cached)
        m_fetched.insert({list.provider, list.baseUrl}, list);
}

ModelRefreshService::~ModelRefreshService() = default;

void ModelRefreshService::setStaticModels(const ProviderId &provider, const QList<ModelInfo> &models, bool isLocal)
{
    change(provider, [&](List &list) {
        list.staticModels = models;
        list.isLocal = isLocal;
    });
}

void ModelRefreshService::setBaseUrl(const ProviderId &provider, const QUrl &baseUrl)
{
    if (m_lists.value(provider).baseUrl == baseUrl)
        return;
    ModelListFetch *const outdated = m_running.take(provider);
    if (outdated) {
        outdated->disconnect(this);
        outdated->deleteLater();
    }
    change(provider, [&](List &list) {
        list.baseUrl = baseUrl;
        list.failedAt = {};
        list.error.reset();
    });
    if (outdated)
        refresh(provider, Mode::Force);
}

ModelRefreshService::State ModelRefreshService::state(const ProviderId &provider) const
{
    const List list = m_lists.value(provider);
    const CachedModels known = fetched(provider);
    return {.models = mergedModels(list.staticModels, known.models),
        .refreshedAt = known.refreshedAt,
        .error = list.error,
        .isStale = isStale(provider),
        .isRefreshing = m_running.contains(provider)};
}

void ModelRefreshService::refresh(const ProviderId &provider, Mode mode)
{
    const bool isWanted = mode == Mode::Force || (isStale(provider) && mayTryAgain(m_lists.value(provider)));
    if (m_running.contains(provider) || !isWanted)
        return;
    ModelListFetch *fetch = m_source.fetchModels(provider, this);
    m_running.insert(provider, fetch);
    connect(fetch, &ModelListFetch::finished, this,
        [this, provider](const Result<QList<ModelInfo>> &models) { take(provider, models); });
}

CachedModels ModelRefreshService::fetched(const ProviderId &provider) const
{
    return m_fetched.value({provider, m_lists.value(provider).baseUrl});
}

bool ModelRefreshService::isStale(const ProviderId &provider) const
{
    const QDateTime now = m_options.clock();
    const QDateTime refreshedAt = fetched(provider).refreshedAt;
    const std::chrono::seconds ttl = m_lists.value(provider).isLocal ? m_options.localTtl : m_options.ttl;
    return !refreshedAt.isValid() || refreshedAt > now || refreshedAt.addSecs(ttl.count()) <= now;
}

bool ModelRefreshService::mayTryAgain(const List &list) const
{
    return !list.failedAt.isValid() || list.failedAt.addSecs(m_options.retryAfter.count()) <= m_options.clock();
}

void ModelRefreshService::change(const ProviderId &provider, const std::function<void(List &)> &apply)
{
    const QList<ModelInfo> before = state(provider).models;
    apply(m_lists[provider]);
    if (state(provider).models != before)
        emit modelsChanged(provider);
}

void ModelRefreshService::take(const ProviderId &provider, const Result<QList<ModelInfo>> &models)
{
    m_running.remove(provider);
    const bool isGood = models && !models->isEmpty();
    change(provider, [&](List &list) {
        list.failedAt = isGood ? QDateTime() : m_options.clock();
        list.error.reset();
        if (isGood)
            m_fetched[{provider, list.baseUrl}] = {provider, list.baseUrl, *models, m_options.clock()};
        else if (models)
            list.error = Error{.kind = ErrorKind::Empty,
                .message = QStringLiteral("The server of \"%1\" lists no models.").arg(provider)};
        else
            list.error = models.error();
    });
    if (isGood)
        saveCache();
    emit refreshFinished(provider);
}

void ModelRefreshService::saveCache() const
{
    if (m_options.cachePath.isEmpty())
        return;
    if (const Status written = writeModelCache(m_options.cachePath, m_fetched.values()); !written)
        qCWarning(logProvider) << written.error().message;
}

} // namespace freshet
