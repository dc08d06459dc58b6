// SPDX-License-Identifier: MIT
#include "ui/settings/provider_page.h"

#include "core/models/model_refresh_service.h"
#include "core/providers/provider_registry.h"
#include "ui/settings/base_url_row.h"
#include "ui/settings/headers_row.h"
#include "ui/settings/key_row.h"
#include "ui/settings/network_row.h"
#include "ui/settings/provider_models.h"

#include <QLabel>
#include <QVBoxLayout>

namespace freshet {

SettingsPageText ProviderPage::text(const ProviderInfo &provider)
{
    if (provider.dialect == Dialect::Quotes)
        return {.title = provider.name, .words = tr("provider built in"), .rows = {{tr("What it does"), {}}}};
    return {.title = provider.name,
        .words = tr("provider"),
        .rows = {{tr("&Base URL"), tr("address endpoint server host port")},
            {provider.needsKey ? tr("API &key") : tr("API &key (only if the server asks for one)"),
                tr("secret token password keychain")},
            {tr("Models"), tr("refresh list favourite default context price")},
            {tr("Extra headers"), tr("gateway secret organization")},
            {tr("&Proxy"), tr("network own CA file certificate TLS socks")}}};
}

ProviderPage::ProviderPage(const ProviderId &provider, const Services &services, QWidget *parent)
    : SettingsPage(text(*services.providers.find(provider)), parent),
      m_provider(provider),
      m_providers(services.providers)
{
    const ProviderInfo &info = *services.providers.find(provider);
    if (info.dialect == Dialect::Quotes) {
        addRow(
            0, note(tr("Answers by quoting the best passages of your documents. It is built in and needs nothing.")));
        return;
    }
    m_baseUrl
        = new BaseUrlRow(provider, titleOf(BaseUrl), {services.providers, services.settings, services.http}, &body());
    m_key = new KeyRow(info, titleOf(Key), {services.providers, services.secrets}, &body());
    addRow(BaseUrl, m_baseUrl);
    addRow(Key, m_key);
    addRow(Models, makeModelsRow(services), Stretch::Yes);
    m_headers = new HeadersRow(info, titleOf(Headers), {services.providers, services.headers}, &body());
    addRow(Headers, m_headers);
    addRow(Network, new NetworkRow(provider, titleOf(Network), services.settings, &body()));
    connect(m_baseUrl, &BaseUrlRow::baseUrlChanged, this, &ProviderPage::updateAddress);
    connect(m_key, &KeyRow::keyChanged, &services.models,
        [&models = services.models, provider] { models.keyChanged(provider); });
    m_models->setAddressKnown(!m_providers.baseUrl(provider).isEmpty());
}

QWidget *ProviderPage::makeModelsRow(const Services &services)
{
    auto *const box = new QWidget(&body());
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(new QLabel(titleOf(Models), box));
    m_models = new ProviderModels(m_provider, {services.models, services.model, services.favourites}, box);
    column->addWidget(m_models, 1);
    return box;
}

void ProviderPage::updateAddress()
{
    m_key->lookForKey();
    m_headers->showNames();
    m_models->setAddressKnown(!m_providers.baseUrl(m_provider).isEmpty());
}

} // namespace freshet
