// SPDX-License-Identifier: MIT
#include "tests/core/diagnosis/connection_test_fixture.h"

using namespace freshet;
using namespace freshet::test;

/// ConnectionTest as a whole: the order of its steps, and what it asks of a server.
class ConnectionTestTest : public ConnectionTestFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void goesThroughEverythingInOrder();
    void speaksOllamasOwnApi();
    void tellsEveryFinalAddress();
    void asksLittleAndOneThingAtATime();
    void sendsTheKeyNowhereElse();
    void measuresEachStep();
};

void ConnectionTestTest::goesThroughEverythingInOrder()
{
    ConnectionTest test(m_client, m_subject, m_options, nullptr);
    QCOMPARE(test.steps().size(), 11);
    for (const ConnectionStep &waiting : test.steps())
        QCOMPARE(waiting.state, State::Waiting);
    QList<Id> settled;
    connect(&test, &ConnectionTest::stepChanged, this, [&settled](const ConnectionStep &changed) {
        if (changed.state != State::Running)
            settled << changed.id;
    });
    QSignalSpy finished(&test, &ConnectionTest::finished);
    QTRY_COMPARE(finished.count(), 1);
    QList<Id> inOrder;
    for (const ConnectionStep &done : test.steps()) {
        inOrder << done.id;
        const bool isNotNeeded = done.id == Id::Name || done.id == Id::Tls;
        QVERIFY2(done.state == (isNotNeeded ? State::Skipped : State::Ok), qPrintable(done.sentence));
        QVERIFY(!done.sentence.isEmpty());
    }
    QCOMPARE(settled, inOrder);
    QVERIFY(!test.hasFailed());
    QVERIFY(test.steps().at(6).sentence.contains("vLLM"));
    QCOMPARE(test.steps().at(7).sentence, QStringLiteral("3 models: 2 for chat, 1 for embeddings."));
    QCOMPARE(test.steps().at(8).sentence, QStringLiteral("chat-2 answered."));
    QVERIFY(test.steps().at(9).sentence.contains("8 pieces"));
    QCOMPARE(test.steps().at(10).sentence, QStringLiteral("text-embedding-1 turns texts into vectors of 2 numbers."));
    const QString report = test.report();
    QVERIFY(report.startsWith("Connection test of Vendor by Freshet "));
    QVERIFY(
        report.contains("Streamed answer: ok") && report.contains(m_server->url("/v1/chat/completions").toString()));
    QVERIFY(!report.contains("canary"));
}

void ConnectionTestTest::speaksOllamasOwnApi()
{
    m_server->setHandler([](const Request &request) {
        if (request.path == "/api/tags")
            return json(R"({"models":[{"name":"llama3.2:latest","modified_at":"2026-11-01T00:00:00Z","digest":"a"}]})");
        if (request.path == "/api/embed")
            return json(R"({"embeddings":[[0.6,0.8,0.0]]})");
        if (request.path != "/api/chat")
            return status(404);
        const QByteArray end = R"({"message":{"content":"OK"},"done":true,"done_reason":"stop"})"
                               "\n";
        if (!request.body.contains("\"stream\":true"))
            return json(end);
        Script script;
        script.header("Content-Type", "application/x-ndjson");
        for (int number = 1; number < 9; ++number)
            script
                .send(R"({"message":{"content":"12 "},"done":false})"
                      "\n")
                .pause(1ms);
        return script.send(end);
    });
    m_subject.info.needsKey = false;
    m_subject.info.dialect = m_subject.config.dialect = Dialect::Ollama;
    m_subject.info.defaultModel = "llama3.2";
    m_subject.config.baseUrl = m_server->url("");
    m_subject.config.key = {};
    m_subject.embeddingModel = "nomic-embed-text";
    run();
    QVERIFY2(!m_test->hasFailed(), qPrintable(m_test->report()));
    QVERIFY(step(Id::Dialect).sentence.contains("it looks like Ollama"));
    QCOMPARE(step(Id::Answer).sentence, QStringLiteral("llama3.2 answered."));
    QVERIFY(step(Id::StreamedAnswer).sentence.contains("piece by piece"));
    QVERIFY(step(Id::Embeddings).sentence.contains("3 numbers"));
    QCOMPARE(m_server->requests().size(), 4);
}

void ConnectionTestTest::tellsEveryFinalAddress()
{
    run();
    QCOMPARE(step(Id::Address).detail.split('\n').size(), 4);
    for (const Request &request : m_server->requests())
        QVERIFY(step(Id::Address).detail.contains(request.path));
}

void ConnectionTestTest::asksLittleAndOneThingAtATime()
{
    run();
    QCOMPARE(m_server->requests().size(), 4);
    QCOMPARE(m_server->peakInFlight(), 1);
    for (const Request &request : m_server->requests()) {
        QVERIFY(request.body.size() < 400);
        QCOMPARE(request.body.contains("\"max_tokens\":"), request.path.endsWith("/chat/completions"));
    }
}

void ConnectionTestTest::sendsTheKeyNowhereElse()
{
    FakeHttpServer other;
    m_server->setHandler([&other](const Request &request) {
        return request.path == "/v1/models" ? status(404, QByteArray("{\"see\":\"") + other.url().toEncoded() + "\"}")
                                            : status(307).header("Location", other.url("/v1/models").toEncoded());
    });
    m_subject.config.extraHeaders = {{.name = "X-Gate", .value = Secret("gate-canary-123456")}};
    run();
    QCOMPARE(other.connections(), 0);
    QVERIFY(m_server->requests().size() > 2);
    for (const Request &request : m_server->requests()) {
        QCOMPARE(request.header("authorization"), QByteArray("Bearer ") + kKey);
        QCOMPARE(request.header("x-gate"), QByteArray("gate-canary-123456"));
        QVERIFY(!request.path.contains("canary") && !request.body.contains("canary"));
    }
    QVERIFY(!m_test->report().contains("canary"));
}

void ConnectionTestTest::measuresEachStep()
{
    std::chrono::microseconds now{0};
    m_options.ticks = [&now] { return now += 7ms; };
    run();
    QCOMPARE(step(Id::Address).duration, 7ms);
    QCOMPARE(step(Id::Key).duration, 7ms);
    QVERIFY(step(Id::StreamedAnswer).duration > 8 * 7ms);
    QVERIFY(m_test->report().contains("Address: ok (7 ms)"));
}

QTEST_GUILESS_MAIN(ConnectionTestTest)
#include "connection_test_test.moc"
