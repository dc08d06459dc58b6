// SPDX-License-Identifier: MIT
#include "core/diagnosis/connection_test.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/tls_server.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Id = ConnectionStepId;
using State = ConnectionStepState;
using Kind = ConnectionFix::Kind;
using Request = FakeHttpServer::Request;
using Script = FakeHttpServer::Script;

namespace {

constexpr const char *kKey = "sk-canary-abcdef123456";

Script json(const QByteArray &body) { return Script().header("Content-Type", "application/json").send(body); }
Script status(int code, const QByteArray &body = "{\"error\":{\"message\":\"No.\"}}")
{
    return json(body).status(code);
}
QByteArray piece(const QByteArray &text)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
}
const QByteArray kEnd
    = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
const QByteArray kModels = R"({"data":[{"id":"chat-1","owned_by":"vllm"},{"id":"chat-2"},{"id":"text-embedding-1"}]})";

Script answerAtOnce()
{
    QByteArray all;
    for (int number = 1; number < 9; ++number)
        all += piece(QByteArray::number(number) + "  ");
    return Script().header("Content-Type", "text/event-stream").send(all + kEnd);
}

Script answerPieceByPiece()
{
    Script script;
    script.header("Content-Type", "text/event-stream");
    for (int number = 1; number < 9; ++number)
        script.send(piece(QByteArray::number(number) + "  ")).pause(1ms);
    return script.send(kEnd);
}

/// A server as it should be.
Script goodAnswer(const Request &request)
{
    if (request.path.endsWith("/models"))
        return json(kModels);
    if (request.path.endsWith("/embeddings"))
        return json(R"({"data":[{"index":0,"embedding":[0.6,0.8]}]})");
    if (!request.path.endsWith("/chat/completions"))
        return status(404);
    return request.body.contains("\"stream\":true")
        ? answerPieceByPiece()
        : json(R"({"choices":[{"index":0,"message":{"content":"OK"},"finish_reason":"stop"}]})");
}

QList<Kind> kindsOf(const QList<ConnectionFix> &fixes)
{
    QList<Kind> kinds;
    for (const ConnectionFix &fix : fixes)
        kinds << fix.kind;
    return kinds;
}

} // namespace

class ConnectionTestTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void goesThroughEverythingInOrder();
    void speaksOllamasOwnApi();
    void tellsEveryFinalAddress();
    void needsABase();
    void endsWhereTheNameIsUnknown();
    void endsWhereNobodyListens();
    void endsAtACertificateThatIsNotTrusted();
    void goesOverTlsWithACaFile();
    void offersHttpWhereThereIsNoTls();
    void offersToLeaveOutAProxyThatFails();
    void endsAtAProxyThatCannotBe();
    void endsWithoutTheKeyThatIsNeeded();
    void endsAtAKeyThatIsRefused();
    void wantsAKeyWhereTheServerDoes();
    void sendsNoKeyInTheOpen();
    void wondersAboutAKeyThatLooksStrange();
    void findsTheRightAddress();
    void findsAnotherDialect();
    void knowsAWebPage();
    void asksAlsoAServerThatListsNoModels();
    void asksAlsoAServerWhoseListFailsJustNow();
    void tellsThatThereAreNoModels();
    void offersAModelThatIsListed();
    void tellsWhyThereIsNoAnswer_data();
    void tellsWhyThereIsNoAnswer();
    void endsAtAKeyThatIsRefusedLate();
    void takesThinkingForAnAnswer();
    void noticesAStreamThatIsHeldBack();
    void noticesAServerThatDoesNotStream();
    void tellsWhyThereAreNoEmbeddings();
    void leavesEmbeddingsOutWhereNoModelIsKnown();
    void asksLittleAndOneThingAtATime();
    void sendsTheKeyNowhereElse();
    void measuresEachStep();
    void stopsAtOnceWhenAborted_data();
    void stopsAtOnceWhenAborted();
    void maySafelyBeDeletedByItsListener_data();
    void maySafelyBeDeletedByItsListener();
    void abortsSafelyFromItsListener();

private:
    const ConnectionTest &run()
    {
        m_test = std::make_unique<ConnectionTest>(m_client, m_subject, m_options, nullptr);
        QSignalSpy finished(m_test.get(), &ConnectionTest::finished);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000); }();
        QTest::qWait(0);
        [&] { QCOMPARE(finished.count(), 1); }();
        return *m_test;
    }
    const ConnectionStep &step(Id id) const { return m_test->steps().at(static_cast<qsizetype>(id)); }
    void expectSkippedAfter(Id id) const
    {
        for (const ConnectionStep &later : m_test->steps()) {
            if (later.id > id)
                QVERIFY2(later.state == State::Skipped && !later.sentence.isEmpty(),
                    qPrintable(connectionStepName(later.id)));
        }
    }
    void serveOverTls(const QString &certificate)
    {
        m_server = std::make_unique<FakeHttpServer>(tlsWith(certificate));
        m_server->setHandler(goodAnswer);
        m_subject.config.baseUrl = m_server->url("/v1");
    }

    HttpClient m_client{HttpClient::Options{}};
    std::unique_ptr<FakeHttpServer> m_server;
    ConnectionSubject m_subject;
    ConnectionTest::Options m_options;
    std::unique_ptr<ConnectionTest> m_test;
};

void ConnectionTestTest::init()
{
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler(goodAnswer);
    const QUrl base = m_server->url("/v1");
    m_subject = {.info = {.id = "vendor",
                     .name = "Vendor",
                     .defaultBaseUrl = base,
                     .needsKey = true,
                     .keyPage = QUrl("https://vendor.example/keys"),
                     .keyPrefix = "sk-",
                     .defaultModel = "chat-2"},
        .config = {.id = "vendor",
            .name = "Vendor",
            .baseUrl = base,
            .key = Secret(kKey),
            .isOwnServer = true,
            .network = {.proxy = NetworkChoice::Proxy::None}}};
    // As many microseconds as bytes were sent: what is sent at once comes at the same moment.
    m_options = {.ticks = [this] { return 1000us * (m_server ? m_server->bytesSent() : 0); }};
}

void ConnectionTestTest::cleanup()
{
    if (m_test)
        QVERIFY(!m_test->report().contains(kKey));
    m_test.reset();
}

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

void ConnectionTestTest::needsABase()
{
    m_subject.config.baseUrl = QUrl();
    run();
    QCOMPARE(step(Id::Address).state, State::Failed);
    expectSkippedAfter(Id::Address);
}

void ConnectionTestTest::endsWhereTheNameIsUnknown()
{
    m_subject.config.baseUrl = QUrl("https://no.example/v1");
    m_options.lookup = [](const QString &, QObject *context, const std::function<void(QHostInfo)> &done) {
        QHostInfo info;
        info.setError(QHostInfo::HostNotFound);
        QMetaObject::invokeMethod(
            context, [done, info] { done(info); }, Qt::QueuedConnection);
    };
    run();
    QCOMPARE(step(Id::Proxy).state, State::Ok);
    QCOMPARE(step(Id::Name).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Name).fixes), QList<Kind>{Kind::UseSystemProxy});
    expectSkippedAfter(Id::Name);
}

void ConnectionTestTest::endsWhereNobodyListens()
{
    m_server.reset();
    run();
    QCOMPARE(step(Id::Connection).state, State::Failed);
    QVERIFY(step(Id::Connection).sentence.contains("Is the server running?"));
    QVERIFY(step(Id::Connection).advice.startsWith("Start the server"));
    expectSkippedAfter(Id::Connection);
}

void ConnectionTestTest::endsAtACertificateThatIsNotTrusted()
{
    serveOverTls("self_signed");
    run();
    QCOMPARE(step(Id::Tls).state, State::Failed);
    QVERIFY(step(Id::Tls).sentence.contains("self-signed"));
    QCOMPARE(kindsOf(step(Id::Tls).fixes), QList<Kind>{Kind::ChooseCaFile});
    expectSkippedAfter(Id::Tls);
    QCOMPARE(m_server->requests().size(), 0);
}

void ConnectionTestTest::goesOverTlsWithACaFile()
{
    serveOverTls("issued");
    m_subject.config.network.caFile = QStringLiteral(FRESHET_TEST_DATA "/tls/authority.pem");
    run();
    QVERIFY2(!m_test->hasFailed(), qPrintable(m_test->report()));
    QCOMPARE(step(Id::Tls).state, State::Ok);
    QCOMPARE(step(Id::StreamedAnswer).state, State::Ok);
    QCOMPARE(m_server->requests().size(), 4);
}

void ConnectionTestTest::offersHttpWhereThereIsNoTls()
{
    m_subject.config.baseUrl.setScheme("https");
    run();
    QCOMPARE(step(Id::Tls).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Tls).fixes), QList<Kind>{Kind::UseBaseUrl});
    QCOMPARE(step(Id::Tls).fixes.first().url, m_server->url("/v1"));
    expectSkippedAfter(Id::Tls);
}

void ConnectionTestTest::offersToLeaveOutAProxyThatFails()
{
    FakeHttpServer proxy;
    proxy.enqueue(Script().status(403));
    m_subject.config.baseUrl = QUrl("https://far.example/v1");
    m_subject.config.network = {.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = proxy.url("")};
    run();
    QCOMPARE(step(Id::Proxy).state, State::Ok);
    QCOMPARE(step(Id::Connection).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Connection).fixes), (QList<Kind>{Kind::UseNoProxy, Kind::UseSystemProxy}));
    expectSkippedAfter(Id::Connection);
}

void ConnectionTestTest::endsAtAProxyThatCannotBe()
{
    m_subject.config.baseUrl = QUrl("https://far.example/v1");
    m_subject.config.network = {.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = QUrl("ftp://p.example:1")};
    run();
    QCOMPARE(step(Id::Proxy).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Proxy).fixes), (QList<Kind>{Kind::UseNoProxy, Kind::UseSystemProxy}));
    expectSkippedAfter(Id::Proxy);
}

void ConnectionTestTest::endsWithoutTheKeyThatIsNeeded()
{
    m_subject.config.key = {};
    run();
    QCOMPARE(step(Id::Key).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Key).fixes), QList<Kind>{Kind::AddKey});
    QCOMPARE(step(Id::Key).fixes.first().url, QUrl("https://vendor.example/keys"));
    expectSkippedAfter(Id::Key);
    QCOMPARE(m_server->requests().size(), 0);
}

void ConnectionTestTest::endsAtAKeyThatIsRefused()
{
    m_server->setHandler([](const Request &) {
        return status(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + QByteArray(kKey) + "\"}}");
    });
    run();
    QCOMPARE(step(Id::Key).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Key).fixes), QList<Kind>{Kind::AddKey});
    QCOMPARE(step(Id::Key).fixes.first().sentence, QStringLiteral("Enter another key"));
    QVERIFY(!step(Id::Key).detail.contains(kKey) && !step(Id::Key).sentence.contains(kKey));
    expectSkippedAfter(Id::Key);
    QCOMPARE(m_server->requests().size(), 1);
}

void ConnectionTestTest::wantsAKeyWhereTheServerDoes()
{
    m_subject.info.needsKey = false;
    m_subject.config.key = {};
    m_server->setHandler([](const Request &) { return status(401); });
    run();
    QVERIFY(step(Id::Key).sentence.contains("wants a key"));
    QCOMPARE(step(Id::Key).fixes.first().sentence, QStringLiteral("Add a key"));
}

void ConnectionTestTest::sendsNoKeyInTheOpen()
{
    FakeHttpServer proxy; // so that a far name can be reached
    m_subject.config.baseUrl = QUrl("http://far.example/v1");
    m_subject.config.network = {.proxy = NetworkChoice::Proxy::Manual, .proxyUrl = proxy.url("")};
    run();
    QCOMPARE(step(Id::Address).state, State::Warning);
    QCOMPARE(step(Id::Key).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Key).fixes), (QList<Kind>{Kind::UseBaseUrl, Kind::RemoveKey}));
    QCOMPARE(step(Id::Key).fixes.first().url, QUrl("https://far.example/v1"));
    QCOMPARE(proxy.requests().size(), 0);
}

void ConnectionTestTest::wondersAboutAKeyThatLooksStrange()
{
    m_subject.config.key = Secret("AIza-of-somebody-else");
    run();
    QCOMPARE(step(Id::Key).state, State::Warning);
    QVERIFY(step(Id::Key).sentence.contains("usually begin with sk-"));
    QCOMPARE(step(Id::Answer).state, State::Ok); // never a condition
}

void ConnectionTestTest::findsTheRightAddress()
{
    m_server->setHandler(
        [](const Request &request) { return request.path.startsWith("/api/v1/") ? goodAnswer(request) : status(404); });
    run();
    QCOMPARE(step(Id::Dialect).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Dialect).fixes), QList<Kind>{Kind::UseBaseUrl});
    QCOMPARE(step(Id::Dialect).fixes.first().url, m_server->url("/api/v1"));
    expectSkippedAfter(Id::Dialect);
}

void ConnectionTestTest::findsAnotherDialect()
{
    m_server->setHandler([](const Request &request) {
        return request.path == "/api/tags" ? json(R"({"models":[{"name":"llama3.2"}]})") : status(404);
    });
    run();
    QCOMPARE(kindsOf(step(Id::Dialect).fixes), QList<Kind>{Kind::UseOtherDialect});
    QCOMPARE(step(Id::Dialect).fixes.first().dialect, Dialect::Ollama);
    QCOMPARE(step(Id::Dialect).fixes.first().url, m_server->url(""));
}

void ConnectionTestTest::knowsAWebPage()
{
    m_server->setHandler([](const Request &) {
        return Script().header("Content-Type", "text/html").send("<!doctype html><title>Open WebUI</title>");
    });
    run();
    QCOMPARE(step(Id::Dialect).state, State::Failed);
    QVERIFY(step(Id::Dialect).sentence.startsWith("A web page is at "));
    expectSkippedAfter(Id::Dialect);
}

void ConnectionTestTest::asksAlsoAServerThatListsNoModels()
{
    m_server->setHandler(
        [](const Request &request) { return request.path.contains("/models") ? status(404) : goodAnswer(request); });
    m_subject.embeddingModel = "e";
    run();
    QCOMPARE(step(Id::Dialect).state, State::Warning);
    QCOMPARE(step(Id::Models).state, State::Skipped);
    QCOMPARE(step(Id::Answer).state, State::Ok);
    QCOMPARE(step(Id::StreamedAnswer).state, State::Ok);
    QCOMPARE(step(Id::Embeddings).state, State::Ok);
}

void ConnectionTestTest::asksAlsoAServerWhoseListFailsJustNow()
{
    m_server->setHandler(
        [](const Request &request) { return request.path.endsWith("/models") ? status(503) : goodAnswer(request); });
    run();
    QCOMPARE(step(Id::Dialect).state, State::Warning);
    QCOMPARE(step(Id::Models).state, State::Skipped);
    QCOMPARE(step(Id::Answer).state, State::Ok);
    QCOMPARE(m_server->requests().size(), 3); // nowhere else was a list looked for
}

void ConnectionTestTest::tellsThatThereAreNoModels()
{
    m_server->setHandler(
        [](const Request &request) { return request.path.contains("/models") ? json(R"({"data":[]})") : status(404); });
    m_subject.info.defaultModel.clear();
    run();
    QCOMPARE(step(Id::Models).state, State::Warning);
    QCOMPARE(step(Id::Answer).state, State::Skipped);
    QCOMPARE(step(Id::StreamedAnswer).state, State::Skipped);
    QCOMPARE(step(Id::Embeddings).state, State::Skipped);
    QCOMPARE(m_server->requests().size(), 1);
}

void ConnectionTestTest::offersAModelThatIsListed()
{
    m_subject.chatModel = "gone-model";
    m_server->setHandler([](const Request &request) {
        return request.body.contains("gone-model")
            ? status(404, R"({"error":{"message":"The model does not exist","code":"model_not_found"}})")
            : goodAnswer(request);
    });
    run();
    QCOMPARE(step(Id::Models).state, State::Warning);
    QCOMPARE(step(Id::Models).fixes.first().model, QStringLiteral("chat-2"));
    QCOMPARE(step(Id::Answer).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Answer).fixes), QList<Kind>{Kind::ChooseModel});
    QCOMPARE(step(Id::StreamedAnswer).state, State::Skipped);
    QCOMPARE(step(Id::Embeddings).state, State::Ok); // needs no chat
}

void ConnectionTestTest::tellsWhyThereIsNoAnswer_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("advice");
    QTest::newRow("no money") << 402 << "nothing left to spend";
    QTest::newRow("too often") << 429 << "test it again later";
    QTest::newRow("overloaded") << 503 << "test it again later";
}

void ConnectionTestTest::tellsWhyThereIsNoAnswer()
{
    QFETCH(int, code);
    QFETCH(QString, advice);
    m_server->setHandler([code](const Request &request) {
        return request.path.endsWith("/chat/completions") ? status(code) : goodAnswer(request);
    });
    run();
    QCOMPARE(step(Id::Answer).state, State::Failed);
    QVERIFY2(step(Id::Answer).advice.contains(advice), qPrintable(step(Id::Answer).advice));
    QCOMPARE(step(Id::StreamedAnswer).state, State::Skipped);
}

/// Lists that anybody may read say nothing of the key.
void ConnectionTestTest::endsAtAKeyThatIsRefusedLate()
{
    m_server->setHandler(
        [](const Request &request) { return request.path.endsWith("/models") ? goodAnswer(request) : status(401); });
    run();
    QCOMPARE(step(Id::Answer).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Answer).fixes), QList<Kind>{Kind::AddKey});
    expectSkippedAfter(Id::Answer);
    QCOMPARE(m_server->requests().size(), 2);
}

void ConnectionTestTest::takesThinkingForAnAnswer()
{
    m_server->setHandler([](const Request &request) {
        if (!request.path.endsWith("/chat/completions") || request.body.contains("\"stream\":true"))
            return goodAnswer(request);
        return json(R"({"choices":[{"index":0,"message":{"content":""},"finish_reason":"length"}]})");
    });
    run();
    QCOMPARE(step(Id::Answer).state, State::Ok);
    QVERIFY(step(Id::Answer).sentence.contains("used the few tokens"));
}

void ConnectionTestTest::noticesAStreamThatIsHeldBack()
{
    m_server->setHandler([](const Request &request) {
        return request.body.contains("\"stream\":true") ? answerAtOnce() : goodAnswer(request);
    });
    run();
    QVERIFY2(step(Id::StreamedAnswer).state == State::Warning, qPrintable(step(Id::StreamedAnswer).sentence));
    QVERIFY(step(Id::StreamedAnswer).sentence.contains("all of it came at the same moment"));
    QVERIFY(step(Id::StreamedAnswer).advice.contains("proxy_buffering"));
    QCOMPARE(step(Id::Embeddings).state, State::Ok);
}

void ConnectionTestTest::noticesAServerThatDoesNotStream()
{
    m_server->setHandler([](const Request &request) {
        return request.path.endsWith("/chat/completions")
            ? json(R"({"choices":[{"index":0,"message":{"content":"1 2 3"},"finish_reason":"stop"}]})")
            : goodAnswer(request);
    });
    run();
    QCOMPARE(step(Id::StreamedAnswer).state, State::Warning);
    QVERIFY(step(Id::StreamedAnswer).sentence.contains("does not stream"));
}

void ConnectionTestTest::tellsWhyThereAreNoEmbeddings()
{
    m_server->setHandler([](const Request &request) {
        return request.path.endsWith("/embeddings")
            ? status(501, R"({"error":{"message":"This server does not support embeddings."}})")
            : goodAnswer(request);
    });
    run();
    QCOMPARE(step(Id::Embeddings).state, State::Failed);
    QVERIFY(step(Id::Embeddings).advice.startsWith("Chat works"));
    QVERIFY(m_test->hasFailed());
}

void ConnectionTestTest::leavesEmbeddingsOutWhereNoModelIsKnown()
{
    m_server->setHandler([](const Request &request) {
        return request.path.endsWith("/models") ? json(R"({"data":[{"id":"chat-2"}]})") : goodAnswer(request);
    });
    run();
    QCOMPARE(step(Id::Embeddings).state, State::Skipped);
    QCOMPARE(m_server->requests().size(), 3);
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

void ConnectionTestTest::stopsAtOnceWhenAborted_data()
{
    QTest::addColumn<QByteArray>("stalls");
    QTest::addColumn<Id>("at");
    QTest::newRow("while models are asked for") << QByteArray("/models") << Id::Key;
    QTest::newRow("while an answer is awaited") << QByteArray("/chat/completions") << Id::Answer;
    QTest::newRow("while embeddings are awaited") << QByteArray("/embeddings") << Id::Embeddings;
}

void ConnectionTestTest::stopsAtOnceWhenAborted()
{
    QFETCH(QByteArray, stalls);
    QFETCH(Id, at);
    m_server->setHandler([stalls](const Request &request) {
        return request.path.endsWith(stalls) ? Script().stall() : goodAnswer(request);
    });
    m_test = std::make_unique<ConnectionTest>(m_client, m_subject, m_options, nullptr);
    QSignalSpy finished(m_test.get(), &ConnectionTest::finished);
    QTRY_COMPARE(step(at).state, State::Running);
    QTRY_VERIFY(!m_server->requests().isEmpty() && m_server->requests().last().path.endsWith(stalls));
    const qsizetype asked = m_server->requests().size();
    m_test->abort();
    m_test->abort();
    QCOMPARE(finished.count(), 0);
    QCOMPARE(step(at).state, State::Skipped);
    QCOMPARE(step(at).sentence, QStringLiteral("Stopped."));
    expectSkippedAfter(at);
    QTRY_COMPARE(finished.count(), 1);
    QTRY_COMPARE(m_server->inFlight(), 0);
    QCOMPARE(m_server->requests().size(), asked);
    QCOMPARE(finished.count(), 1);
}

void ConnectionTestTest::maySafelyBeDeletedByItsListener_data()
{
    QTest::addColumn<Id>("at");
    for (int id = 0; id <= static_cast<int>(Id::Embeddings); ++id)
        QTest::newRow(qPrintable(connectionStepName(static_cast<Id>(id)))) << static_cast<Id>(id);
}

void ConnectionTestTest::maySafelyBeDeletedByItsListener()
{
    QFETCH(Id, at);
    for (const bool whileItRuns : {true, false}) {
        m_test = std::make_unique<ConnectionTest>(m_client, m_subject, m_options, nullptr);
        connect(
            m_test.get(), &ConnectionTest::stepChanged, this, [this, at, whileItRuns](const ConnectionStep &changed) {
                const bool isSync = at == Id::Address || at == Id::Dialect || at == Id::Models;
                if (changed.id == at && (changed.state == State::Running || !whileItRuns || isSync))
                    m_test.reset();
            });
        QTRY_VERIFY(!m_test);
    }
    QTRY_COMPARE(m_server->inFlight(), 0);
}

void ConnectionTestTest::abortsSafelyFromItsListener()
{
    m_test = std::make_unique<ConnectionTest>(m_client, m_subject, m_options, nullptr);
    QSignalSpy finished(m_test.get(), &ConnectionTest::finished);
    connect(m_test.get(), &ConnectionTest::stepChanged, this, [this](const ConnectionStep &changed) {
        if (changed.id == Id::Connection && changed.state == State::Ok)
            m_test->abort();
    });
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(step(Id::Connection).state, State::Ok);
    expectSkippedAfter(Id::Connection);
    QCOMPARE(m_server->requests().size(), 0);
}

Q_DECLARE_METATYPE(freshet::ConnectionStepId)

QTEST_GUILESS_MAIN(ConnectionTestTest)
#include "connection_test_test.moc"
