// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/server/accept_gate.h"
#include "core/server/endpoint_services.h"
#include "core/server/query_session.h"
#include "core/server/token_failure_limiter.h"

#include <QDateTime>
#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QPointer>

#include <map>
#include <memory>

class QTcpSocket;
class QWebSocketServer;

namespace freshet {

class ConnectionDoor;
class HttpConversation;

/// Listens on 127.0.0.1, never anywhere else, and lets in what the gate lets in: WebSockets to a QuerySession, HTTP to
/// an HttpConversation. Everything ends with it.
class EndpointServer : public QObject {
    Q_OBJECT

public:
    struct Options {
        quint16 port = 0; ///< 0: a free one.
        QByteArrayList origins; ///< Of web pages that may come in.
        int connections = 32; ///< Open at once, let in or not; what comes beyond is closed at once.
        QuerySession::Limits session;
    };

    /// A tool that is connected now.
    struct Connection {
        enum class Kind { WebSocket, Http };
        quint64 number = 0; ///< Of the listener's count.
        TokenId token;
        Kind kind = Kind::Http;
        QDateTime since; ///< UTC.
    };

    EndpointServer(const EndpointServices &services, const Options &options, QObject *parent = nullptr);
    ~EndpointServer() override;

    Status listen(); ///< Network: the port is taken.
    quint16 port() const; ///< While it listens; else 0.
    QList<Connection> connections() const; ///< Oldest first.

    void setOrigins(const QByteArrayList &origins);
    void setConnections(int most); ///< Those that are open stay.

signals:
    void connectionsChanged();

private:
    class Listener;

    void onIncoming(qintptr descriptor);
    void letIn(ConnectionDoor *door, const GateGrant &grant, qsizetype headBytes);
    void upgrade(std::unique_ptr<QTcpSocket> socket, const GateGrant &grant);
    void onUpgraded();
    void converse(std::unique_ptr<QTcpSocket> socket, const GateGrant &grant);
    void onRevoked(const TokenId &token);
    quint64 remember(const TokenId &token, Connection::Kind kind);
    void forget(quint64 number);

    const EndpointServices m_services;
    Options m_options;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<QWebSocketServer> m_handshakes; ///< Does not listen.
    std::unique_ptr<AcceptGate> m_gate; ///< Once the port is known.
    TokenFailureLimiter m_limiter;
    int m_open = 0; ///< Sockets, let in or not.
    quint64 m_lastNumber = 0;
    using Peer = std::pair<QHostAddress, quint16>; ///< Of a client.
    struct Upgrading {
        TokenId token;
        QPointer<QTcpSocket> socket; // child of this, until a session takes it
    };
    QHash<Peer, Upgrading> m_upgrading;
    std::map<quint64, Connection> m_connections;
    QHash<quint64, QuerySession *> m_sessions; // children of this
    QHash<quint64, HttpConversation *> m_conversations; // children of this
};

} // namespace freshet
