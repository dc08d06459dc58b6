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
    for (const CachedModels &list : cached) {
        m_cached.insert({list.provider, list.baseUrl}, list);
        if (list.baseUrl.isEmpty())
            m_lists.insert(list.provider, List{.fetched = list.models, .refreshedAt = list.refreshedAt});
    }
}

ModelRefreshService::~ModelRefreshService() = default;

void ModelRefreshService::setStaticModels(const ProviderId &provider, const QList<ModelInfo> &models, bool isLocal)
{
    List list = m_lists.value(provider);
    list.staticModels = models;
    list.isLocal = isLocal;
    setList(provider, list);
}

void ModelRefreshService::setBaseUrl(const ProviderId &provider, const QUrl &baseUrl)
{
    const List list = m_lists.value(provider);
    if (list.baseUrl == baseUrl)
        return;
    ModelListFetch *const outdated = m_running.take(provider);
    if (outdated) {
        outdated->disconnect(this);
        outdated->deleteLater();
    }
    const CachedModels known = m_cached.value({provider, baseUrl});
    setList(provider,
        {.staticModels = list.staticModels,
            .fetched = known.models,
            .refreshedAt = known.refreshedAt,
            .baseUrl = baseUrl,
            .isLocal = list.isLocal});
    if (outdated)
        refresh(provider, Mode::Force);
}

ModelRefreshService::State ModelRefreshService::state(const ProviderId &provider) const
{
    const List list = m_lists.value(provider);
    return {.models = mergedModels(list.staticModels, list.fetched),
        .refreshedAt = list.refreshedAt,
        .error = list.error,
        .isStale = isStale(list),
        .isRefreshing = m_running.contains(provider)};
}

void ModelRefreshService::refresh(const ProviderId &provider, Mode mode)
{
    const List list = m_lists.value(provider);
    if (m_running.contains(provider) || (mode == Mode::IfStale && !(isStale(list) && mayTryAgain(list))))
        return;
    ModelListFetch *fetch = m_source.fetchModels(provider, this);
    m_running.insert(provider, fetch);
    connect(fetch, &ModelListFetch::finished, this,
        [this, provider](const Result<QList<ModelInfo>> &models) { take(provider, models); });
}

bool ModelRefreshService::isStale(const List &list) const
{
    const QDateTime now = m_options.clock();
    const std::chrono::seconds ttl = list.isLocal ? m_options.localTtl : m_options.ttl;
    return !list.refreshedAt.isValid() || list.refreshedAt > now || list.refreshedAt.addSecs(ttl.count()) <= now;
}

bool ModelRefreshService::mayTryAgain(const List &list) const
{
    return !list.failedAt.isValid() || list.failedAt.addSecs(m_options.retryAfter.count()) <= m_options.clock();
}

void ModelRefreshService::setList(const ProviderId &provider, const List &list)
{
    const QList<ModelInfo> before = state(provider).models;
    m_lists.insert(provider, list);
    if (state(provider).models != before)
        emit modelsChanged(provider);
}

void ModelRefreshService::take(const ProviderId &provider, const Result<QList<ModelInfo>> &models)
{
    m_running.remove(provider);
    List list = m_lists.value(provider);
    if (models && !models->isEmpty()) {
        list.fetched = *models;
        list.refreshedAt = m_options.clock();
        list.failedAt = {};
        list.error.reset();
    } else {
        list.failedAt = m_options.clock();
        list.error = models ? Error{.kind = ErrorKind::Empty,
                         .message = QStringLiteral("The server of \"%1\" lists no models.").arg(provider)}
                            : models.error();
    }
    setList(provider, list);
    if (!list.error) {
        m_cached.insert({provider, list.baseUrl}, {provider, list.baseUrl, list.fetched, list.refreshedAt});
        saveCache();
    }
    emit refreshFinished(provider);
}

void ModelRefreshService::saveCache() const
{
    if (m_options.cachePath.isEmpty())
        return;
    if (const Status written = writeModelCache(m_options.cachePath, m_cached.values()); !written)
        qCWarning(logProvider) << written.error().message;
}

} // namespace freshet
