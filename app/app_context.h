// SPDX-License-Identifier: MIT
#pragma once

#include "app/key_source.h"
#include "app/profile_paths.h"
#include "core/chat/embedding_service.h"
#include "core/chat/llm_service.h"
#include "core/evaluation/evaluation_service.h"
#include "core/models/http_model_list_source.h"
#include "core/models/model_refresh_service.h"
#include "core/net/http_client.h"
#include "core/providers/provider_registry.h"
#include "core/query/query_service.h"
#include "core/retrieval/retrieval_service.h"
#include "core/server/local_endpoint.h"
#include "core/server/program_view.h"
#include "core/settings/extra_header_store.h"
#include "core/settings/keychain_secret_store.h"
#include "core/settings/session_fallback_secret_store.h"
#include "core/settings/settings_store.h"
#include "core/settings/tracked_secret_store.h"

#include <chrono>
#include <optional>

namespace freshet {

class HistoryStore;

/// Builds every service by hand, in order, and owns them: the one place that knows them all.
///
/// Opens no database, no keychain and no connection by itself; each service does at its first use. Needs an
/// application object.
class AppContext {
public:
    /// What the command line may ask for.
    struct Options {
        int retries = 2;
        SettingsStore::Start settingsStart = SettingsStore::Start::Usual;
        std::optional<std::chrono::milliseconds> timeout; ///< Of each phase of an exchange, instead of the usual ones.
    };

    AppContext(const ProfilePaths &paths, const EnvironmentKeys &environmentKeys, const Options &options);

    const ProfilePaths &paths() const { return m_paths; }
    SettingsStore &settings() { return m_settings; }
    SecretStore &secrets() { return m_secrets; }
    ExtraHeaderStore &extraHeaders() { return m_extraHeaders; }
    ProviderRegistry &providers() { return m_providers; }
    HttpClient &http() { return m_http; }
    ModelRefreshService &models() { return m_models; }
    RetrievalService &retrieval() { return m_retrieval; }
    EvaluationService &evaluation() { return m_evaluation; }
    QueryService &queries() { return m_queries; }
    EmbeddingService &embeddings() { return m_embeddings; }
    ProgramView &view() { return m_view; }
    LocalEndpoint::Services endpointServices();

    /// For a program that stays: lists are refreshed unasked, as the setting says. Commands ask only for what they
    /// need.
    void startAutomaticRefresh();

    /// The models that @p history tells of stay in the lists until this ends, whatever their providers list. Reads
    /// nothing by itself: see HistoryStore::listModels().
    void keepModelsOf(HistoryStore &history);

    /// The user's choice; else the first provider with a key in the environment; else "documents".
    ProviderId defaultProvider() const;

private:
    void bindModels();
    void bindEmbeddings();
    QMap<QString, QString> searchSettings() const;
    void useModels();
    void takeBaseUrl(const ProviderId &provider, const QString &url);
    void bindNetwork(const ProviderId &provider);

    const ProfilePaths m_paths;
    SettingsStore m_settings;
    KeychainSecretStore m_keychain;
    TrackedSecretStore m_trackedKeychain;
    SessionFallbackSecretStore m_secrets;
    ExtraHeaderStore m_extraHeaders;
    QSet<ModelRef> m_modelsOfChats;
    ProviderId m_providerWithEnvironmentKey; ///< The first; empty: none has one.
    ProviderRegistry m_providers;
    HttpClient m_http;
    HttpModelListSource m_modelLists;
    ModelRefreshService m_models;
    LlmService m_llm;
    EmbeddingService m_embeddings;
    RetrievalService m_retrieval;
    EvaluationService m_evaluation;
    QueryService m_queries;
    ProgramView m_view;
};

} // namespace freshet
