// SPDX-License-Identifier: MIT
#include "app/app_context.h"

#include "app/key_source.h"
#include "core/base/log_categories.h"
#include "core/models/provider_catalog.h"
#include "core/settings/keys.h"

#include <QFile>

#include <algorithm>

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
        usual.connect = usual.firstByte = usual.idle = usual.whole = *timeout;
    return usual;
}

NetworkChoice networkFrom(const SettingsStore &settings, const ProviderId &provider)
{
    const QString proxy = settings.get(keys::proxy(provider));
    NetworkChoice choice{
        .proxyUrl = QUrl(settings.get(keys::proxyUrl(provider))), .caFile = settings.get(keys::caFile(provider))};
    if (proxy == QLatin1String("none"))
        choice.proxy = NetworkChoice::Proxy::None;
    else if (proxy == QLatin1String("manual"))
        choice.proxy = NetworkChoice::Proxy::Manual;
    return choice;
}

std::optional<ModelInfo> knownModel(const ModelRefreshService &models, const ModelRef &ref)
{
    const QList<ModelInfo> list = models.state(ref.provider).models;
    const auto it = std::find_if(list.begin(), list.end(), [&ref](const ModelInfo &model) { return model.ref == ref; });
    return it == list.end() ? std::nullopt : std::optional(*it);
}

LlmService::Options llmOptions(
    const AppContext::Options &options, const ProfilePaths &paths, const ModelRefreshService &models)
{
    LlmService::Options llm{.retries = options.retries};
    llm.known = [&models](const ModelRef &model) { return knownModel(models, model); };
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
      m_settings(paths.settingsFile),
      m_secrets(keychainOptions(paths)),
      m_extraHeaders(m_settings, m_secrets),
      m_providers(catalogProviders(), makeKeySource(environmentKeys, m_secrets), makeHeaderSource(m_extraHeaders)),
      m_http({.logDir = qEnvironmentVariable("FRESHET_HTTP_LOG")}),
      m_modelLists(m_http, m_providers, limitsWithin({}, options.timeout)),
      m_models(m_modelLists, {.cachePath = paths.modelCacheFile}),
      m_llm(m_http, m_providers, llmOptions(options, paths, m_models)),
      m_embeddings(m_http, m_providers, embeddingOptions(options)),
      m_retrieval(paths.indexFile),
      m_queries(m_llm, m_retrieval, m_providers)
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
    if (const Status status = m_providers.setBaseUrl(provider, url); !status)
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
        [take,
            keys = QByteArrayList{keys::proxy(provider).key, keys::proxyUrl(provider).key, keys::caFile(provider).key}](
            const QString &key) {
            if (keys.contains(key.toUtf8()))
                take();
        });
}

} // namespace freshet
