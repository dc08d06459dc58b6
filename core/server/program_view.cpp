// SPDX-License-Identifier: MIT
#include "core/server/program_view.h"

#include "core/providers/provider_registry.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

#include <utility>

namespace freshet {

ProgramView::ProgramView(const Services &services, QObject *parent) : QObject(parent), m_services(services) { }

void ProgramView::catalog(
    const ProviderId &only, QObject *context, const std::function<void(QList<protocol::CatalogEntry>)> &done)
{
    survey(context, [this, only, done](const Lacks &lacks) {
        QList<protocol::CatalogEntry> entries;
        for (const ProviderInfo &provider : m_services.providers.providers()) {
            if (only.isEmpty() || only == provider.id)
                entries << entry(provider.id, lacks.at(provider.id));
        }
        done(entries);
    });
}

void ProgramView::settings(QObject *context, const std::function<void(protocol::SettingsView)> &done)
{
    survey(context, [this, done](const Lacks &) { done(view()); });
}

void ProgramView::survey(QObject *context, const Waiter &done)
{
    m_waiting.append({context, done});
    if (m_open > 0)
        return;
    const QList<ProviderInfo> &providers = m_services.providers.providers();
    m_open = providers.size();
    m_withKey.clear();
    for (const ProviderInfo &provider : providers) {
        m_services.providers.resolve(provider.id, this, [this, id = provider.id](const Result<ProviderConfig> &config) {
            onResolved(id, config ? std::nullopt : std::optional(config.error()), config && !config->key.isEmpty());
        });
    }
}

void ProgramView::onResolved(const ProviderId &provider, const std::optional<Error> &error, bool hasKey)
{
    m_lacks[provider] = error;
    if (hasKey)
        m_withKey.insert(provider);
    if (--m_open > 0)
        return;
    const Lacks lacks = m_lacks;
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &[context, done] : waiting) {
        if (context)
            done(lacks);
    }
}

protocol::CatalogEntry ProgramView::entry(const ProviderId &provider, const std::optional<Error> &lack) const
{
    const ProviderInfo &info = *m_services.providers.find(provider);
    const ModelRefreshService::State state = m_services.models.state(provider);
    return {.id = provider,
        .name = info.name,
        .isConfigured = !lack,
        .streaming = info.dialect == Dialect::Quotes ? Delivery::Pseudo : Delivery::Native,
        .baseUrl = m_services.providers.baseUrl(provider),
        .refreshedAt = state.refreshedAt,
        .isStale = state.isStale,
        .error = state.error,
        .added = state.added,
        .gone = state.gone,
        .models = state.models};
}

ModelRef ProgramView::chosenModel() const
{
    ModelRef chosen{.provider = m_services.defaultProvider()};
    if (chosen.provider == m_services.settings.get(keys::defaultProvider))
        chosen.model = m_services.settings.get(keys::defaultModel);
    const ProviderInfo *const info = m_services.providers.find(chosen.provider);
    if (chosen.model.isEmpty() && info)
        chosen.model = info->defaultModel;
    return chosen;
}

protocol::SettingsView ProgramView::view() const
{
    const SettingsStore &settings = m_services.settings;
    protocol::SettingsView view{.chosen = chosenModel(),
        .collections = settings.get(keys::chatCollections),
        .passages = settings.get(keys::chatPassages),
        .embeddingModel = settings.get(keys::embeddingModel),
        .isServerOn = settings.get(keys::serverEnabled),
        .serverPort = settings.get(keys::serverPort)};
    for (const ProviderInfo &provider : m_services.providers.providers()) {
        view.providers.append({.id = provider.id,
            .name = provider.name,
            .baseUrl = m_services.providers.baseUrl(provider.id),
            .isBaseUrlOverridden = m_services.providers.hasBaseUrlOverride(provider.id),
            .hasApiKey = m_withKey.contains(provider.id),
            .defaultModel = provider.defaultModel});
    }
    return view;
}

} // namespace freshet
