// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <chrono>

class QTcpSocket;

namespace freshet::test {

/// A scripted HTTP server on 127.0.0.1, in the test's own event loop: no threads, no sleeps, real sockets.
///
///     FakeHttpServer server;
///     server.enqueue(Script().status(200).sse(R"({"choices":[…]})").pause(20ms).hangUp());
///     adapterConfig.baseUrl = server.url("/v1");
///     …
///     QCOMPARE(server.requests().at(0).header("authorization"), "Bearer k");
class FakeHttpServer : public QObject {
    Q_OBJECT

public:
    struct Request {
        QByteArray verb;
        QByteArray path;
        QList<std::pair<QByteArray, QByteArray>> headers;
        QByteArray body;

        QByteArray header(QByteArrayView lowerCaseName) const;
    };

    /// What to send back, step by step. Each step is one write, so chunk borders are the test's choice.
    class Script {
    public:
        Script& status(int code);
        Script& header(const QByteArray& name, const QByteArray& value);
        Script& send(const QByteArray& bytes);
        Script& sse(const QByteArray& data); ///< send("data: …\n\n")
        Script& pause(std::chrono::milliseconds time);
        Script& hangUp(); ///< Drops the connection without an end.
        Script& stall(); ///< Says nothing more; for time-out tests.

    private:
        friend class FakeHttpServer;
        struct Step {
            enum Kind { Send, Pause, HangUp, Stall } kind = Send;
            QByteArray bytes;
            std::chrono::milliseconds time{ 0 };
        };
        int m_status = 200;
        QList<std::pair<QByteArray, QByteArray>> m_headers;
        QList<Step> m_steps;
    };

    explicit FakeHttpServer(QObject* parent = nullptr);

    QUrl url(const QString& path = QStringLiteral("/")) const;
    void enqueue(const Script& script); ///< One per expected request, in order; an unexpected one gets 500.
    const QList<Request>& requests() const { return m_requests; }
    int abortedConnections() const { return m_aborted; }

private:
    void serve(QTcpSocket* socket);
    void play(QTcpSocket* socket, QList<Script::Step> steps);

    QTcpServer m_server;
    QList<Script> m_scripts;
    QList<Request> m_requests;
    int m_aborted = 0;
};

} // namespace freshet::test
