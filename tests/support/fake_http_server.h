// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace freshet::test {

class FakeHttpConnection;

/// A scripted HTTP server on 127.0.0.1, in the test's own event loop: no threads, no sleeps, real sockets.
///
///     FakeHttpServer server;
///     server.enqueue(Script().status(200).sse(R"({"choices":[…]})").pause(20ms).hangUp());
///     adapterConfig.baseUrl = server.url("/v1");
///     …
///     QCOMPARE(server.requests().at(0).header("authorization"), "Bearer k");
///
/// A body without a content-length header and without chunk() ends when the server closes, which it does at the end
/// of each script but one with keepAlive().
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
        Script &status(int code);
        Script &header(const QByteArray &name, const QByteArray &value);
        Script &send(const QByteArray &bytes);
        Script &sse(const QByteArray &data); ///< send("data: …\n\n")
        Script &chunk(const QByteArray &bytes); ///< One chunk of a chunked body; the header is added by itself.
        Script &lastChunk();
        Script &raw(const QByteArray &bytes); ///< No head of ours: status(), header() are ignored; then as send().
        /// The same bytes until the client goes: one write @p every so often, or as fast as the client takes them.
        Script &sendForever(const QByteArray &bytes, std::chrono::milliseconds every = {});
        Script &pause(std::chrono::milliseconds time);
        Script &hold(); ///< Goes on with the next release() that comes while it waits here.
        Script &closeCleanly(); ///< Sends what is written, then FIN: the default end, here for saying it.
        Script &hangUp(); ///< Drops the connection without an end.
        Script &reset(); ///< RST: the client's next read fails.
        Script &stall(); ///< Says nothing more; for time-out tests.
        Script &keepAlive(); ///< At its end the connection waits for the next request.

    private:
        friend class FakeHttpConnection;
        struct Step {
            enum Kind { Send, SendForever, Pause, Hold, Close, HangUp, Reset, Stall } kind = Send;
            QByteArray bytes;
            std::chrono::milliseconds time{0};
        };
        QByteArray head() const;

        int m_status = 200;
        QList<std::pair<QByteArray, QByteArray>> m_headers;
        QList<Step> m_steps;
        bool m_raw = false;
        bool m_chunked = false;
        bool m_keepAlive = false;
    };

    using Handler = std::function<Script(const Request &)>;

    explicit FakeHttpServer(QObject *parent = nullptr);
    explicit FakeHttpServer(const QSslConfiguration &tls, QObject *parent = nullptr); ///< Speaks https.
    ~FakeHttpServer() override;

    QUrl url(const QString &path = QStringLiteral("/")) const;
    void enqueue(const Script &script); ///< One per expected request, in order; an unexpected one gets 500.
    void enqueueFor(const QByteArray &path) { m_queuePath = path; } ///< Requests for other paths take nothing enqueued.
    void release() { emit released(); } ///< Whatever is at a hold() now.
    void setHandler(Handler handler); ///< Answers each request for which nothing is enqueued.

    const QList<Request> &requests() const { return m_requests; }
    int connections() const { return m_connections; } ///< All that were ever accepted.
    int abortedConnections() const { return m_aborted; } ///< The client went before the script was over.
    int inFlight() const { return m_inFlight; } ///< Requests whose script is not over.
    int peakInFlight() const { return m_peakInFlight; }
    qint64 bytesSent() const { return m_bytesSent; } ///< What the kernel took, of all connections.

signals:
    void released();

private:
    friend class FakeHttpConnection;
    void start();
    Script answerTo(const Request &request);
    void scriptOver(bool aborted);

    std::unique_ptr<QTcpServer> m_server;
    QList<Script> m_scripts;
    QByteArray m_queuePath; ///< Empty: all.
    Handler m_handler;
    QList<Request> m_requests;
    int m_connections = 0;
    int m_aborted = 0;
    int m_inFlight = 0;
    int m_peakInFlight = 0;
    qint64 m_bytesSent = 0;
};

} // namespace freshet::test
