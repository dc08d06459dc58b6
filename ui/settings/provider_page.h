// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/provider_info.h"
#include "ui/settings/settings_page.h"

namespace freshet {

class BaseUrlRow;
class ConnectionRow;
class ExtraHeaderStore;
class FavouriteModels;
class HeadersRow;
class HttpClient;
class KeyRow;
class ModelChoice;
class ModelRefreshService;
class NetworkRow;
class ProviderModels;
class ProviderRegistry;
class SecretStore;
class SettingsStore;
struct ConnectionFix;

/// One provider: where it is, its key, its models, and the way to it.
class ProviderPage : public SettingsPage {
    Q_OBJECT

public:
    struct Services {
        ProviderRegistry &providers;
        ModelRefreshService &models;
        SettingsStore &settings;
        SecretStore &secrets;
        ExtraHeaderStore &headers;
        HttpClient &http;
        ModelChoice &model;
        FavouriteModels &favourites;
    };

    static SettingsPageText text(const ProviderInfo &provider);
    ProviderPage(const ProviderId &provider, const Services &services, QWidget *parent = nullptr);

    void offerBaseUrl(const QUrl &url); ///< See BaseUrlRow::offer().
    void showRemedy(ErrorKind trouble); ///< Puts the cursor where such an error of this provider can be mended.

signals:
    void providerWanted(const freshet::ProviderId &provider, const QUrl &baseUrl); ///< It is the right one for that.

private:
    enum Row { BaseUrl, Key, Connection, Models, Headers, Network };

    QWidget *makeModelsRow(const Services &services);
    void addConnectionRow(const Services &services);
    void updateAddress();
    void apply(const ConnectionFix &fix, ModelChoice &choice);
    void sendElsewhere(const ConnectionFix &fix);
    void showFocused();

    const ProviderId m_provider;
    const ProviderRegistry &m_providers;
    BaseUrlRow *m_baseUrl = nullptr; // child of this, as all below
    KeyRow *m_key = nullptr;
    ProviderModels *m_models = nullptr;
    HeadersRow *m_headers = nullptr;
    NetworkRow *m_network = nullptr;
    ConnectionRow *m_connection = nullptr;
};

} // namespace freshet
