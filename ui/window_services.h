// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

class ChatSearchService;
class ExtraHeaderStore;
class HistoryStore;
class HttpClient;
class LocalEndpoint;
class LocalServerScan;
class ModelRefreshService;
class ProviderRegistry;
class QueryService;
class RetrievalService;
class SecretStore;
class SettingsStore;
class ThemeController;

/// What the window works with. Everything outlives the window; nothing here is owned by it.
struct WindowServices {
    QueryService &queries;
    HistoryStore &history;
    RetrievalService &retrieval;
    ModelRefreshService &models;
    ProviderRegistry &providers;
    SettingsStore &settings;
    SecretStore &secrets;
    ExtraHeaderStore &headers;
    HttpClient &http;
    LocalServerScan &localServers;
    ThemeController &theme; ///< Made right after the QApplication; the window sets its choice and zoom from settings.
    LocalEndpoint &endpoint; ///< Follows the settings from the window's first paint on.
    ChatSearchService &search; ///< Begins once the chats are listed for the first time.
    QString notice; ///< What is wrong from the start; empty when nothing is.
};

} // namespace freshet
