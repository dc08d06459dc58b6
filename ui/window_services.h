// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

class ChatCollectionStore;
class ChatSearchService;
class DraftStore;
class EvaluationService;
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
class ToolQueryModel;

/// What the windows work with. Everything outlives them; nothing here is owned by them.
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
    ThemeController &theme; ///< Made right after the QApplication; its choice and zoom are set from the settings.
    LocalEndpoint &endpoint; ///< Follows the settings from the first paint of a window on.
    ChatSearchService &search; ///< Begins once the chats are listed for the first time.
    EvaluationService &evaluation;
    QString notice; ///< What is wrong from the start; empty when nothing is.
};

/// What all windows have together. Their WindowSet owns it.
struct WindowShares {
    DraftStore &drafts;
    ChatCollectionStore &collections;
    ToolQueryModel &toolQueries;
    bool &isArchiveBusy; ///< An export or import runs, in whichever window.
};

} // namespace freshet
