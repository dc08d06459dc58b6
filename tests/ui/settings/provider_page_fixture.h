// SPDX-License-Identifier: MIT
#pragma once

#include "core/models/http_model_list_source.h"
#include "core/models/model_refresh_service.h"
#include "core/net/http_client.h"
#include "core/providers/provider_registry.h"
#include "core/settings/extra_header_store.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/provider_sources.h"
#include "ui/models/favourite_models.h"
#include "ui/models/model_choice.h"
#include "ui/settings/provider_page.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace freshet::test {

/// A provider's page of the settings on the real services, with one scripted server for its provider.
class ProviderPageFixture : public QObject {
    Q_OBJECT

protected:
    /// Before each test: this, then startServices() with what is to know the server, then showPage().
    void startServer()
    {
        dropPage();
        m_favourites.reset();
        m_choice.reset();
        m_models.reset();
        m_source.reset();
        m_registry.reset();
        m_headers.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeHttpServer>();
        m_settings = std::make_unique<SettingsStore>(m_dir->filePath("s.ini"));
    }

    /// @p secrets lives until the next startServer().
    void startServices(const QList<ProviderInfo> &providers, SecretStore &secrets)
    {
        m_secretStore = &secrets;
        m_headers = std::make_unique<ExtraHeaderStore>(*m_settings, secrets);
        m_registry = std::make_unique<ProviderRegistry>(providers, keysFrom(secrets), headersFrom(*m_headers));
        m_source = std::make_unique<HttpModelListSource>(m_http, *m_registry, HttpLimits{});
        m_models = std::make_unique<ModelRefreshService>(
            *m_source, ModelRefreshService::Options{.cachePath = m_dir->filePath("models.json")});
        m_choice = std::make_unique<ModelChoice>(*m_settings, *m_registry, *m_models);
        m_favourites = std::make_unique<FavouriteModels>(*m_settings);
    }

    void showPage(const ProviderId &provider)
    {
        dropPage();
        m_page = std::make_unique<ProviderPage>(provider,
            ProviderPage::Services{
                *m_registry, *m_models, *m_settings, *m_secretStore, *m_headers, m_http, *m_choice, *m_favourites});
        m_page->resize(700, 900);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    void dropPage()
    {
        if (m_page)
            m_page->hide(); // as its dialog does before it dies
        m_page.reset();
    }

    static QString plain(QString text) { return text.remove(QChar(0x200b)).remove(u'&'); }

    static void enter(QLineEdit &field, const QString &text)
    {
        field.selectAll();
        QTest::keyClicks(&field, text);
        QTest::keyClick(&field, Qt::Key_Return);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeHttpServer> m_server;
    HttpClient m_http{HttpClient::Options{}};
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<ExtraHeaderStore> m_headers;
    std::unique_ptr<ProviderRegistry> m_registry;
    std::unique_ptr<HttpModelListSource> m_source;
    std::unique_ptr<ModelRefreshService> m_models;
    std::unique_ptr<ModelChoice> m_choice;
    std::unique_ptr<FavouriteModels> m_favourites;
    std::unique_ptr<ProviderPage> m_page;

private:
    SecretStore *m_secretStore = nullptr; // not owned
};

} // namespace freshet::test
