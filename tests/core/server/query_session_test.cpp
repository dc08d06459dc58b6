// SPDX-License-Identifier: MIT
#include "tests/core/server/endpoint_fixture.h"

#include <QFile>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

/// "before ", and "after" when a client had time to go and come back.
FakeHttpServer::Script inTwoParts()
{
    return streamHead()
        .sse(spoken("before "))
        .pause(200ms)
        .sse(spoken("after"))
        .sse(R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})")
        .sse("[DONE]");
}

} // namespace

class QuerySessionTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysHelloFirst();
    void tellsAQueryInNumberedMessages();
    void answersFromDocumentsWithSources();
    void runsSeveralQueriesAtOnce();
    void queuesAndThenIsBusy();
    void refusesWhatIsNoMessageAndStays_data();
    void refusesWhatIsNoMessageAndStays();
    void closesAfterTenBadMessages();
    void closesAfterTooManyMessages();
    void cancelsOnlyItsOwnQuery();
    void resumesAQueryThatRuns();
    void resumesAQueryThatEnded();
    void resumesForTheSameTokenOnly();
    void resumesNoQueryUnderAnIdThatIsTaken();
    void goesOnForAnotherFollowerWhenASlowOneGoes();
    void stopsTheProviderSoonAfterTheClientWent();
    void tellsCatalogSettingsAndPassages();
    void refreshesAListOnceForAll();
    void keepsTheListWhenARefreshFails();
    void letsATokenDoOnlyWhatItMay_data();
    void letsATokenDoOnlyWhatItMay();
    void endsTheConnectionOfARevokedToken();
    void stopsAToolAtItsDailyBudget();
    void answersTheLastQueryOfTheBudgetThoughItHasToWait();
    void holdsBackTheProviderOfAClientThatDoesNotRead();
    void closesAClientThatReadsNoAnswers();
    void tellsNoSecretAndNoProviderWords();

private:
    std::unique_ptr<EndpointFixture> m_fixture;
};

void QuerySessionTest::init() { m_fixture = std::make_unique<EndpointFixture>(); }
void QuerySessionTest::cleanup() { m_fixture.reset(); }

void QuerySessionTest::saysHelloFirst()
{
    SocketClient client(*m_fixture);
    QTRY_COMPARE(client.messages().size(), 1);
    const QJsonObject hello = client.messages().first();
    QCOMPARE(hello["type"].toString(), "hello");
    QCOMPARE(hello["protocol"].toInt(), 1);
    QCOMPARE(hello["app"].toString(), "Freshet");
    const QStringList capabilities = hello["capabilities"].toVariant().toStringList();
    QCOMPARE(capabilities, (QStringList{"query", "cancel", "resume", "catalog", "refresh", "settings", "search"}));
}

void QuerySessionTest::tellsAQueryInNumberedMessages()
{
    m_fixture->provider.enqueue(saying({"Blue ", "because ", "of <air>."}));
    SocketClient client(*m_fixture);
    client.ask("q1", "Why is the sky blue?");
    QTRY_VERIFY(client.isOver("q1"));

    const QList<QJsonObject> said = client.about("q1");
    for (qsizetype i = 0; i < said.size(); ++i)
        QCOMPARE(said.at(i)["seq"].toInt(), i + 1);
    QCOMPARE(said.first()["type"].toString(), "accepted");
    QCOMPARE(said.first()["provider"].toString(), "fake");
    QCOMPARE(said.first()["model"].toString(), "fake-1");
    QCOMPARE(said.first()["retrieval"].toBool(true), false);
    QVERIFY(said.first()["stream_id"].toString().size() >= 16);
    const QJsonObject final = said.last();
    QCOMPARE(final["type"].toString(), "final");
    QCOMPARE(final["answer"].toString(), "Blue because of <air>.");
    QCOMPARE(final["answer"].toString(), client.text("q1"));
    QCOMPARE(final["finish_reason"].toString(), "stop");
    QCOMPARE(final["usage"]["prompt_tokens"].toInt(), 7);
    QCOMPARE(m_fixture->endpoint.tokens().useToday(m_fixture->endpoint.tokens().tokens().first().id).tokens, 10);
}

void QuerySessionTest::answersFromDocumentsWithSources()
{
    SocketClient client(*m_fixture);
    client.send({{"type", "query"}, {"id", "d"}, {"query", "How do I add a provider?"}, {"provider", "documents"},
        {"options", QJsonObject{{"stream", false}}}});
    QTRY_VERIFY_WITH_TIMEOUT(client.isOver("d"), 20'000);
    QCOMPARE(client.about("d").last()["type"].toString(), "final");
    QCOMPARE(client.about("d").last()["delivery"].toString(), "non_streaming");
    QVERIFY(!client.of("sources").isEmpty());
    QVERIFY(!client.about("d").last()["sources"].toArray().isEmpty());
}

void QuerySessionTest::runsSeveralQueriesAtOnce()
{
    m_fixture->provider.enqueue(streamHead().sse(spoken("one")).stall());
    m_fixture->provider.enqueue(saying({"two"}));
    SocketClient client(*m_fixture);
    client.ask("a", "First?");
    client.ask("b", "Second?");
    QTRY_VERIFY(client.isOver("b"));
    QTRY_COMPARE(client.text("a"), "one");
    QCOMPARE(client.text("b"), "two");
    QVERIFY(!client.isOver("a"));

    client.ask("a", "The same id again?");
    QTRY_COMPARE(client.of("error").size(), 1);
    QCOMPARE(client.of("error").first()["kind"].toString(), "bad_request");
    QVERIFY(!client.of("error").first().contains("id")); // which would be the end of the one that runs
}

void QuerySessionTest::queuesAndThenIsBusy()
{
    m_fixture->settings.set(keys::serverQueries, 1);
    m_fixture->provider.enqueue(streamHead().sse(spoken("busy")).stall());
    m_fixture->provider.enqueue(saying({"next"}));
    m_fixture->provider.setHandler([](const FakeHttpServer::Request &) { return saying({"later"}); });
    SocketClient client(*m_fixture);
    for (int i = 0; i < 10; ++i)
        client.ask(QString::number(i), "Now?");
    QTRY_COMPARE(client.of("error").size(), 1); // one runs, eight wait
    const QJsonObject busy = client.of("error").first();
    QCOMPARE(busy["kind"].toString(), "busy");
    QCOMPARE(busy["id"].toString(), "9");
    QCOMPARE(busy["seq"].toInt(), 1);
    QVERIFY(busy["retry_after_ms"].toInt() > 0);
    QVERIFY(busy["retryable"].toBool());
    QTRY_COMPARE(m_fixture->provider.requests().size(), 1);

    client.send({{"type", "cancel"}, {"id", "0"}});
    QTRY_VERIFY(client.isOver("8"));
    QCOMPARE(client.text("1"), "next");
    QCOMPARE(m_fixture->provider.peakInFlight(), 1);
}

void QuerySessionTest::refusesWhatIsNoMessageAndStays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    QTest::newRow("no JSON") << "{"
                             << "";
    QTest::newRow("unknown type") << R"({"type":"shutdown","id":"x"})"
                                  << "x";
    QTest::newRow("unknown field") << R"({"type":"query","id":"x","query":"?","base_url":"http://evil"})"
                                   << "x";
    QTest::newRow("no question") << R"({"type":"query","id":"x"})"
                                 << "x";
    QTest::newRow("no such provider") << R"({"type":"query","id":"x","query":"?","provider":"nobody"})"
                                      << "x";
    QTest::newRow("nothing to cancel") << R"({"type":"cancel","id":"x"})"
                                       << "x";
    QTest::newRow("nothing to resume") << R"({"type":"resume","id":"x","after":0})"
                                       << "x";
    QTest::newRow("no such provider's catalog") << R"({"type":"catalog","id":"x","provider":"nobody"})"
                                                << "x";
    QTest::newRow("no such provider's refresh") << R"({"type":"refresh","id":"x","provider":"nobody"})"
                                                << "x";
}

void QuerySessionTest::refusesWhatIsNoMessageAndStays()
{
    QFETCH(QString, text);
    QFETCH(QString, id);
    SocketClient client(*m_fixture);
    QTRY_COMPARE(client.messages().size(), 1);
    client.sendText(text);
    QTRY_COMPARE(client.of("error").size(), 1);
    const QJsonObject error = client.of("error").first();
    QVERIFY(error["kind"] == "bad_request" || error["kind"] == "not_found");
    QCOMPARE(error["id"].toString(), id);
    QVERIFY(!error["message"].toString().isEmpty());
    QCOMPARE(error["retryable"].toBool(true), false);

    m_fixture->provider.enqueue(saying({"still here"}));
    client.ask("next", "?");
    QTRY_COMPARE(client.text("next"), "still here");
}

void QuerySessionTest::closesAfterTenBadMessages()
{
    SocketClient client(*m_fixture);
    QTRY_COMPARE(client.messages().size(), 1);
    for (int i = 0; i < 10; ++i)
        client.sendText("{}");
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.of("error").size(), 10);
    QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
}

void QuerySessionTest::closesAfterTooManyMessages()
{
    SocketClient client(*m_fixture);
    QTRY_COMPARE(client.messages().size(), 1);
    for (int i = 0; i < 200 && !client.isClosed(); ++i)
        client.send({{"type", "settings"}});
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    QCOMPARE(client.of("error").size(), 1);
    QCOMPARE(client.of("error").first()["kind"].toString(), "rate_limited");
}

void QuerySessionTest::cancelsOnlyItsOwnQuery()
{
    m_fixture->provider.enqueue(streamHead().sse(spoken("mine")).stall());
    SocketClient owner(*m_fixture);
    SocketClient other(*m_fixture);
    owner.ask("q", "Whose?");
    QTRY_COMPARE(owner.text("q"), "mine");
    other.send({{"type", "cancel"}, {"id", "q"}});
    QTRY_COMPARE(other.of("error").size(), 1);
    QVERIFY(!owner.isOver("q"));

    owner.send({{"type", "cancel"}, {"id", "q"}});
    QTRY_VERIFY(owner.isOver("q"));
    const QJsonObject error = owner.about("q").last();
    QCOMPARE(error["kind"].toString(), "cancelled");
    QCOMPARE(error["partial"].toString(), "mine");
    QTRY_COMPARE(m_fixture->provider.abortedConnections(), 1);
}

void QuerySessionTest::resumesAQueryThatRuns()
{
    m_fixture->provider.enqueue(inTwoParts());
    auto first = std::make_unique<SocketClient>(*m_fixture);
    first->ask("q", "Go on?");
    QTRY_COMPARE(first->text("q"), "before ");
    const QString stream = first->about("q").first()["stream_id"].toString();
    const int seen = first->about("q").last()["seq"].toInt();
    first->socket().abort();

    SocketClient second(*m_fixture);
    second.send({{"type", "resume"}, {"id", stream}, {"after", seen - 1}});
    QTRY_VERIFY(second.isOver("q"));
    const QList<QJsonObject> told = second.about("q");
    QCOMPARE(told.first()["seq"].toInt(), seen); // what was missed, and nothing twice
    for (qsizetype i = 0; i < told.size(); ++i)
        QCOMPARE(told.at(i)["seq"].toInt(), seen + i);
    QCOMPARE(told.last()["answer"].toString(), "before after");
    QCOMPARE(m_fixture->provider.requests().size(), 1);
}

void QuerySessionTest::resumesAQueryThatEnded()
{
    m_fixture->provider.enqueue(saying({"all ", "of it"}));
    SocketClient first(*m_fixture);
    first.ask("q", "Once more?");
    QTRY_VERIFY(first.isOver("q"));
    first.socket().close();

    SocketClient second(*m_fixture);
    second.send({{"type", "resume"}, {"id", first.about("q").first()["stream_id"]}, {"after", 0}});
    QTRY_VERIFY(second.isOver("q"));
    QCOMPARE(second.about("q"), first.about("q"));
}

void QuerySessionTest::resumesForTheSameTokenOnly()
{
    m_fixture->provider.enqueue(saying({"private"}));
    SocketClient first(*m_fixture);
    first.ask("q", "Secret?");
    QTRY_VERIFY(first.isOver("q"));
    const QJsonValue stream = first.about("q").first()["stream_id"];
    SocketClient other(*m_fixture, m_fixture->newToken("other", allTokenScopes()));
    other.send({{"type", "resume"}, {"id", stream}, {"after", 0}});
    QTRY_COMPARE(other.of("error").size(), 1);
    QCOMPARE(other.of("error").first()["kind"].toString(), "not_found");
}

void QuerySessionTest::resumesNoQueryUnderAnIdThatIsTaken()
{
    m_fixture->provider.enqueue(saying({"the old one"}));
    SocketClient first(*m_fixture);
    first.ask("1", "Old?");
    QTRY_VERIFY(first.isOver("1"));
    m_fixture->provider.enqueue(streamHead().sse(spoken("the new one")).stall());
    SocketClient second(*m_fixture);
    second.ask("1", "New?");
    QTRY_COMPARE(second.text("1"), "the new one");
    second.send({{"type", "resume"}, {"id", first.about("1").first()["stream_id"]}, {"after", 0}});
    QTRY_COMPARE(second.of("error").size(), 1);
    QCOMPARE(second.text("1"), "the new one");
}

void QuerySessionTest::goesOnForAnotherFollowerWhenASlowOneGoes()
{
    m_fixture->provider.enqueue(inTwoParts());
    auto slow = std::make_unique<SocketClient>(*m_fixture);
    slow->ask("q", "Go on?");
    QTRY_COMPARE(slow->text("q"), "before ");
    SocketClient other(*m_fixture);
    other.send({{"type", "resume"}, {"id", slow->about("q").first()["stream_id"]}, {"after", 0}});
    QTRY_COMPARE(other.text("q"), "before ");
    m_fixture->endpoint.queries().open().first()->setPaused(true); // as the first one's session would
    slow.reset();
    QTRY_VERIFY(other.isOver("q"));
    QCOMPARE(other.text("q"), "before after");
}

void QuerySessionTest::stopsTheProviderSoonAfterTheClientWent()
{
    m_fixture->provider.enqueue(streamHead().sse(spoken("hello?")).stall());
    SocketClient client(*m_fixture);
    client.ask("q", "Anybody?");
    QTRY_COMPARE(client.text("q"), "hello?");
    client.socket().abort();
    QTRY_COMPARE(m_fixture->provider.abortedConnections(), 1);
    QVERIFY(ToolQuery::kGrace < 500ms);
    QTRY_VERIFY(m_fixture->endpoint.queries().open().isEmpty());
    QTRY_VERIFY(m_fixture->endpoint.connections().isEmpty());
}

void QuerySessionTest::tellsCatalogSettingsAndPassages()
{
    SocketClient client(*m_fixture);
    client.send({{"type", "catalog"}, {"id", "c"}});
    client.send({{"type", "catalog"}, {"id", "one"}, {"provider", "documents"}});
    client.send({{"type", "settings"}, {"id", "s"}});
    client.send({{"type", "search"}, {"id", "p"}, {"query", "How do I add a provider?"}, {"collection", "guide"},
        {"top_k", 2}});
    QTRY_COMPARE_WITH_TIMEOUT(client.of("passages").size(), 1, 20'000);
    QCOMPARE(client.about("c").first()["providers"].toArray().size(), 2);
    QCOMPARE(client.about("c").first()["providers"][0]["configured"].toBool(), true);
    QCOMPARE(client.about("one").first()["providers"].toArray().size(), 1);
    QCOMPARE(client.about("s").first()["default_provider"].toString(), "fake");
    QCOMPARE(client.about("s").first()["providers"][0]["has_api_key"].toBool(), true);
    QCOMPARE(client.of("passages").first()["passages"].toArray().size(), 2);
    QCOMPARE(client.of("passages").first()["id"].toString(), "p");
}

void QuerySessionTest::refreshesAListOnceForAll()
{
    SocketClient one(*m_fixture);
    SocketClient two(*m_fixture);
    for (SocketClient *const client : {&one, &two})
        client->send({{"type", "refresh"}, {"id", "r"}, {"provider", "fake"}, {"force", true}});
    QTRY_COMPARE(m_fixture->modelLists.fetches, 1);
    QTRY_COMPARE(one.messages().size() + two.messages().size(), 2); // two times hello
    m_fixture->modelLists.answer(
        QList<ModelInfo>{{.ref = {"fake", "new-1"}, .name = "New", .origin = ModelOrigin::Live}});
    QTRY_COMPARE(one.about("r").size(), 1);
    QTRY_COMPARE(two.about("r").size(), 1);
    const QJsonArray listed = one.about("r").first()["providers"][0]["models"].toArray();
    QVERIFY(std::any_of(listed.begin(), listed.end(), [](const QJsonValue &model) { return model["id"] == "new-1"; }));

    one.send({{"type", "refresh"}, {"id", "again"}, {"provider", "fake"}, {"force", true}});
    QTRY_COMPARE(one.about("again").size(), 1);
    QCOMPARE(m_fixture->modelLists.fetches, 1); // not before half a minute has passed
}

void QuerySessionTest::keepsTheListWhenARefreshFails()
{
    SocketClient client(*m_fixture);
    client.send({{"type", "refresh"}, {"id", "r"}, {"provider", "fake"}});
    QTRY_COMPARE(m_fixture->modelLists.fetches, 1);
    m_fixture->modelLists.answer(failure({.kind = ErrorKind::Auth, .message = "The key is wrong.", .httpStatus = 401}));
    QTRY_COMPARE(client.about("r").size(), 1);
    const QJsonValue provider = client.about("r").first()["providers"][0];
    QCOMPARE(provider["error"]["kind"].toString(), "auth");
    QCOMPARE(provider["models"][0]["id"].toString(), "fake-1");
}

void QuerySessionTest::letsATokenDoOnlyWhatItMay_data()
{
    QTest::addColumn<QJsonObject>("message");
    QTest::addColumn<TokenScopes>("scopes"); ///< All but the one that it needs, and Query to get in.
    const auto without = [](TokenScope scope) { return allTokenScopes() & ~TokenScopes(scope); };
    QTest::newRow("catalog") << QJsonObject{{"type", "catalog"}, {"id", "x"}} << without(TokenScope::Models);
    QTest::newRow("settings") << QJsonObject{{"type", "settings"}, {"id", "x"}} << without(TokenScope::Models);
    QTest::newRow("refresh") << QJsonObject{{"type", "refresh"}, {"id", "x"}, {"provider", "fake"}}
                             << without(TokenScope::Refresh);
    QTest::newRow("search") << QJsonObject{{"type", "search"}, {"id", "x"}, {"query", "?"}}
                            << without(TokenScope::Documents);
    QTest::newRow("search in a collection") << QJsonObject{{"type", "search"}, {"id", "x"}, {"query", "?"},
        {"collection", "diary"}} << without(TokenScope::Documents);
    QTest::newRow("retrieval") << QJsonObject{{"type", "query"}, {"id", "x"}, {"query", "?"},
        {"retrieval", QJsonObject{{"collection", "diary"}}}}
                               << without(TokenScope::Documents);
}

void QuerySessionTest::letsATokenDoOnlyWhatItMay()
{
    QFETCH(QJsonObject, message);
    QFETCH(TokenScopes, scopes);
    SocketClient client(*m_fixture, m_fixture->newToken("limited", scopes));
    client.send(message);
    QTRY_COMPARE(client.about("x").size(), 1);
    QCOMPARE(client.about("x").first()["type"].toString(), "error");
    QCOMPARE(client.about("x").first()["kind"].toString(), "unauthorized_scope");
    QCOMPARE(m_fixture->provider.requests().size(), 0);
    QCOMPARE(m_fixture->modelLists.fetches, 0);
}

void QuerySessionTest::endsTheConnectionOfARevokedToken()
{
    SocketClient kept(*m_fixture, m_fixture->newToken("kept", allTokenScopes()));
    SocketClient client(*m_fixture);
    SocketClient second(*m_fixture);
    SocketClient third(*m_fixture);
    QTRY_VERIFY(kept.isIn() && second.isIn() && third.isIn());
    m_fixture->provider.enqueue(streamHead().sse(spoken("still")).stall());
    client.ask("q", "?");
    QTRY_COMPARE(client.text("q"), "still");
    QVERIFY(m_fixture->endpoint.tokens().revoke(m_fixture->endpoint.tokens().tokens().first().id));
    QTRY_VERIFY(client.isClosed());
    QTRY_VERIFY(second.isClosed() && third.isClosed());
    QTRY_COMPARE(m_fixture->provider.abortedConnections(), 1);
    QVERIFY(!kept.isClosed());
}

void QuerySessionTest::stopsAToolAtItsDailyBudget()
{
    AccessTokenStore &tokens = m_fixture->endpoint.tokens();
    QVERIFY(tokens.setBudget(tokens.tokens().first().id, {.queries = 1, .tokens = std::nullopt}));
    m_fixture->provider.enqueue(saying({"one"}));
    SocketClient client(*m_fixture);
    client.ask("a", "?");
    QTRY_VERIFY(client.isOver("a"));
    QCOMPARE(client.text("a"), "one");
    client.ask("b", "?");
    QTRY_VERIFY(client.isOver("b"));
    QCOMPARE(client.about("b").last()["kind"].toString(), "quota");
    QCOMPARE(m_fixture->provider.requests().size(), 1);
}

void QuerySessionTest::answersTheLastQueryOfTheBudgetThoughItHasToWait()
{
    AccessTokenStore &tokens = m_fixture->endpoint.tokens();
    QVERIFY(tokens.setBudget(tokens.tokens().first().id, {.queries = 2, .tokens = std::nullopt}));
    m_fixture->settings.set(keys::serverQueries, 1);
    m_fixture->provider.enqueue(streamHead().sse(spoken("one")).stall());
    m_fixture->provider.enqueue(saying({"two"}));
    SocketClient client(*m_fixture);
    client.ask("a", "?");
    client.ask("b", "?");
    QTRY_COMPARE(client.text("a"), "one");
    client.send({{"type", "cancel"}, {"id", "a"}});
    QTRY_VERIFY(client.isOver("b"));
    QCOMPARE(client.text("b"), "two");
}

/// What the kernel may hold of a connection, in bytes: its greatest buffers of both ends.
static qint64 kernelBuffers()
{
    qint64 most = 0;
    for (const char *name : {"/proc/sys/net/ipv4/tcp_rmem", "/proc/sys/net/ipv4/tcp_wmem"}) {
        QFile file{QString::fromLatin1(name)};
        if (file.open(QIODevice::ReadOnly))
            most += file.readAll().simplified().split(' ').last().toLongLong();
    }
    return most;
}

void QuerySessionTest::holdsBackTheProviderOfAClientThatDoesNotRead()
{
    constexpr qint64 ours = 16 * 1024 * 1024;
    const qint64 buffers = 2 * kernelBuffers() + ours; // to the provider and to the client
    QByteArray words; // not the same again and again: an answer that circles is ended
    for (int i = 0; i < 2000; ++i)
        words += "data: " + spoken(QByteArray::number(i * 7919) + ' ') + "\n\n";
    m_fixture->provider.enqueue(streamHead().sendForever(words));
    m_fixture->provider.enqueue(saying({"quick"}));

    RawClient slow(*m_fixture);
    slow.socket.write(RawClient::request(*m_fixture, "GET /query/stream", {}, kUpgrade));
    QTRY_COMPARE(slow.status(), 101);
    slow.stopReading();
    slow.socket.write(clientFrame(0x81, R"({"type":"query","id":"s","query":"Talk"})"));
    auto serverWaits = [this, known = qint64(-1)]() mutable {
        const qint64 last = std::exchange(known, m_fixture->provider.bytesSent());
        return last > 0 && last == m_fixture->provider.bytesSent();
    };
    QTRY_VERIFY_WITH_TIMEOUT(serverWaits(), 20'000);
    QVERIFY2(m_fixture->provider.bytesSent() < buffers, "the provider was not held back");

    SocketClient other(*m_fixture); // and nobody else waits for it
    other.ask("q", "Quick?");
    QTRY_COMPARE(other.text("q"), "quick");
}

void QuerySessionTest::closesAClientThatReadsNoAnswers()
{
    QList<ModelInfo> many;
    for (int i = 0; i < 5000; ++i)
        many.append({.ref = {"fake", QString("model-%1").arg(i)}, .name = QString(100, u'n')});
    m_fixture->models.setStaticModels("fake", many, true);
    RawClient client(*m_fixture);
    client.socket.write(RawClient::request(*m_fixture, "GET /query/stream", {}, kUpgrade));
    QTRY_COMPARE(client.status(), 101);
    client.stopReading();
    for (int i = 0; i < 30; ++i) // together more than the kernel holds for a client
        client.socket.write(clientFrame(0x81, R"({"type":"catalog"})"));
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->endpoint.connections().isEmpty(), 10'000); // and not for want of reading: 15 s
}

void QuerySessionTest::tellsNoSecretAndNoProviderWords()
{
    m_fixture->provider.enqueue(FakeHttpServer::Script().status(401).send(
        R"({"error":{"message":"Bad key provider-key-canary-1234 at /srv/internal/path.py"}})"));
    SocketClient client(*m_fixture);
    client.ask("q", "?");
    QTRY_VERIFY(client.isOver("q"));
    const QByteArray told = QJsonDocument(client.about("q").last()).toJson();
    QCOMPARE(client.about("q").last()["kind"].toString(), "auth");
    QVERIFY2(!told.contains("canary") && !told.contains("internal") && !told.contains("http:"), told.constData());
    const AccessTokenStore &tokens = m_fixture->endpoint.tokens();
    QCOMPARE(tokens.useToday(tokens.tokens().first().id).tokens, 0); // no model read the question
}

QTEST_GUILESS_MAIN(QuerySessionTest)
#include "query_session_test.moc"
