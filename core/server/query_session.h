// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/access_token.h"
#include "core/server/client_message.h"
#include "core/server/endpoint_services.h"
#include "core/server/message_budget.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

class QTcpSocket;
class QWebSocket;

namespace freshet {

class SearchReply;
class ToolQuery;

/// One WebSocket of `/query/stream`: reads what the client asks, tells what its queries say.
///
/// Of what queries say, never more than one buffer waits in the socket: the rest stays in their logs, their
/// providers are held back meanwhile, and a client that reads nothing for a quarter of a minute is closed (1013). A
/// connection that ends leaves its queries to ToolQuery's grace, for a resume.
class QuerySession : public QObject {
    Q_OBJECT

public:
    struct Limits {
        qint64 buffer = 64 * 1024; ///< Bytes of what queries say that may wait in the socket.
        qint64 most = 4 * 1024 * 1024; ///< More than that of answers to other messages, and it is closed.
        std::chrono::milliseconds stuck = std::chrono::seconds(15); ///< Without reading anything.
        std::chrono::milliseconds ping = std::chrono::seconds(20);
        std::chrono::milliseconds idle = std::chrono::minutes(10); ///< Without a query.
        int badMessages = 10;
    };

    /// Takes the socket, whose sizes are capped already, with what it runs on, and says hello. @p connection is the
    /// listener's count.
    QuerySession(std::unique_ptr<QWebSocket> socket, QTcpSocket *transport, const TokenId &token, quint64 connection,
        const EndpointServices &services, const Limits &limits, QObject *parent);
    ~QuerySession() override;

    const TokenId &token() const { return m_token; }
    void close(); ///< As the endpoint goes away (1001).

signals:
    void finished(); ///< The connection is gone. Comes once and last.

private:
    struct Followed {
        QPointer<ToolQuery> query; // ToolQueries'
        QString id; ///< That each of its messages carries.
        int sent = 0;
    };

    void onFrame(const QString &text, bool isLast);
    void onText(const QString &text);
    void dispatch(const ClientMessage &message, const AccessToken &token);
    void take(const QueryMessage &message, const AccessToken &token);
    void take(const CancelMessage &message, const AccessToken &token);
    void take(const ResumeMessage &message, const AccessToken &token);
    void take(const CatalogMessage &message, const AccessToken &token);
    void take(const RefreshMessage &message, const AccessToken &token);
    void take(const SettingsMessage &message, const AccessToken &token);
    void take(const SearchMessage &message, const AccessToken &token);

    void follow(ToolQuery *query, const QString &id, int sent);
    void pump();
    bool sendSome(Followed &followed);
    void dropToldQueries();
    void send(const QJsonObject &message);
    void answer(const QString &id, QJsonObject message);
    void refuse(const QString &id, const Error &error);
    void refuseQuery(const QString &id, const Error &error);
    bool isFollowed(const QString &id) const;
    void countBadMessage();
    void closeIfSlow();
    void closeSlowClient();
    void closeWith(int code, const QString &reason);
    void onDisconnected();
    void onPing();
    void restartIdle();

    std::unique_ptr<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_transport; ///< Owned: Qt leaves it to nobody. Goes after the WebSocket.
    const TokenId m_token;
    const quint64 m_connection;
    const EndpointServices m_services;
    const Limits m_limits;
    MessageBudget m_budget;
    QList<Followed> m_followed;
    bool m_isPumping = false;
    bool m_isHeldBack = false; ///< The client reads more slowly than its queries say something.
    bool m_skipsMessage = false; ///< The one whose frame was one too many.
    bool m_isClosing = false;
    bool m_isFinished = false;
    int m_badMessages = 0;
    int m_missedPongs = 0;
    QTimer m_stuck;
    QTimer m_ping;
    QTimer m_idle;
};

} // namespace freshet
