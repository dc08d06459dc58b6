// SPDX-License-Identifier: MIT
#include "ui/settings/provider_page.h"

#include "core/models/model_refresh_service.h"
#include "core/providers/provider_registry.h"
#include "ui/language/core_words.h"
#include "ui/models/model_choice.h"
#include "ui/settings/base_url_row.h"
#include "ui/settings/connection_row.h"
#include "ui/settings/headers_row.h"
#include "ui/settings/key_row.h"
#include "ui/settings/network_row.h"
#include "ui/settings/provider_models.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace freshet {

SettingsPageText ProviderPage::text(const ProviderInfo &provider)
{
    if (provider.dialect == Dialect::Quotes)
        return {
            .title = spokenWord(provider.name), .words = tr("provider built in"), .rows = {{tr("What it does"), {}}}};
    return {.title = spokenWord(provider.name),
        .words = tr("provider"),
        .rows = {{tr("&Base URL"), tr("address endpoint server host port")},
            {provider.needsKey ? tr("API &key") : tr("API &key (only if the server asks for one)"),
                tr("secret token password keychain")},
            {tr("Connection test"), tr("check diagnose why error address proxy TLS key stream embeddings")},
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
    addConnectionRow(services);
    addRow(Models, makeModelsRow(services), Stretch::Yes);
    m_headers = new HeadersRow(info, titleOf(Headers), {services.providers, services.headers}, &body());
    addRow(Headers, m_headers);
    m_network = new NetworkRow(provider, titleOf(Network), services.settings, &body());
    addRow(Network, m_network);
    connect(m_baseUrl, &BaseUrlRow::baseUrlChanged, this, &ProviderPage::updateAddress);
    connect(m_key, &KeyRow::keyChanged, this, [this, &models = services.models, &providers = services.providers] {
        models.accessChanged(m_provider);
        emit providers.providerChanged(m_provider);
        m_connection->offerAgain(tr("The key was changed."));
    });
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

void ProviderPage::addConnectionRow(const Services &services)
{
    m_connection = new ConnectionRow(
        m_provider, titleOf(Connection), {services.providers, services.http, services.models, services.model}, &body());
    addRow(Connection, m_connection);
    connect(m_connection, &ConnectionRow::fixChosen, this,
        [this, &choice = services.model](const ConnectionFix &fix) { apply(fix, choice); });
}

void ProviderPage::apply(const ConnectionFix &fix, ModelChoice &choice)
{
    using Kind = ConnectionFix::Kind;
    using Proxy = NetworkChoice::Proxy;
    switch (fix.kind) {
    case Kind::UseBaseUrl:
        m_baseUrl->take(fix.url.toString(QUrl::FullyEncoded));
        break;
    case Kind::UseOtherDialect:
        sendElsewhere(fix);
        break;
    case Kind::AddKey:
        m_key->askForKey();
        break;
    case Kind::RemoveKey:
        m_key->removeKey();
        break;
    case Kind::UseNoProxy:
    case Kind::UseSystemProxy:
        m_network->useProxy(fix.kind == Kind::UseNoProxy ? Proxy::None : Proxy::System);
        m_connection->offerAgain(tr("The proxy was changed."));
        break;
    case Kind::ChooseCaFile:
        m_network->chooseCaFile();
        break;
    case Kind::ChooseModel:
        choice.choose({m_provider, fix.model});
        m_connection->offerAgain(tr("Questions go to %1 now.").arg(fix.model));
        break;
    }
    showFocused();
}

void ProviderPage::showFocused()
{
    if (QWidget *const focused = window()->focusWidget(); focused && isAncestorOf(focused))
        ensureWidgetVisible(focused);
}

void ProviderPage::showRemedy(ErrorKind trouble)
{
    if (!m_key) // built in
        return;
    switch (trouble) {
    case ErrorKind::Auth:
    case ErrorKind::Permission:
    case ErrorKind::Billing:
        m_key->askForKey();
        break;
    case ErrorKind::Tls:
        m_network->askForCaFile();
        break;
    case ErrorKind::Network:
    case ErrorKind::NotFound:
    case ErrorKind::BadRequest:
        m_baseUrl->askForUrl();
        break;
    default:
        return;
    }
    showFocused();
}

void ProviderPage::sendElsewhere(const ConnectionFix &fix)
{
    const auto &known = m_providers.providers();
    const auto fitness = [&](const ProviderInfo &provider) {
        if (provider.dialect != fix.dialect || provider.id == m_provider)
            return 0;
        if (m_providers.baseUrl(provider.id) == fix.url)
            return 3;
        if (provider.defaultBaseUrl.isEmpty()) // made for any address
            return 2;
        return provider.isLocal ? 1 : 0; // another vendor would be given questions that are not for it
    };
    const auto wanted = std::max_element(known.begin(), known.end(),
        [&](const ProviderInfo &a, const ProviderInfo &b) { return fitness(a) < fitness(b); });
    if (wanted == known.end() || fitness(*wanted) == 0)
        return m_connection->say(tr("No provider in the list speaks with a server like this one."));
    m_connection->say(
        tr("The provider %1 speaks with this server: choose it in the list.").arg(spokenWord(wanted->name)));
    emit providerWanted(wanted->id, fix.url);
}

void ProviderPage::offerBaseUrl(const QUrl &url)
{
    if (m_baseUrl)
        m_baseUrl->offer(url);
    showFocused();
}

void ProviderPage::updateAddress()
{
    m_key->lookForKey();
    m_headers->showNames();
    m_models->setAddressKnown(!m_providers.baseUrl(m_provider).isEmpty());
}

} // namespace freshet
