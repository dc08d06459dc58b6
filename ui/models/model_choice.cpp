// SPDX-License-Identifier: MIT
#include "ui/models/model_choice.h"

#include "core/models/model_refresh_service.h"
#include "core/providers/provider_registry.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/language/core_words.h"
#include "ui/models/model_list_model.h"

#include <algorithm>

namespace freshet {

ModelChoice::ModelChoice(
    SettingsStore &settings, const ProviderRegistry &providers, ModelRefreshService &models, QObject *parent)
    : QObject(parent), m_settings(settings), m_providers(providers), m_models(models)
{
    connect(&settings, &SettingsStore::changed, this, [this](const QString &key) {
        if (key == QLatin1String(keys::defaultProvider.key) || key == QLatin1String(keys::defaultModel.key))
            emit changed();
    });
    connect(&models, &ModelRefreshService::refreshFinished, this, &ModelChoice::onRefreshFinished);
}

ModelRef ModelChoice::current() const
{
    const QString provider = m_settings.get(keys::defaultProvider);
    if (!m_providers.find(provider))
        return {kQuotesProvider, {}};
    return {provider, m_settings.get(keys::defaultModel)};
}

bool ModelChoice::isQuotesOnly() const { return current().provider == kQuotesProvider; }

QString ModelChoice::providerName(const ProviderId &provider) const
{
    const ProviderInfo *const info = m_providers.find(provider);
    return info ? spokenWord(info->name) : provider;
}

QString ModelChoice::labelOf(const ModelRef &ref) const
{
    if (ref.model.isEmpty() || ref.provider == kQuotesProvider)
        return providerName(ref.provider);
    const std::optional<ModelInfo> info = m_models.model(ref);
    const QString name = info && !info->name.isEmpty() ? info->name : ref.model;
    return name % u" · " % providerName(ref.provider);
}

std::optional<double> ModelChoice::costOf(const ModelRef &model, const Usage &usage) const
{
    if (usage.costUsd)
        return usage.costUsd;
    const std::optional<ModelInfo> info = m_models.model(model);
    if (!info || !info->priceIn || !info->priceOut || !usage.promptTokens || !usage.completionTokens)
        return std::nullopt;
    constexpr double kPerMillion = 1e-6;
    return (double(*usage.promptTokens) * *info->priceIn + double(*usage.completionTokens) * *info->priceOut)
        * kPerMillion;
}

void ModelChoice::choose(const ModelRef &model)
{
    m_wantsFirstOf.clear();
    m_settings.set(keys::defaultProvider, model.provider);
    m_settings.set(keys::defaultModel, model.model);
}

void ModelChoice::chooseFirstOf(const ProviderId &provider)
{
    const ProviderInfo *const info = m_providers.find(provider);
    choose({provider, info ? info->defaultModel : QString()});
    m_wantsFirstOf = provider;
    m_models.refresh(provider, ModelRefreshService::Mode::Force);
}

void ModelChoice::onRefreshFinished(const ProviderId &provider)
{
    if (provider != m_wantsFirstOf)
        return;
    m_wantsFirstOf.clear();
    const ProviderInfo *const info = m_providers.find(provider);
    for (const ModelInfo &model : m_models.state(provider).models) {
        if (info && isOffered(model, *info) && !model.isGone()) {
            choose(model.ref);
            return;
        }
    }
}

} // namespace freshet
