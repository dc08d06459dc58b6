// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"
#include "ui/settings/settings_page.h"

namespace freshet {

class BaseUrlRow;
class ExtraHeaderStore;
class FavouriteModels;
class HeadersRow;
class HttpClient;
class KeyRow;
class ModelChoice;
class ModelRefreshService;
class ProviderModels;
class ProviderRegistry;
class SecretStore;
class SettingsStore;

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

private:
    enum Row { BaseUrl, Key, Models, Headers, Network };

    QWidget *makeModelsRow(const Services &services);
    void updateAddress();

    const ProviderId m_provider;
    const ProviderRegistry &m_providers;
    BaseUrlRow *m_baseUrl = nullptr; // child of this, as all below
    KeyRow *m_key = nullptr;
    ProviderModels *m_models = nullptr;
    HeadersRow *m_headers = nullptr;
};

} // namespace freshet
