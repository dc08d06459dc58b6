// SPDX-License-Identifier: MIT
#include "tests/core/server/endpoint_fixture.h"

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

class EndpointHttpTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void answersHealthCatalogSettingsAndModels();
    void refreshesModels();
    void refusesARefreshWithOtherFields();
    void streamsAChatAsOpenAiDoes();
    void answersAChatWhole();
    void givesSourcesInTheLastChunk();
    void tellsErrorsInOpenAiShape_data();
    void tellsErrorsInOpenAiShape();
    void endsAStreamWithAnErrorEventOnceItBegan();
    void takesABodyInPieces();
    void dropsABodyThatDoesNotCome();
    void stopsTheProviderWhenTheClientGoes();
    void holdsBackTheProviderOfASlowReader();

private:
    std::unique_ptr<RawClient> call(const QByteArray &line, const QByteArray &body = {});
    QList<QJsonObject> events(const RawClient &client) const;

    std::unique_ptr<EndpointFixture> m_fixture;
};

static QByteArray chatBody(const QByteArray &more = R"(,"stream":true)")
{
    return R"({"model":"fake/fake-1","messages":[{"role":"system","content":"Be short."},{"role":"user","content":"Hi"}])"
        + more + '}';
}

void EndpointHttpTest::init() { m_fixture = std::make_unique<EndpointFixture>(); }
void EndpointHttpTest::cleanup() { m_fixture.reset(); }

/// Sends the request and waits for the end of its answer.
std::unique_ptr<RawClient> EndpointHttpTest::call(const QByteArray &line, const QByteArray &body)
{
    auto client = std::make_unique<RawClient>(*m_fixture);
    client->socket.write(RawClient::request(*m_fixture, line, body));
    (void)QTest::qWaitFor([&client] { return client->isClosed; }, 20'000);
    return client;
}

QList<QJsonObject> EndpointHttpTest::events(const RawClient &client) const
{
    QList<QJsonObject> events;
    for (const QByteArray &event : client.unchunked().split('\n')) {
        if (event.startsWith("data: {"))
            events.append(QJsonDocument::fromJson(event.mid(6)).object());
    }
    return events;
}

void EndpointHttpTest::answersHealthCatalogSettingsAndModels()
{
    QCOMPARE(call("GET /healthz")->body(), "ok");
    const auto catalog = call("GET /catalog");
    QCOMPARE(catalog->json()["type"].toString(), "catalog");
    QCOMPARE(catalog->json()["providers"].toArray().size(), 2);
    QCOMPARE(call("GET /settings")->json()["default_provider"].toString(), "fake");
    const auto models = call("GET /v1/models");
    QCOMPARE(models->json()["object"].toString(), "list");
    QCOMPARE(models->json()["data"][0]["id"].toString(), "fake/fake-1");
    for (const auto &client : {catalog.get(), models.get()}) {
        QCOMPARE(client->status(), 200);
        QVERIFY(client->head().contains("Cache-Control: no-store"));
        QVERIFY(!client->head().contains("Access-Control"));
        QVERIFY(!client->received.contains("canary"));
    }
}

void EndpointHttpTest::refreshesModels()
{
    RawClient client(*m_fixture);
    client.socket.write(RawClient::request(*m_fixture, "POST /providers/fake/models/refresh", R"({"force":true})"));
    QTRY_COMPARE(m_fixture->modelLists.fetches, 1);
    m_fixture->modelLists.answer(QList<ModelInfo>{{.ref = {"fake", "new-1"}, .name = "New"}});
    QTRY_VERIFY(client.isClosed);
    QCOMPARE(client.status(), 200);
    QVERIFY(client.body().contains("new-1"));

    QCOMPARE(call("POST /providers/nobody/models/refresh")->status(), 404);
}

void EndpointHttpTest::refusesARefreshWithOtherFields()
{
    for (const QByteArray body : {"[]", "{\"url\":\"http://x\"}", "{\"force\":1}", "nonsense"}) {
        const auto client = call("POST /providers/fake/models/refresh", body);
        QCOMPARE(client->status(), 400);
        QCOMPARE(client->json()["kind"].toString(), "bad_request");
    }
    QCOMPARE(m_fixture->modelLists.fetches, 0);
}

void EndpointHttpTest::streamsAChatAsOpenAiDoes()
{
    m_fixture->provider.enqueue(saying({"Hel", "lo"}));
    const auto client
        = call("POST /v1/chat/completions", chatBody(R"(,"stream":true,"stream_options":{"include_usage":true})"));
    QCOMPARE(client->status(), 200);
    QVERIFY(client->head().contains("Content-Type: text/event-stream"));
    QVERIFY(client->unchunked().endsWith("data: [DONE]\n\n"));
    QString text;
    const QList<QJsonObject> told = events(*client);
    for (const QJsonObject &event : told) {
        QCOMPARE(event["object"].toString(), "chat.completion.chunk");
        QCOMPARE(event["model"].toString(), "fake/fake-1");
        text += event["choices"][0]["delta"]["content"].toString();
    }
    QCOMPARE(text, "Hello");
    QCOMPARE(told.last()["usage"]["total_tokens"].toInt(), 10);
    const QJsonArray sent
        = QJsonDocument::fromJson(m_fixture->provider.requests().first().body).object()["messages"].toArray();
    QVERIFY(sent.first()["content"].toString().contains("Be short."));
    QCOMPARE(sent.last()["content"].toString(), "Hi");
}

void EndpointHttpTest::answersAChatWhole()
{
    m_fixture->provider.enqueue(FakeHttpServer::Script()
                                    .header("Content-Type", "application/json")
                                    .send(R"({"choices":[{"message":{"content":"Whole."},"finish_reason":"stop"}]})"));
    const auto client = call("POST /v1/chat/completions", chatBody(""));
    QCOMPARE(client->status(), 200);
    QCOMPARE(client->json()["object"].toString(), "chat.completion");
    QCOMPARE(client->json()["choices"][0]["message"]["content"].toString(), "Whole.");
    QCOMPARE(QJsonDocument::fromJson(m_fixture->provider.requests().first().body).object()["stream"].toBool(), false);
}

void EndpointHttpTest::givesSourcesInTheLastChunk()
{
    const auto client = call("POST /v1/chat/completions",
        R"({"model":"documents","stream":true,"messages":[{"role":"user","content":"How do I add a provider?"}]})");
    QCOMPARE(client->status(), 200);
    QVERIFY(!events(*client).last()["sources"].toArray().isEmpty());
}

void EndpointHttpTest::tellsErrorsInOpenAiShape_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("providerStatus");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("param");
    QTest::newRow("no JSON") << QByteArray("{") << 0 << 400 << "";
    QTest::newRow("unknown field") << chatBody(R"(,"base_url":"http://evil")") << 0 << 400 << "base_url";
    QTest::newRow("two answers") << chatBody(R"(,"n":2)") << 0 << 400 << "n";
    QTest::newRow("no such provider") << QByteArray(
        R"({"model":"nobody/x","messages":[{"role":"user","content":"Hi"}]})")
                                      << 0 << 404 << "";
    QTest::newRow("the provider's key is wrong") << chatBody() << 401 << 502 << "";
    QTest::newRow("the provider is busy") << chatBody() << 429 << 429 << "";
    QTest::newRow("no such model") << chatBody() << 404 << 404 << "";
}

void EndpointHttpTest::tellsErrorsInOpenAiShape()
{
    QFETCH(QByteArray, body);
    QFETCH(int, providerStatus);
    QFETCH(int, status);
    QFETCH(QString, param);
    if (providerStatus > 0)
        m_fixture->provider.enqueue(
            FakeHttpServer::Script().status(providerStatus).send(R"({"error":{"message":"No."}})"));
    const auto client = call("POST /v1/chat/completions", body);
    QCOMPARE(client->status(), status);
    const QJsonObject error = client->json()["error"].toObject();
    QVERIFY(!error["message"].toString().isEmpty());
    QVERIFY(error.contains("type") && error.contains("code") && error.contains("param"));
    if (!param.isEmpty())
        QCOMPARE(error["param"].toString(), param);
}

void EndpointHttpTest::endsAStreamWithAnErrorEventOnceItBegan()
{
    m_fixture->provider.enqueue(streamHead().sse(spoken("Half")).sse(R"({"error":{"message":"gone","code":500}})"));
    const auto client = call("POST /v1/chat/completions", chatBody());
    QCOMPARE(client->status(), 200);
    QVERIFY(events(*client).last().contains("error"));
    QVERIFY(!client->unchunked().contains("[DONE]"));
}

void EndpointHttpTest::takesABodyInPieces()
{
    m_fixture->provider.enqueue(saying({"pieces"}));
    RawClient client(*m_fixture);
    const QByteArray request = RawClient::request(*m_fixture, "POST /v1/chat/completions", chatBody());
    QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
    for (qsizetype i = 0; i < request.size(); i += 37) {
        client.socket.write(request.mid(i, 37));
        client.socket.flush();
        QTest::qWait(0);
    }
    QTRY_VERIFY(client.unchunked().endsWith("[DONE]\n\n"));
    QCOMPARE(client.status(), 200);
    QVERIFY(client.unchunked().contains("pieces"));
}

void EndpointHttpTest::dropsABodyThatDoesNotCome()
{
    RawClient client(*m_fixture);
    client.socket.write(RawClient::request(*m_fixture, "POST /v1/chat/completions", chatBody()).chopped(1));
    QTRY_COMPARE(m_fixture->endpoint.connections().size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(client.isClosed, 15'000);
    QCOMPARE(m_fixture->provider.requests().size(), 0);
}

void EndpointHttpTest::stopsTheProviderWhenTheClientGoes()
{
    m_fixture->provider.enqueue(streamHead().sse(spoken("hello?")).stall());
    RawClient client(*m_fixture);
    client.socket.write(RawClient::request(*m_fixture, "POST /v1/chat/completions", chatBody()));
    QTRY_VERIFY(client.received.contains("hello?"));
    client.socket.abort();
    QTRY_COMPARE(m_fixture->provider.abortedConnections(), 1);
    QTRY_VERIFY(m_fixture->endpoint.connections().isEmpty());
    QTRY_VERIFY(m_fixture->endpoint.queries().open().isEmpty());
}

void EndpointHttpTest::holdsBackTheProviderOfASlowReader()
{
    constexpr qint64 kBuffers = 32 * 1024 * 1024; // the kernel's and ours
    QByteArray words; // not the same again and again: an answer that circles is ended
    for (int i = 0; i < 2000; ++i)
        words += "data: " + spoken(QByteArray::number(i * 7919) + ' ') + "\n\n";
    // At a pace: what a burst puts into the buffers before a pause gets through says nothing.
    m_fixture->provider.enqueue(streamHead().sendForever(words, 5ms));
    RawClient slow(*m_fixture);
    slow.stopReading();
    slow.socket.write(RawClient::request(*m_fixture, "POST /v1/chat/completions", chatBody()));
    auto serverWaits = [this, known = qint64(-1)]() mutable {
        const qint64 last = std::exchange(known, m_fixture->provider.bytesSent());
        return last > 0 && last == m_fixture->provider.bytesSent();
    };
    QTRY_VERIFY_WITH_TIMEOUT(serverWaits(), 20'000);
    QVERIFY2(m_fixture->provider.bytesSent() < kBuffers, "the provider was not held back");
}

QTEST_GUILESS_MAIN(EndpointHttpTest)
#include "endpoint_http_test.moc"
