// SPDX-License-Identifier: MIT
#include "core/server/query_session.h"

#include "core/providers/provider_registry.h"
#include "core/retrieval/retrieval_service.h"
#include "core/server/access_token_store.h"
#include "core/server/catalog_refresher.h"
#include "core/server/program_view.h"
#include "core/server/query_protocol.h"
#include "core/server/tool_queries.h"
#include "core/server/tool_request.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr int kMostMissedPongs = 2;
constexpr int kTryAgainLater = 1013; ///< Of RFC 6455's registry; Qt has no name for it.
constexpr qsizetype kMostSearches = 2; ///< Of a connection: the window waits for the same thread.
constexpr std::chrono::seconds kCloseTime{1}; ///< For a client to take its close frame.

Error tooManySearches()
{
    return {.kind = ErrorKind::Busy,
        .message = QStringLiteral("Two searches of this connection are under way. Wait for one of them."),
        .retryable = true,
        .retryAfter = std::chrono::seconds(1)};
}

Error sameId()
{
    return {.kind = ErrorKind::BadRequest,
        .message = QStringLiteral("A query with this id is being told on this connection. Give each its own id.")};
}

Error badMessage(const QString &message) { return {.kind = ErrorKind::BadRequest, .message = message}; }

} // namespace

QuerySession::QuerySession(std::unique_ptr<QWebSocket> socket, QTcpSocket *transport, const TokenId &token,
    quint64 connection, const EndpointServices &services, const Limits &limits, QObject *parent)
    : QObject(parent),
      m_socket(std::move(socket)),
      m_transport(transport),
      m_token(token),
      m_connection(connection),
      m_services(services),
      m_limits(limits)
{
    connect(m_socket.get(), &QWebSocket::textFrameReceived, this, &QuerySession::onFrame);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &QuerySession::onText);
    connect(m_socket.get(), &QWebSocket::binaryFrameReceived, this,
        [this] { closeWith(QWebSocketProtocol::CloseCodeDatatypeNotSupported, QStringLiteral("text frames only")); });
    connect(m_socket.get(), &QWebSocket::disconnected, this, &QuerySession::onDisconnected);
    connect(m_transport, &QTcpSocket::readyRead, this, &QuerySession::closeIfSlow); // Qt answers pings by itself
    connect(m_socket.get(), &QWebSocket::pong, this, [this] { m_missedPongs = 0; });
    connect(m_socket.get(), &QWebSocket::bytesWritten, this, [this] {
        if (m_stuck.isActive())
            m_stuck.start();
        pump();
    });
    m_stuck.setSingleShot(true);
    m_stuck.setInterval(m_limits.stuck);
    connect(&m_stuck, &QTimer::timeout, this, &QuerySession::closeSlowClient);
    m_ping.start(m_limits.ping);
    connect(&m_ping, &QTimer::timeout, this, &QuerySession::onPing);
    m_idle.setSingleShot(true);
    m_idle.setInterval(m_limits.idle);
    connect(&m_idle, &QTimer::timeout, this,
        [this] { closeWith(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("idle")); });
    send(protocol::hello());
    restartIdle();
}

QuerySession::~QuerySession()
{
    m_socket->disconnect(this);
    for (const Followed &followed : std::as_const(m_followed)) {
        if (followed.query)
            followed.query->unfollow();
    }
    m_socket.reset();
    delete m_transport;
}

void QuerySession::close() { closeWith(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("the endpoint ends")); }

/// The parts of a message count too, else a million empty ones would cost nothing.
void QuerySession::onFrame(const QString &text, bool isLast)
{
    Q_UNUSED(isLast)
    if (m_isClosing)
        return;
    switch (m_budget.take(text.size(), std::chrono::steady_clock::now())) {
    case MessageBudget::Verdict::Fine:
        return;
    case MessageBudget::Verdict::Warn:
        m_skipsMessage = true;
        return refuse({},
            {.kind = ErrorKind::RateLimited,
                .message
                = QStringLiteral("Too many messages. Send at most 20 a second; the connection is closed otherwise."),
                .retryable = true,
                .retryAfter = std::chrono::seconds(1)});
    case MessageBudget::Verdict::Close:
        return closeWith(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("too many messages"));
    }
}

void QuerySession::onText(const QString &text)
{
    if (m_isClosing || std::exchange(m_skipsMessage, false))
        return;
    const auto token = m_services.tokens.token(m_token);
    if (!token)
        return closeWith(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("the token was revoked"));
    const ClientMessageResult decoded = decodeClientMessage(text.toUtf8());
    if (!decoded.message) {
        refuse(decoded.id, decoded.message.error());
        return countBadMessage();
    }
    restartIdle();
    dispatch(*decoded.message, *token);
}

void QuerySession::dispatch(const ClientMessage &message, const AccessToken &token)
{
    std::visit([this, &token](const auto &known) { take(known, token); }, message);
}

void QuerySession::take(const QueryMessage &message, const AccessToken &token)
{
    if (isFollowed(message.id))
        return refuse(message.id, sameId());
    const Result<QueryRequest> request = admittedQuery(message.request, token, m_services);
    if (!request)
        return refuseQuery(message.id, request.error());
    const auto query = m_services.queries.start({.clientId = message.id,
        .caller = {.tokenId = token.id, .name = token.name, .connection = m_connection},
        .request = *request});
    if (!query)
        return refuseQuery(message.id, query.error());
    m_services.tokens.count(token.id, 1, 0);
    follow(*query, message.id, 0);
}

void QuerySession::take(const CancelMessage &message, const AccessToken &)
{
    for (const Followed &followed : std::as_const(m_followed)) {
        if (followed.query && (followed.id == message.id || followed.query->streamId() == message.id))
            return followed.query->cancel();
    }
    refuse(message.id, badMessage(QStringLiteral("No query with this id is running on this connection.")));
}

void QuerySession::take(const ResumeMessage &message, const AccessToken &token)
{
    ToolQuery *const query = m_services.queries.find(message.id);
    if (!query || query->caller().tokenId != token.id)
        return refuse(message.id,
            {.kind = ErrorKind::NotFound,
                .message = QStringLiteral("This query is not known, or ended too long ago. Ask it again.")});
    if (message.after > query->log().last())
        return refuse(message.id, badMessage(QStringLiteral("\"after\" is beyond the last message of this query.")));
    if (isFollowed(query->clientId())) // it, or another one of that name
        return refuse(message.id, sameId());
    query->follow();
    follow(query, query->clientId(), message.after);
}

void QuerySession::take(const CatalogMessage &message, const AccessToken &token)
{
    if (!(token.scopes & TokenScope::Models))
        return refuse(message.id, missingScope(TokenScope::Models));
    if (!message.provider.isEmpty() && !m_services.providers.find(message.provider))
        return refuse(message.id, noSuchProvider());
    m_services.view.catalog(
        message.provider, this, [this, id = message.id](const QList<protocol::CatalogEntry> &entries) {
            answer(id, protocol::catalog(entries, systemClock()));
        });
}

void QuerySession::take(const RefreshMessage &message, const AccessToken &token)
{
    if (!(token.scopes & TokenScope::Refresh))
        return refuse(message.id, missingScope(TokenScope::Refresh));
    using Mode = ModelRefreshService::Mode;
    m_services.refresher.refresh(message.provider, message.isForced ? Mode::Force : Mode::IfStale, this,
        [this, id = message.id](const Result<QList<protocol::CatalogEntry>> &entries) {
            if (entries)
                answer(id, protocol::catalog(*entries, systemClock()));
            else
                refuse(id, entries.error());
        });
}

void QuerySession::take(const SettingsMessage &message, const AccessToken &token)
{
    if (!(token.scopes & TokenScope::Models))
        return refuse(message.id, missingScope(TokenScope::Models));
    m_services.view.settings(
        this, [this, id = message.id](const protocol::SettingsView &view) { answer(id, protocol::settings(view)); });
}

void QuerySession::take(const SearchMessage &message, const AccessToken &token)
{
    const Result<SearchRequest> request = admittedSearch(message.request, token);
    if (!request)
        return refuse(message.id, request.error());
    if (findChildren<SearchReply *>(QString(), Qt::FindDirectChildrenOnly).size() >= kMostSearches)
        return refuse(message.id, tooManySearches());
    if (request->collections.contains(kGuideCollection))
        m_services.retrieval.ensureGuide();
    SearchReply *const search = m_services.retrieval.search(*request, this);
    connect(search, &SearchReply::finished, this, [this, search, id = message.id] {
        search->deleteLater();
        if (search->error())
            refuse(id, *search->error());
        else
            answer(id, protocol::passages(search->sources()));
    });
}

void QuerySession::follow(ToolQuery *query, const QString &id, int sent)
{
    m_followed.append({.query = query, .id = id, .sent = sent});
    connect(query, &ToolQuery::logGrew, this, &QuerySession::pump);
    query->setPaused(m_isHeldBack);
    m_idle.stop();
    pump();
}

/// Takes turns, so that a long answer does not hold up a short one.
void QuerySession::pump()
{
    if (m_isClosing || std::exchange(m_isPumping, true))
        return;
    bool isMore = true;
    while (isMore && m_socket->bytesToWrite() < m_limits.buffer) {
        isMore = false;
        for (Followed &followed : m_followed)
            isMore = sendSome(followed) || isMore;
    }
    m_isPumping = false;
    dropToldQueries();
    const bool isBehind = isMore;
    if (isBehind != m_stuck.isActive())
        isBehind ? m_stuck.start() : m_stuck.stop();
    if (isBehind == m_isHeldBack)
        return;
    m_isHeldBack = isBehind;
    for (const Followed &followed : std::as_const(m_followed)) {
        if (followed.query)
            followed.query->setPaused(isBehind);
    }
}

/// False when there is nothing left to tell.
bool QuerySession::sendSome(Followed &followed)
{
    constexpr int kTurn = 16;
    if (!followed.query)
        return false;
    const StreamLog &log = followed.query->log();
    const int until = std::min(log.last(), followed.sent + kTurn);
    while (followed.sent < until)
        m_socket->sendTextMessage(QString::fromUtf8(log.frame(++followed.sent, followed.id)));
    return followed.sent < log.last();
}

void QuerySession::dropToldQueries()
{
    const auto isTold = [](const Followed &followed) {
        return !followed.query || (followed.query->log().isEnded() && followed.sent == followed.query->log().last());
    };
    for (const Followed &followed : std::as_const(m_followed)) {
        if (followed.query && isTold(followed)) {
            followed.query->disconnect(this);
            followed.query->unfollow();
        }
    }
    if (m_followed.removeIf(isTold) > 0)
        restartIdle();
}

/// Unlike what queries say, answers to other messages cannot wait in a log.
void QuerySession::send(const QJsonObject &message)
{
    closeIfSlow();
    if (!m_isClosing)
        m_socket->sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void QuerySession::answer(const QString &id, QJsonObject message)
{
    if (!id.isEmpty())
        message.insert(QLatin1String("id"), id);
    send(message);
}

/// Without the id of a query that is being told: an error with it would be that query's end.
void QuerySession::refuse(const QString &id, const Error &error)
{
    answer(isFollowed(id) ? QString() : id, protocol::error(toldToTools(error), {}));
}

/// The first and last message about a query that is not let run.
void QuerySession::refuseQuery(const QString &id, const Error &error)
{
    QJsonObject message = protocol::error(toldToTools(error), {});
    message.insert(QLatin1String("seq"), 1);
    answer(id, message);
}

bool QuerySession::isFollowed(const QString &id) const
{
    return std::any_of(
        m_followed.cbegin(), m_followed.cend(), [&id](const Followed &followed) { return followed.id == id; });
}

void QuerySession::countBadMessage()
{
    if (++m_badMessages >= m_limits.badMessages)
        closeWith(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("too many bad messages"));
}

void QuerySession::closeIfSlow()
{
    if (m_socket->bytesToWrite() > m_limits.most)
        closeSlowClient();
}

void QuerySession::closeSlowClient() { closeWith(kTryAgainLater, QStringLiteral("the client reads too slowly")); }

void QuerySession::closeWith(int code, const QString &reason)
{
    if (std::exchange(m_isClosing, true))
        return;
    m_stuck.stop();
    QTimer::singleShot(kCloseTime, m_socket.get(), &QWebSocket::abort);
    m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

void QuerySession::onDisconnected()
{
    m_isClosing = true;
    if (!std::exchange(m_isFinished, true))
        emit finished();
}

void QuerySession::onPing()
{
    if (++m_missedPongs > kMostMissedPongs)
        m_socket->abort();
    else
        m_socket->ping();
}

void QuerySession::restartIdle()
{
    if (m_followed.isEmpty())
        m_idle.start();
}

} // namespace freshet
