// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/server/access_token_store.h"
#include "core/server/catalog_refresher.h"
#include "core/server/endpoint_server.h"
#include "core/server/tool_queries.h"

#include <QObject>
#include <QUrl>

#include <memory>

namespace freshet {

class DiscoveryFile;

/// The local endpoint as the program has it: off until it is started, and gone with it.
///
/// Takes its port, its limits and the allowed origins from the settings, and follows them while it runs; a new port
/// means a new start. Sockets are touched by start() only; the tokens are read at once.
class LocalEndpoint : public QObject {
    Q_OBJECT

public:
    /// All of it outlives the endpoint.
    struct Services {
        QueryService &queries;
        RetrievalService &retrieval;
        ModelRefreshService &models;
        const ProviderRegistry &providers;
        SettingsStore &settings;
        ProgramView &view;
    };
    struct Options {
        QString tokenFile; ///< Of AccessTokenStore.
        QString discoveryDirectory; ///< See DiscoveryFile; empty: none.
        std::optional<quint16> port; ///< Instead of the setting's.
    };

    LocalEndpoint(const Services &services, const Options &options, QObject *parent = nullptr);
    ~LocalEndpoint() override;

    Status start(); ///< Network: the port is taken. Harmless when it listens.
    void stop(); ///< Ends all connections and queries.
    /// From now on starts and stops as `server/enabled` says. Once is enough.
    void followSettings();

    bool isListening() const { return m_server != nullptr; }
    QUrl url() const; ///< "ws://127.0.0.1:8765/query/stream"; empty while it does not listen.
    quint16 port() const { return m_server ? m_server->port() : 0; }
    const std::optional<Error> &error() const { return m_error; } ///< Why it does not listen though it should.

    AccessTokenStore &tokens() { return m_tokens; }
    ToolQueries &queries() { return m_queries; }
    QList<EndpointServer::Connection> connections() const;

signals:
    void stateChanged(); ///< It listens, or no more, or failed to.
    void connectionsChanged();

private:
    ToolQueries::Limits queryLimits() const;
    QByteArrayList origins() const;
    void cancelQueriesOf(const TokenId &token);
    void cancelWaitingBeyondBudget(const TokenId &token);
    void takeLimits();
    void publish();
    void restart();

    const Services m_services;
    const Options m_options;
    AccessTokenStore m_tokens;
    ToolQueries m_queries;
    CatalogRefresher m_refresher;
    std::unique_ptr<DiscoveryFile> m_discovery;
    std::unique_ptr<EndpointServer> m_server; ///< Null while it does not listen.
    std::optional<Error> m_error;
    bool m_isFollowing = false; ///< The settings.
};

} // namespace freshet
