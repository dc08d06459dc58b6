// SPDX-License-Identifier: MIT
#include "core/server/endpoint_server.h"

#include "core/base/clock.h"
#include "core/base/log_categories.h"
#include "core/server/access_token_store.h"
#include "core/server/connection_door.h"
#include "core/server/http_conversation.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <sys/resource.h>
#include <utility>

namespace freshet {

namespace {

constexpr quint64 kLargestFrame = 256 * 1024;
constexpr quint64 kLargestMessage = 1024 * 1024;
constexpr int kSpareFiles = 64; ///< For everything else that the program opens.
constexpr std::chrono::seconds kPauseWithoutFiles{1};

/// How many files may be open, after asking for as many as the system lets us have.
qint64 raisedFileLimit()
{
    struct rlimit limit { };
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur == RLIM_INFINITY ? std::numeric_limits<int>::max() : static_cast<qint64>(limit.rlim_cur);
}

} // namespace

class EndpointServer::Listener : public QTcpServer {
public:
    explicit Listener(std::function<void(qintptr)> take) : m_take(std::move(take)) { }

protected:
    void incomingConnection(qintptr descriptor) override { m_take(descriptor); }

private:
    const std::function<void(qintptr)> m_take;
};

EndpointServer::EndpointServer(const EndpointServices &services, const Options &options, QObject *parent)
    : QObject(parent),
      m_services(services),
      m_options(options),
      m_listener(std::make_unique<Listener>([this](qintptr descriptor) { onIncoming(descriptor); })),
      m_handshakes(std::make_unique<QWebSocketServer>(QStringLiteral("Freshet"), QWebSocketServer::NonSecureMode))
{
    m_handshakes->setSupportedSubprotocols({QString::fromLatin1(kSubprotocol)});
    m_handshakes->setMaxPendingConnections(m_options.connections);
    connect(m_handshakes.get(), &QWebSocketServer::newConnection, this, &EndpointServer::onUpgraded);
    connect(&m_services.tokens, &AccessTokenStore::revoked, this, &EndpointServer::onRevoked);
}

/// Whatever has a socket goes before what counts them.
EndpointServer::~EndpointServer()
{
    m_listener->close();
    qDeleteAll(findChildren<QObject *>(Qt::FindDirectChildrenOnly));
    m_handshakes.reset();
}

Status EndpointServer::listen()
{
    // Qt's 50 are soon full when many tools come at once, and whoever finds no place tries again a second later.
    constexpr int kBacklog = 512;
    m_listener->setListenBacklogSize(kBacklog);
    if (!m_listener->listen(QHostAddress::LocalHost, m_options.port)) {
        const bool isTaken = m_listener->serverError() == QAbstractSocket::AddressInUseError;
        const QString why
            = isTaken ? QStringLiteral("another program has it") : QStringLiteral("the system forbids it");
        return failure({.kind = ErrorKind::Network,
            .message = QStringLiteral("The local endpoint cannot listen on port %1: %2. Choose another port.")
                           .arg(m_options.port)
                           .arg(why)});
    }
    if (!m_listener->serverAddress().isLoopback()) { // R2: rather none than one that others can reach
        m_listener->close();
        return failure({.kind = ErrorKind::Network,
            .message = QStringLiteral("The local endpoint would not be local, so it is not started.")});
    }
    setOrigins(m_options.origins);
    return {};
}

quint16 EndpointServer::port() const { return m_listener->serverPort(); }

QList<EndpointServer::Connection> EndpointServer::connections() const
{
    QList<Connection> list;
    for (const auto &[number, connection] : m_connections)
        list.append(connection);
    return list;
}

void EndpointServer::setOrigins(const QByteArrayList &origins)
{
    const auto find = [this](QByteArrayView presented) { return m_services.tokens.find(presented); };
    if (m_gate)
        *m_gate = AcceptGate(port(), origins, find);
    else
        m_gate = std::make_unique<AcceptGate>(port(), origins, find);
}

void EndpointServer::setConnections(int most)
{
    m_options.connections = most;
    m_handshakes->setMaxPendingConnections(most);
}

void EndpointServer::onIncoming(qintptr descriptor)
{
    static const qint64 files = raisedFileLimit();
    auto socket = std::make_unique<QTcpSocket>();
    const bool isOurs = socket->setSocketDescriptor(descriptor);
    if (descriptor >= files - kSpareFiles) { // Qt would spin over what it cannot accept (reference M14)
        m_listener->pauseAccepting();
        QTimer::singleShot(kPauseWithoutFiles, m_listener.get(), &QTcpServer::resumeAccepting);
        return socket->abort();
    }
    if (!isOurs || m_open >= m_options.connections)
        return socket->abort();
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // Qt's listener leaves Nagle on: stalls of 30 ms
    ++m_open;
    // Of a child, since QWebSocket cuts all connections of its socket.
    connect(new QObject(socket.get()), &QObject::destroyed, this, [this] { --m_open; });
    auto *const door = new ConnectionDoor(std::move(socket), *m_gate, m_limiter, this);
    connect(door, &ConnectionDoor::granted, this,
        [this, door](const GateGrant &grant, qsizetype headBytes) { letIn(door, grant, headBytes); });
    connect(door, &ConnectionDoor::finished, door, &QObject::deleteLater);
}

void EndpointServer::letIn(ConnectionDoor *door, const GateGrant &grant, qsizetype headBytes)
{
    std::unique_ptr<QTcpSocket> socket = door->takeSocket();
    door->deleteLater();
    m_services.tokens.count(grant.token, 0, 0);
    if (grant.route->kind == EndpointRoute::Kind::WebSocket)
        return upgrade(std::move(socket), grant);
    socket->skip(headBytes);
    converse(std::move(socket), grant);
}

/// Qt reads the head again, and answers it.
void EndpointServer::upgrade(std::unique_ptr<QTcpSocket> socket, const GateGrant &grant)
{
    const Peer peer{socket->peerAddress(), socket->peerPort()};
    socket->setParent(this);
    connect(socket.get(), &QTcpSocket::disconnected, this, [this, peer] {
        if (const auto it = m_upgrading.constFind(peer); it != m_upgrading.constEnd()) {
            it->socket->deleteLater();
            m_upgrading.erase(it);
        }
    });
    m_upgrading.insert(peer, {.token = grant.token, .socket = socket.get()});
    m_handshakes->handleConnection(socket.release());
}

void EndpointServer::onUpgraded()
{
    while (QWebSocket *const upgraded = m_handshakes->nextPendingConnection()) {
        std::unique_ptr<QWebSocket> socket(upgraded);
        socket->setMaxAllowedIncomingFrameSize(kLargestFrame);
        socket->setMaxAllowedIncomingMessageSize(kLargestMessage);
        const Upgrading known = m_upgrading.take({socket->peerAddress(), socket->peerPort()});
        if (!known.socket)
            continue; // not through our gate
        known.socket->setParent(nullptr);
        const quint64 number = remember(known.token, Connection::Kind::WebSocket);
        auto *const session = new QuerySession(
            std::move(socket), known.socket, known.token, number, m_services, m_options.session, this);
        m_sessions.insert(number, session);
        connect(session, &QuerySession::finished, this, [this, number] {
            m_sessions.take(number)->deleteLater();
            forget(number);
        });
    }
}

void EndpointServer::converse(std::unique_ptr<QTcpSocket> socket, const GateGrant &grant)
{
    const quint64 number = remember(grant.token, Connection::Kind::Http);
    auto *const conversation = new HttpConversation(std::move(socket), grant, number, m_services, this);
    m_conversations.insert(number, conversation);
    connect(conversation, &HttpConversation::finished, this, [this, number] {
        m_conversations.take(number)->deleteLater();
        forget(number);
    });
}

void EndpointServer::onRevoked(const TokenId &token)
{
    const QList<QuerySession *> sessions = m_sessions.values(); // closing one may end it at once
    for (QuerySession *const session : sessions) {
        if (session->token() == token)
            session->close();
    }
    const QList<HttpConversation *> conversations = m_conversations.values();
    for (HttpConversation *const conversation : conversations) {
        if (conversation->token() == token)
            conversation->close();
    }
}

quint64 EndpointServer::remember(const TokenId &token, Connection::Kind kind)
{
    const quint64 number = ++m_lastNumber;
    m_connections.insert({number, {.number = number, .token = token, .kind = kind, .since = systemClock()}});
    emit connectionsChanged();
    return number;
}

void EndpointServer::forget(quint64 number)
{
    m_connections.erase(number);
    emit connectionsChanged();
}

} // namespace freshet
