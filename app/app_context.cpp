// SPDX-License-Identifier: MIT
#include "app/app_context.h"

#include "app/key_source.h"
#include "core/base/log_categories.h"
#include "core/history/history_store.h"
#include "core/models/provider_catalog.h"
#include "core/settings/keys.h"

#include <QFile>

// Outside the namespace, as Qt asks for it: a static library does not register its resources by itself.
static void registerCatalogResource() { Q_INIT_RESOURCE(freshet_core_resources); }

namespace freshet {

namespace {

QList<ProviderInfo> catalogProviders()
{
    registerCatalogResource();
    QFile file(QStringLiteral(":/freshet/providers/catalog.json"));
    if (!file.open(QFile::ReadOnly))
        qFatal("the provider catalog is not compiled in");
    const auto providers = parseProviderCatalog(file.readAll());
    if (!providers)
        qFatal("the provider catalog is broken: %s", qPrintable(providers.error().message));
    return *providers;
}

KeychainSecretStore::Options keychainOptions(const ProfilePaths &paths)
{
    const bool hasDisplay = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    return {.service = paths.keychainService,
        .prompts = hasDisplay ? KeychainSecretStore::Prompts::Possible : KeychainSecretStore::Prompts::Impossible};
}

HttpLimits limitsWithin(HttpLimits usual, const std::optional<std::chrono::milliseconds> &timeout)
{
    if (timeout)
        usual.connect = usual.firstByte = usual.idle = usual.content = usual.whole = *timeout;
    return usual;
}

NetworkChoice networkFrom(const SettingsStore &settings, const ProviderId &provider)
{
    const QString proxy = settings.get(keys::proxy(provider));
    NetworkChoice choice{.caFile = settings.get(keys::caFile(provider))};
    if (settings.get(keys::onlyCaFile(provider)))
        choice.trust = NetworkChoice::Trust::OnlyCaFile;
    if (proxy == QLatin1String("none")) {
        choice.proxy = NetworkChoice::Proxy::None;
    } else if (proxy == QLatin1String("manual")) {
        choice.proxy = NetworkChoice::Proxy::Manual;
        choice.proxyUrl = QUrl(settings.get(keys::proxyUrl(provider)));
    }
    return choice;
}

/// Who surely has what it needs: a key in the environment.
ModelRefreshService::Options modelOptions(
    const ProfilePaths &paths, const ProviderRegistry &providers, const EnvironmentKeys &environmentKeys)
{
    ModelRefreshService::Options options;
    options.cachePath = paths.modelCacheFile;
    for (const ProviderInfo &provider : providers.providers()) {
        if (environmentKeys.contains(environmentKeySuffix(provider.id)))
            options.setUp.insert(provider.id);
    }
    return options;
}

LlmService::Options llmOptions(
    const AppContext::Options &options, const ProfilePaths &paths, const ModelRefreshService &models)
{
    LlmService::Options llm{.retries = options.retries};
    llm.known = [&models](const ModelRef &model) { return models.model(model); };
    llm.learnedPath = paths.learnedFile;
    llm.limits = limitsWithin(llm.limits, options.timeout);
    llm.localLimits = limitsWithin(llm.localLimits, options.timeout);
    return llm;
}

EmbeddingService::Options embeddingOptions(const AppContext::Options &options)
{
    EmbeddingService::Options embeddings{.retries = options.retries};
    embeddings.limits = limitsWithin(embeddings.limits, options.timeout);
    embeddings.localLimits = limitsWithin(embeddings.localLimits, options.timeout);
    return embeddings;
}

} // namespace

AppContext::AppContext(const ProfilePaths &paths, const EnvironmentKeys &environmentKeys, const Options &options)
    : m_paths(paths),
      m_settings(paths.settingsFile, options.settingsStart),
      m_keychain(keychainOptions(paths)),
      m_trackedKeychain(m_keychain, m_settings, TrackedSecretStore::finderOf(paths.keychainService)),
      m_secrets(m_trackedKeychain),
      m_extraHeaders(m_settings, m_secrets),
      m_providers(catalogProviders(), makeKeySource(environmentKeys, m_secrets), makeHeaderSource(m_extraHeaders)),
      m_http({.logDir = qEnvironmentVariable("FRESHET_HTTP_LOG")}),
      m_modelLists(m_http, m_providers, limitsWithin({}, options.timeout)),
      m_models(m_modelLists, modelOptions(paths, m_providers, environmentKeys)),
      m_llm(m_http, m_providers, llmOptions(options, paths, m_models)),
      m_embeddings(m_http, m_providers, embeddingOptions(options)),
      m_retrieval(paths.indexFile),
      m_evaluation(m_retrieval, {.directory = paths.evaluationDir, .settings = [this] { return searchSettings(); }}),
      m_queries(m_llm, m_retrieval, m_providers),
      m_view({.providers = m_providers, .models = m_models, .settings = m_settings, .defaultProvider = [this] {
                  return defaultProvider();
              }})
{
    for (const ProviderInfo &provider : m_providers.providers()) {
        m_models.setStaticModels(provider.id, provider.models, provider.isLocal);
        m_settings.bind(keys::baseUrl(provider.id), &m_providers,
            [this, id = provider.id](const QString &url) { takeBaseUrl(id, url); });
        bindNetwork(provider.id);
        if (m_providerWithEnvironmentKey.isEmpty() && environmentKeys.contains(environmentKeySuffix(provider.id)))
            m_providerWithEnvironmentKey = provider.id;
        m_models.setBaseUrl(provider.id, m_providers.baseUrl(provider.id));
    }
    QObject::connect(&m_providers, &ProviderRegistry::providerChanged, &m_models,
        [this](const ProviderId &id) { m_models.setBaseUrl(id, m_providers.baseUrl(id)); });
    QObject::connect(
        &m_extraHeaders, &ExtraHeaderStore::headersChanged, &m_providers, &ProviderRegistry::providerChanged);
    QObject::connect(
        &m_extraHeaders, &ExtraHeaderStore::headersChanged, &m_models, &ModelRefreshService::accessChanged);
    bindModels();
    bindEmbeddings();
}

/// Two runs of an evaluation with the same of these were searched alike.
QMap<QString, QString> AppContext::searchSettings() const
{
    QMap<QString, QString> settings{{QStringLiteral("version"), QStringLiteral(FRESHET_VERSION)}};
    if (m_retrieval.hasEmbeddingModel())
        settings.insert(QStringLiteral("embedding_model"), m_settings.get(keys::embeddingModel));
    return settings;
}

void AppContext::bindEmbeddings()
{
    m_retrieval.setEmbeddings({.embed
        = [this](const EmbeddingRequest &request, QObject *parent) { return m_embeddings.embed(request, parent); },
        .isLocal =
            [this](const ProviderId &provider) {
                const auto origin = Origin::of(m_providers.baseUrl(provider));
                return origin && origin->isLoopback();
            }});
    m_settings.bind(keys::embeddingModel, &m_retrieval, [this](const QString &word) {
        const auto model = modelRefFromString(word);
        m_retrieval.setEmbeddingModel(model && m_providers.find(model->provider) ? *model : ModelRef());
    });
    QObject::connect(
        &m_providers, &ProviderRegistry::providerChanged, &m_retrieval, &RetrievalService::providerChanged);
}

void AppContext::bindModels()
{
    m_models.setAutomaticRefresh(ModelRefreshService::Automatic::Off);
    m_settings.bind(keys::manualModels, &m_models, [this](const QStringList &words) {
        QList<ModelRef> models;
        for (const QString &word : words) {
            if (const auto model = modelRefFromString(word))
                models.append(*model);
        }
        m_models.setManualModels(models);
    });
    QObject::connect(&m_models, &ModelRefreshService::manualModelsChanged, &m_settings, [this] {
        QStringList words;
        for (const ModelRef &model : m_models.manualModels())
            words << toWord(model);
        m_settings.set(keys::manualModels, words);
    });
    const auto use = [this](const auto &) { useModels(); };
    m_settings.bind(keys::favouriteModels, &m_models, use);
    m_settings.bind(keys::defaultProvider, &m_models, use);
    m_settings.bind(keys::defaultModel, &m_models, use);
}

void AppContext::useModels()
{
    QSet<ModelRef> used = m_modelsOfChats;
    const QStringList favourites = m_settings.get(keys::favouriteModels);
    for (const QString &word : favourites) {
        if (const auto model = modelRefFromString(word))
            used.insert(*model);
    }
    const QString chosen = m_settings.get(keys::defaultModel);
    if (const ProviderInfo *const provider = m_providers.find(m_settings.get(keys::defaultProvider)))
        used.insert({provider->id, chosen.isEmpty() ? provider->defaultModel : chosen});
    m_models.setModelsInUse(used);
}

void AppContext::keepModelsOf(HistoryStore &history)
{
    QObject::connect(&history, &HistoryStore::modelsFound, &m_models, [this](const QSet<ModelRef> &models) {
        if (m_modelsOfChats.contains(models))
            return;
        m_modelsOfChats.unite(models);
        useModels();
    });
}

LocalEndpoint::Services AppContext::endpointServices()
{
    return {.queries = m_queries,
        .retrieval = m_retrieval,
        .models = m_models,
        .providers = m_providers,
        .settings = m_settings,
        .view = m_view};
}

void AppContext::startAutomaticRefresh()
{
    using Automatic = ModelRefreshService::Automatic;
    m_settings.bind(keys::automaticRefresh, &m_models,
        [this](bool isOn) { m_models.setAutomaticRefresh(isOn ? Automatic::On : Automatic::Off); });
}

ProviderId AppContext::defaultProvider() const
{
    const ProviderId chosen = m_settings.get(keys::defaultProvider);
    if (m_providers.find(chosen))
        return chosen;
    return m_providerWithEnvironmentKey.isEmpty() ? QStringLiteral("documents") : m_providerWithEnvironmentKey;
}

void AppContext::takeBaseUrl(const ProviderId &provider, const QString &url)
{
    if (const Status status = m_providers.restoreBaseUrl(provider, url); !status)
        qCWarning(logSettings).noquote() << status.error().message;
}

void AppContext::bindNetwork(const ProviderId &provider)
{
    const auto take = [this, provider] {
        if (const Status status = m_providers.setNetwork(provider, networkFrom(m_settings, provider)); !status)
            qCWarning(logSettings).noquote() << provider + QLatin1String(": ") + status.error().message;
    };
    take();
    QObject::connect(&m_settings, &SettingsStore::changed, &m_providers,
        [this, provider, take,
            keys = QByteArrayList{keys::proxy(provider).key, keys::proxyUrl(provider).key, keys::caFile(provider).key,
                keys::onlyCaFile(provider).key}](const QString &key) {
            if (!keys.contains(key.toUtf8()))
                return;
            const NetworkChoice before = m_providers.network(provider);
            take();
            if (m_providers.network(provider) != before)
                m_models.accessChanged(provider);
        });
}

} // namespace freshet
