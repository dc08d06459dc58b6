// SPDX-License-Identifier: MIT
#include "tests/core/diagnosis/connection_test_fixture.h"

using namespace freshet;
using namespace freshet::test;

/// What the server says of key, dialect and models.
class ConnectionTestServerTest : public ConnectionTestFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
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
};

void ConnectionTestServerTest::endsWithoutTheKeyThatIsNeeded()
{
    m_subject.config.key = {};
    run();
    QCOMPARE(step(Id::Key).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Key).fixes), QList<Kind>{Kind::AddKey});
    QCOMPARE(step(Id::Key).fixes.first().url, QUrl("https://vendor.example/keys"));
    expectSkippedAfter(Id::Key);
    QCOMPARE(m_server->requests().size(), 0);
}

void ConnectionTestServerTest::endsAtAKeyThatIsRefused()
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

void ConnectionTestServerTest::wantsAKeyWhereTheServerDoes()
{
    m_subject.info.needsKey = false;
    m_subject.config.key = {};
    m_server->setHandler([](const Request &) { return status(401); });
    run();
    QVERIFY(step(Id::Key).sentence.contains("wants a key"));
    QCOMPARE(step(Id::Key).fixes.first().sentence, QStringLiteral("Add a key"));
}

void ConnectionTestServerTest::sendsNoKeyInTheOpen()
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

void ConnectionTestServerTest::wondersAboutAKeyThatLooksStrange()
{
    m_subject.config.key = Secret("AIza-of-somebody-else");
    run();
    QCOMPARE(step(Id::Key).state, State::Warning);
    QVERIFY(step(Id::Key).sentence.contains("usually begin with sk-"));
    QCOMPARE(step(Id::Answer).state, State::Ok); // never a condition
}

void ConnectionTestServerTest::findsTheRightAddress()
{
    m_server->setHandler(
        [](const Request &request) { return request.path.startsWith("/api/v1/") ? goodAnswer(request) : status(404); });
    run();
    QCOMPARE(step(Id::Dialect).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Dialect).fixes), QList<Kind>{Kind::UseBaseUrl});
    QCOMPARE(step(Id::Dialect).fixes.first().url, m_server->url("/api/v1"));
    expectSkippedAfter(Id::Dialect);
}

void ConnectionTestServerTest::findsAnotherDialect()
{
    m_server->setHandler([](const Request &request) {
        return request.path == "/api/tags" ? json(R"({"models":[{"name":"llama3.2"}]})") : status(404);
    });
    run();
    QCOMPARE(kindsOf(step(Id::Dialect).fixes), QList<Kind>{Kind::UseOtherDialect});
    QCOMPARE(step(Id::Dialect).fixes.first().dialect, Dialect::Ollama);
    QCOMPARE(step(Id::Dialect).fixes.first().url, m_server->url(""));
}

void ConnectionTestServerTest::knowsAWebPage()
{
    m_server->setHandler([](const Request &) {
        return Script().header("Content-Type", "text/html").send("<!doctype html><title>Open WebUI</title>");
    });
    run();
    QCOMPARE(step(Id::Dialect).state, State::Failed);
    QVERIFY(step(Id::Dialect).sentence.startsWith("A web page is at "));
    expectSkippedAfter(Id::Dialect);
}

void ConnectionTestServerTest::asksAlsoAServerThatListsNoModels()
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

void ConnectionTestServerTest::asksAlsoAServerWhoseListFailsJustNow()
{
    m_server->setHandler(
        [](const Request &request) { return request.path.endsWith("/models") ? status(503) : goodAnswer(request); });
    run();
    QCOMPARE(step(Id::Dialect).state, State::Warning);
    QCOMPARE(step(Id::Models).state, State::Skipped);
    QCOMPARE(step(Id::Answer).state, State::Ok);
    QCOMPARE(m_server->requests().size(), 3); // nowhere else was a list looked for
}

void ConnectionTestServerTest::tellsThatThereAreNoModels()
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

void ConnectionTestServerTest::offersAModelThatIsListed()
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

QTEST_GUILESS_MAIN(ConnectionTestServerTest)
#include "connection_test_server_test.moc"
