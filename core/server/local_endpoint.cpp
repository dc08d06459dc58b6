// SPDX-License-Identifier: MIT
#include "core/server/local_endpoint.h"

#include "core/base/log_categories.h"
#include "core/server/discovery_file.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

#include <utility>

namespace freshet {

LocalEndpoint::LocalEndpoint(const Services &services, const Options &options, QObject *parent)
    : QObject(parent),
      m_services(services),
      m_options(options),
      m_tokens(options.tokenFile),
      m_queries(services.queries, queryLimits()),
      m_refresher(services.models, services.providers, services.view)
{
    connect(&m_queries, &ToolQueries::ended, &m_tokens,
        [this](ToolQuery *query) { m_tokens.count(query->caller().tokenId, 0, query->tokens()); });
    connect(&m_tokens, &AccessTokenStore::revoked, this, &LocalEndpoint::cancelQueriesOf);
    connect(&m_tokens, &AccessTokenStore::budgetReached, this, &LocalEndpoint::cancelWaitingBeyondBudget);
    const auto follow = [this](const auto &) { takeLimits(); };
    m_services.settings.bind(keys::serverQueries, this, follow);
    m_services.settings.bind(keys::serverQueriesPerConnection, this, follow);
    m_services.settings.bind(keys::serverConnections, this, follow);
    m_services.settings.bind(keys::serverOrigins, this, follow);
}

void LocalEndpoint::cancelQueriesOf(const TokenId &token)
{
    const QList<ToolQuery *> open = m_queries.open();
    for (ToolQuery *const query : open) {
        if (query->caller().tokenId == token)
            query->cancel();
    }
}

/// Those that wait were counted as queries when they came; what they would cost in tokens was not known.
void LocalEndpoint::cancelWaitingBeyondBudget(const TokenId &token)
{
    const auto known = m_tokens.token(token);
    if (!known || !known->budget.tokens || m_tokens.useToday(token).tokens < *known->budget.tokens)
        return;
    const QList<ToolQuery *> open = m_queries.open();
    for (ToolQuery *const query : open) {
        if (query->caller().tokenId == token && query->state() == ToolQuery::State::Waiting)
            query->cancel();
    }
}

LocalEndpoint::~LocalEndpoint() { stop(); }

Status LocalEndpoint::start()
{
    if (m_server)
        return {};
    auto server = std::make_unique<EndpointServer>(EndpointServices{.tokens = m_tokens,
                                                       .queries = m_queries,
                                                       .view = m_services.view,
                                                       .refresher = m_refresher,
                                                       .retrieval = m_services.retrieval,
                                                       .providers = m_services.providers,
                                                       .settings = m_services.settings},
        EndpointServer::Options{
            .port = m_options.port.value_or(static_cast<quint16>(m_services.settings.get(keys::serverPort))),
            .origins = origins(),
            .connections = m_services.settings.get(keys::serverConnections)});
    const Status listening = server->listen();
    m_error = listening ? std::nullopt : std::optional(listening.error());
    if (listening) {
        m_server = std::move(server);
        connect(m_server.get(), &EndpointServer::connectionsChanged, this, &LocalEndpoint::connectionsChanged);
        publish();
    }
    emit stateChanged();
    return listening;
}

void LocalEndpoint::stop()
{
    if (!m_server && !m_error)
        return;
    m_discovery.reset();
    m_queries.cancelAll();
    m_server.reset();
    m_error.reset();
    emit stateChanged();
}

void LocalEndpoint::followSettings()
{
    if (std::exchange(m_isFollowing, true))
        return;
    m_services.settings.bind(keys::serverPort, this, [this](int) {
        if (m_server || m_error)
            restart();
    });
    m_services.settings.bind(keys::serverEnabled, this, [this](bool isOn) {
        if (isOn)
            (void)start(); // error() says it
        else
            stop();
    });
}

void LocalEndpoint::restart()
{
    stop();
    if (m_services.settings.get(keys::serverEnabled))
        (void)start();
}

QUrl LocalEndpoint::url() const
{
    return m_server ? QUrl(QStringLiteral("ws://127.0.0.1:%1/query/stream").arg(m_server->port())) : QUrl();
}

QList<EndpointServer::Connection> LocalEndpoint::connections() const
{
    return m_server ? m_server->connections() : QList<EndpointServer::Connection>();
}

/// The endpoint runs as well without; other programs then have to be told its address.
void LocalEndpoint::publish()
{
    if (m_options.discoveryDirectory.isEmpty())
        return;
    auto file = DiscoveryFile::publish(m_options.discoveryDirectory, m_server->port());
    if (file)
        m_discovery = std::move(*file);
    else
        qCWarning(logServer).noquote() << file.error().message;
}

ToolQueries::Limits LocalEndpoint::queryLimits() const
{
    return {.running = m_services.settings.get(keys::serverQueries),
        .runningPerConnection = m_services.settings.get(keys::serverQueriesPerConnection)};
}

QByteArrayList LocalEndpoint::origins() const
{
    QByteArrayList origins;
    for (const QString &typed : m_services.settings.get(keys::serverOrigins)) {
        if (const auto origin = originFromTyped(typed))
            origins.append(*origin);
    }
    return origins;
}

void LocalEndpoint::takeLimits()
{
    m_queries.setLimits(queryLimits());
    if (!m_server)
        return;
    m_server->setConnections(m_services.settings.get(keys::serverConnections));
    m_server->setOrigins(origins());
}

} // namespace freshet
