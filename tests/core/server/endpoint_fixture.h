// SPDX-License-Identifier: MIT
#pragma once

#include "core/chat/llm_service.h"
#include "core/net/http_client.h"
#include "core/providers/provider_registry.h"
#include "core/query/query_service.h"
#include "core/retrieval/retrieval_service.h"
#include "core/server/local_endpoint.h"
#include "core/server/program_view.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/fake_model_source.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkRequest>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

namespace freshet::test {

inline TokenScopes allScopes()
{
    TokenScopes scopes;
    for (const TokenScope scope : kAllTokenScopes)
        scopes |= scope;
    return scopes;
}

/// What the program builds behind its local endpoint, with a scripted provider "fake" beside `documents`.
struct EndpointFixture {
    QTemporaryDir dir;
    FakeHttpServer provider;
    HttpClient http{HttpClient::Options()};
    ProviderRegistry registry{
        {{.id = "fake", .name = "Fake", .defaultBaseUrl = provider.url("/v1"), .defaultModel = "fake-1"},
            {.id = "documents", .name = "Your documents", .dialect = Dialect::Quotes, .defaultModel = "quotes"}},
        [](const ProviderId &, const Origin &, QObject *context, const std::function<void(Result<Secret>)> &done) {
            QMetaObject::invokeMethod(
                context, [done] { done(Secret("provider-key-canary-1234")); }, Qt::QueuedConnection);
        }};
    LlmService llm{http, registry, LlmService::Options{.retries = 0}};
    RetrievalService retrieval{dir.filePath("index.db")};
    QueryService queries{llm, retrieval, registry};
    FakeModelSource modelLists;
    ModelRefreshService models{modelLists, {}};
    SettingsStore settings{dir.filePath("settings.ini")};
    ProgramView view{{.providers = registry, .models = models, .settings = settings, .defaultProvider = [] {
                          return ProviderId("fake");
                      }}};
    LocalEndpoint endpoint{{.queries = queries,
                               .retrieval = retrieval,
                               .models = models,
                               .providers = registry,
                               .settings = settings,
                               .view = view},
        {.tokenFile = dir.filePath("tokens.json"), .port = quint16(0)}};
    QByteArray token;

    /// Starts the endpoint, with a token that may do everything.
    EndpointFixture()
    {
        for (const ProviderInfo &info : registry.providers())
            models.setStaticModels(info.id, {{.ref = {info.id, info.defaultModel}, .name = info.defaultModel}}, true);
        if (!endpoint.start())
            qFatal("the endpoint does not start");
        token = newToken("tool", allScopes());
    }

    QByteArray newToken(const QString &name, TokenScopes scopes)
    {
        const auto created = endpoint.tokens().create(name, scopes);
        if (!created)
            qFatal("%s", qPrintable(created.error().message));
        return created->secret.reveal();
    }
    QByteArray hostName() const { return "127.0.0.1:" + QByteArray::number(endpoint.port()); }
};

inline QByteArray spoken(const QByteArray &text)
{
    return R"({"choices":[{"index":0,"delta":{"content":")" + text + R"("}}]})";
}

inline FakeHttpServer::Script streamHead()
{
    return FakeHttpServer::Script().header("Content-Type", "text/event-stream");
}

/// An answer of these pieces, whole.
inline FakeHttpServer::Script saying(const QByteArrayList &pieces)
{
    FakeHttpServer::Script script = streamHead();
    for (const QByteArray &piece : pieces)
        script.sse(spoken(piece));
    return script
        .sse(
            R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3}})")
        .sse("[DONE]");
}

/// A tool at the WebSocket.
class SocketClient : public QObject {
public:
    explicit SocketClient(const EndpointFixture &fixture) : SocketClient(fixture, fixture.token) { }
    SocketClient(const EndpointFixture &fixture, const QByteArray &token)
    {
        connect(&socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { messages.append(QJsonDocument::fromJson(text.toUtf8()).object()); });
        connect(&socket, &QWebSocket::disconnected, this, [this] { isClosed = true; });
        QNetworkRequest request(fixture.endpoint.url());
        request.setRawHeader("Authorization", "Bearer " + token);
        socket.open(request);
    }

    void send(const QJsonObject &message) ///< Once the connection is there.
    {
        (void)QTest::qWaitFor([this] { return !messages.isEmpty() || isClosed; });
        socket.sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    }
    void ask(const QString &id, const QString &question) { send({{"type", "query"}, {"id", id}, {"query", question}}); }

    QList<QJsonObject> of(const QString &type) const { return where("type", type); }
    QList<QJsonObject> about(const QString &id) const { return where("id", id); }
    bool isOver(const QString &id) const
    {
        const QList<QJsonObject> said = about(id);
        return !said.isEmpty() && (said.last()["type"] == "final" || said.last()["type"] == "error");
    }
    QString text(const QString &id) const ///< The tokens, put together.
    {
        QString text;
        for (const QJsonObject &message : about(id)) {
            if (message["type"] == "restarted")
                text.clear();
            if (message["type"] == "token")
                text += message["text"].toString();
        }
        return text;
    }

    QWebSocket socket;
    QList<QJsonObject> messages;
    bool isClosed = false;

private:
    QList<QJsonObject> where(const QString &key, const QString &value) const
    {
        QList<QJsonObject> found;
        for (const QJsonObject &message : messages) {
            if (message.value(key) == value)
                found.append(message);
        }
        return found;
    }
};

/// A tool that writes its requests by hand.
class RawClient : public QObject {
public:
    explicit RawClient(const EndpointFixture &fixture)
    {
        connect(&socket, &QTcpSocket::readyRead, this, [this] {
            if (isReading)
                received += socket.readAll();
        });
        connect(&socket, &QTcpSocket::disconnected, this, [this] {
            received += socket.readAll();
            isClosed = true;
        });
        socket.connectToHost(QHostAddress::LocalHost, fixture.endpoint.port());
    }

    /// "GET /catalog" and further header lines, with Host and token.
    static QByteArray request(const EndpointFixture &fixture, const QByteArray &line, const QByteArray &body = {},
        const QByteArray &headers = {})
    {
        QByteArray text = line + " HTTP/1.1\r\nHost: " + fixture.hostName() + "\r\nAuthorization: Bearer "
            + fixture.token + "\r\n" + headers;
        if (!body.isEmpty())
            text += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        return text + "\r\n" + body;
    }

    void stopReading() ///< The kernel's buffers fill, and ours stay small.
    {
        isReading = false;
        socket.setReadBufferSize(1);
    }

    int status() const { return received.mid(9, 3).toInt(); }
    QByteArray head() const { return received.left(received.indexOf("\r\n\r\n")); }
    QByteArray body() const { return received.mid(received.indexOf("\r\n\r\n") + 4); }
    QJsonObject json() const { return QJsonDocument::fromJson(body()).object(); }
    QByteArray unchunked() const
    {
        QByteArray rest = body();
        QByteArray bytes;
        for (;;) {
            const qsizetype end = rest.indexOf("\r\n");
            const qsizetype size = end < 0 ? 0 : rest.left(end).toLongLong(nullptr, 16);
            if (size == 0)
                return bytes;
            bytes += rest.mid(end + 2, size);
            rest = rest.mid(end + 2 + size + 2);
        }
    }

    QTcpSocket socket;
    QByteArray received;
    bool isReading = true;
    bool isClosed = false;
};

} // namespace freshet::test
