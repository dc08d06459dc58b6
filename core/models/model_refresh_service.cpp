// SPDX-License-Identifier: MIT
#include "core/models/model_refresh_service.h"

#include "core/base/log_categories.h"
#include "core/models/model_list_source.h"
#include "core/models/model_merge.h"
#include "core/providers/model_list.h"

#include <QRandomGenerator>
#include <QTimer>
#include <QtConcurrent>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

using std::chrono::seconds;

constexpr double kJitterOfTtl = 0.2; ///< A list grows stale up to a fifth before its TTL has passed.
constexpr qsizetype kMostManualModels = 500;
constexpr int kMostBackOffTtls = 3;
constexpr int kMostBackOffDoublings = 16;
constexpr std::chrono::milliseconds kLongestToldWait = std::chrono::seconds(10);

seconds shortened(seconds time, double share)
{
    return seconds(static_cast<seconds::rep>(static_cast<double>(time.count()) * (1 - kJitterOfTtl * share)));
}

/// A clock that was set in between may show any time: what lies in the future counts as long ago.
bool isWithin(seconds time, const QDateTime &since, const QDateTime &now)
{
    const qint64 age = since.isValid() ? since.secsTo(now) : -1;
    return age >= 0 && age < time.count();
}

/// A key or an address is missing: no server was asked, so none has failed.
bool wasNobodyAsked(const Error &error)
{
    return error.httpStatus == 0
        && (error.kind == ErrorKind::Auth || error.kind == ErrorKind::BadRequest || error.kind == ErrorKind::Storage);
}

} // namespace

double ModelRefreshService::randomShare() { return QRandomGenerator::global()->generateDouble(); }

ModelRefreshService::ModelRefreshService(ModelListSource &source, const Options &options, QObject *parent)
    : QObject(parent), m_source(source), m_options(options)
{
    const QList<CachedModels> cached = readModelCache(m_options.cachePath);
    for (const CachedModels &list : cached)
        m_fetched.insert({list.provider, list.baseUrl}, list);
    for (const CachedModels &list : cached)
        merge(list.provider);
    connect(&m_saving, &QFutureWatcher<Status>::finished, this, [this] {
        if (const Status written = m_saving.result(); !written)
            qCWarning(logProvider) << written.error().message;
        if (std::exchange(m_isSaveDue, false))
            saveCache();
    });
}

ModelRefreshService::~ModelRefreshService()
{
    m_saving.disconnect(this);
    m_saving.waitForFinished();
    if (m_isSaveDue)
        (void)writeModelCache(m_options.cachePath, m_fetched.values());
}

void ModelRefreshService::setStaticModels(const ProviderId &provider, const QList<ModelInfo> &models, bool isLocal)
{
    at(provider).staticModels = models;
    at(provider).isLocal = isLocal;
    merge(provider);
}

void ModelRefreshService::setBaseUrl(const ProviderId &provider, const QUrl &baseUrl)
{
    const std::optional<QUrl> before = std::exchange(at(provider).baseUrl, baseUrl);
    if (before == baseUrl)
        return;
    at(provider).added = at(provider).gone = 0;
    merge(provider);
    if (before || at(provider).run)
        startOver(provider);
}

void ModelRefreshService::accessChanged(const ProviderId &provider) { startOver(provider); }

void ModelRefreshService::setAutomaticRefresh(Automatic automatic) { m_automatic = automatic; }

void ModelRefreshService::refresh(const ProviderId &provider, Mode mode)
{
    if (std::optional<Run> &run = at(provider).run) {
        if (mode == Mode::Force)
            run->mode = mode;
        return;
    }
    const bool isWanted = m_automatic == Automatic::On && isStale(provider) && mayTryAgain(at(provider));
    if (mode == Mode::Force || isWanted)
        begin(provider, mode);
}

void ModelRefreshService::refreshStale()
{
    const QList<ProviderId> providers = m_providers.keys();
    for (const ProviderId &provider : providers) {
        if (isSetUp(provider))
            refresh(provider, Mode::IfStale);
    }
}

ModelRefreshService::State ModelRefreshService::state(const ProviderId &provider) const
{
    const auto it = m_providers.constFind(provider);
    if (it == m_providers.constEnd())
        return {};
    return {.models = it->merged,
        .refreshedAt = fetched(provider).refreshedAt,
        .error = it->error,
        .isStale = isStale(provider),
        .isRefreshing = it->run.has_value(),
        .added = it->added,
        .gone = it->gone};
}

std::optional<ModelInfo> ModelRefreshService::model(const ModelRef &ref) const
{
    const QList<ModelInfo> models = m_providers.value(ref.provider).merged;
    const auto it
        = std::find_if(models.begin(), models.end(), [&ref](const ModelInfo &model) { return model.ref == ref; });
    return it == models.end() ? std::nullopt : std::optional(*it);
}

void ModelRefreshService::setModelsInUse(const QSet<ModelRef> &models)
{
    QHash<ProviderId, QList<ModelRef>> inUse;
    for (const ModelRef &ref : models) {
        if (ref.isValid())
            inUse[ref.provider].append(ref);
    }
    for (QList<ModelRef> &refs : inUse)
        std::sort(refs.begin(), refs.end(), [](const ModelRef &a, const ModelRef &b) { return a.model < b.model; });
    std::swap(m_inUse, inUse);
    QSet<ProviderId> touched(m_inUse.keyBegin(), m_inUse.keyEnd());
    touched.unite(QSet<ProviderId>(inUse.keyBegin(), inUse.keyEnd()));
    for (const ProviderId &provider : std::as_const(touched))
        merge(provider);
}

void ModelRefreshService::setManualModels(const QList<ModelRef> &models)
{
    QList<ModelRef> sound;
    for (const ModelRef &ref : models) {
        if (ref.isValid() && isSoundModelId(ref.model) && !sound.contains(ref) && sound.size() < kMostManualModels)
            sound.append(ref);
    }
    if (sound == m_manual)
        return;
    std::swap(m_manual, sound);
    QSet<ProviderId> touched;
    for (const ModelRef &ref : m_manual + sound)
        touched.insert(ref.provider);
    for (const ProviderId &provider : std::as_const(touched))
        merge(provider);
    emit manualModelsChanged();
}

Status ModelRefreshService::addManualModel(const ModelRef &model)
{
    if (!model.isValid() || !isSoundModelId(model.model))
        return failure({.kind = ErrorKind::BadRequest,
            .message = QStringLiteral("This cannot be the name of a model. Use 1 to 256 printable characters.")});
    if (m_manual.size() >= kMostManualModels)
        return failure({.kind = ErrorKind::BadRequest,
            .message = QStringLiteral("There are %1 models added by hand, which is the most. Remove one first.")
                           .arg(m_manual.size())});
    setManualModels(m_manual + QList{model});
    return {};
}

void ModelRefreshService::removeManualModel(const ModelRef &model)
{
    QList<ModelRef> left = m_manual;
    left.removeAll(model);
    setManualModels(left);
}

ModelRefreshService::Provider &ModelRefreshService::at(const ProviderId &provider)
{
    auto it = m_providers.find(provider);
    if (it == m_providers.end())
        it = m_providers.insert(provider, {.share = m_options.jitter()});
    return *it;
}

ModelRefreshService::ListKey ModelRefreshService::keyOf(const ProviderId &provider) const
{
    return {provider, m_providers.value(provider).baseUrl.value_or(QUrl())};
}

CachedModels ModelRefreshService::fetched(const ProviderId &provider) const { return m_fetched.value(keyOf(provider)); }

std::chrono::seconds ModelRefreshService::ttlOf(const Provider &provider) const
{
    return provider.isLocal ? m_options.localTtl : m_options.ttl;
}

bool ModelRefreshService::isStale(const ProviderId &provider) const
{
    const Provider known = m_providers.value(provider);
    return !isWithin(shortened(ttlOf(known), known.share), fetched(provider).refreshedAt, m_options.clock());
}

bool ModelRefreshService::mayTryAgain(const Provider &provider) const
{
    if (provider.failures == 0)
        return true;
    const seconds most = kMostBackOffTtls * ttlOf(provider);
    const seconds doubled = m_options.backOff * (1 << std::min(provider.failures - 1, kMostBackOffDoublings));
    const auto told = provider.error ? provider.error->retryAfter.value_or(std::chrono::milliseconds(0)) : seconds(0);
    const seconds pause = std::max(
        shortened(std::min(doubled, most), provider.share), std::min(std::chrono::duration_cast<seconds>(told), most));
    return !isWithin(pause, provider.failedAt, m_options.clock());
}

bool ModelRefreshService::isSetUp(const ProviderId &provider) const
{
    return m_options.setUp.contains(provider) || m_inUse.contains(provider) || fetched(provider).refreshedAt.isValid();
}

void ModelRefreshService::begin(const ProviderId &provider, Mode mode)
{
    at(provider).run = Run{.mode = mode};
    ask(provider);
    emit refreshStarted(provider);
}

void ModelRefreshService::ask(const ProviderId &provider)
{
    ModelListFetch *const fetch = m_source.fetchModels(provider, fetched(provider).models, this);
    const quint64 generation = ++m_lastGeneration;
    Run &run = *at(provider).run;
    run.generation = generation;
    run.fetch = fetch;
    ++run.tries;
    connect(fetch, &ModelListFetch::finished, this,
        [this, provider, generation](const Result<QList<ModelInfo>> &models) { take(provider, generation, models); });
}

void ModelRefreshService::startOver(const ProviderId &provider)
{
    Provider &known = at(provider);
    const std::optional<Run> outdated = std::exchange(known.run, std::nullopt);
    if (outdated && outdated->fetch)
        outdated->fetch->deleteLater();
    known.failures = 0;
    known.failedAt = {};
    known.error.reset();
    if (outdated || m_automatic == Automatic::On)
        begin(provider, outdated ? outdated->mode : Mode::IfStale);
}

void ModelRefreshService::take(const ProviderId &provider, quint64 generation, const Result<QList<ModelInfo>> &models)
{
    std::optional<Run> &run = at(provider).run;
    if (!run || run->generation != generation || isTriedAgain(provider, models))
        return;
    const Mode mode = run->mode;
    run.reset();
    const QList<ModelInfo> sound = models ? soundModels(*models) : QList<ModelInfo>();
    if (!sound.isEmpty())
        takeList(provider, sound);
    else if (models)
        takeError(provider,
            {.kind = ErrorKind::Empty,
                .message = QStringLiteral("The server of \"%1\" lists no models.").arg(provider)},
            mode);
    else
        takeError(provider, models.error(), mode);
    emit refreshFinished(provider);
}

bool ModelRefreshService::isTriedAgain(const ProviderId &provider, const Result<QList<ModelInfo>> &models)
{
    Run &run = *at(provider).run;
    const qsizetype retries = run.tries - 1;
    if (models || !models.error().retryable || retries >= m_options.retryWaits.size())
        return false;
    const auto told = models.error().retryAfter.value_or(std::chrono::milliseconds(0));
    if (told > kLongestToldWait)
        return false;
    run.fetch = nullptr;
    const auto wait = std::max(told, m_options.retryWaits.at(retries));
    QTimer::singleShot(wait, this, [this, provider, generation = run.generation] {
        const std::optional<Run> &waiting = at(provider).run;
        if (waiting && waiting->generation == generation)
            ask(provider);
    });
    return true;
}

void ModelRefreshService::takeList(const ProviderId &provider, const QList<ModelInfo> &models)
{
    Provider &known = at(provider);
    CachedModels &list = m_fetched[keyOf(provider)];
    const bool isFirst = list.models.isEmpty();
    const QDateTime now = m_options.clock();
    const FetchedList fetched = withFetched(list.models, models, keptModels(provider), now);
    list = {.provider = provider, .baseUrl = keyOf(provider).second, .models = fetched.models, .refreshedAt = now};
    known.added = isFirst ? 0 : fetched.added;
    known.gone = fetched.gone;
    known.error.reset();
    known.failures = 0;
    known.failedAt = {};
    known.share = m_options.jitter();
    merge(provider);
    saveCache();
}

void ModelRefreshService::takeError(const ProviderId &provider, const Error &error, Mode mode)
{
    Provider &known = at(provider);
    const bool isUnasked = wasNobodyAsked(error);
    if (isUnasked && mode == Mode::IfStale) // the program tried by itself, and nobody waits for a word
        return;
    known.error = error;
    if (isUnasked)
        return;
    ++known.failures;
    known.failedAt = m_options.clock();
}

QSet<QString> ModelRefreshService::keptModels(const ProviderId &provider) const
{
    QSet<QString> kept;
    for (const ModelInfo &model : m_providers.value(provider).staticModels)
        kept.insert(model.ref.model);
    for (const ModelRef &ref : m_inUse.value(provider))
        kept.insert(ref.model);
    for (const ModelRef &ref : m_manual) {
        if (ref.provider == provider)
            kept.insert(ref.model);
    }
    return kept;
}

void ModelRefreshService::merge(const ProviderId &provider)
{
    Provider &known = at(provider);
    QList<ModelInfo> manual;
    for (const ModelRef &ref : std::as_const(m_manual)) {
        if (ref.provider == provider)
            manual.append({.ref = ref, .name = ref.model, .origin = ModelOrigin::Manual});
    }
    const QList<ModelInfo> merged = mergedModels({.catalog = known.staticModels,
        .listed = fetched(provider).models,
        .manual = manual,
        .inUse = m_inUse.value(provider)});
    if (merged == known.merged)
        return;
    known.merged = merged;
    emit modelsChanged(provider);
}

void ModelRefreshService::saveCache()
{
    if (m_options.cachePath.isEmpty())
        return;
    if (m_saving.isRunning()) {
        m_isSaveDue = true;
        return;
    }
    m_saving.setFuture(QtConcurrent::run(writeModelCache, m_options.cachePath, m_fetched.values()));
}

} // namespace freshet
