// SPDX-License-Identifier: MIT
#include "tests/core/diagnosis/connection_test_fixture.h"

using namespace freshet;
using namespace freshet::test;

/// Answers, whole and streamed, and embeddings.
class ConnectionTestAnswersTest : public ConnectionTestFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void tellsWhyThereIsNoAnswer_data();
    void tellsWhyThereIsNoAnswer();
    void endsAtAKeyThatIsRefusedLate();
    void takesThinkingForAnAnswer();
    void noticesAStreamThatIsHeldBack();
    void noticesAServerThatDoesNotStream();
    void tellsWhyThereAreNoEmbeddings();
    void leavesEmbeddingsOutWhereNoModelIsKnown();
};

void ConnectionTestAnswersTest::tellsWhyThereIsNoAnswer_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("advice");
    QTest::newRow("no money") << 402 << "nothing left to spend";
    QTest::newRow("too often") << 429 << "test it again later";
    QTest::newRow("overloaded") << 503 << "test it again later";
}

void ConnectionTestAnswersTest::tellsWhyThereIsNoAnswer()
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
void ConnectionTestAnswersTest::endsAtAKeyThatIsRefusedLate()
{
    m_server->setHandler(
        [](const Request &request) { return request.path.endsWith("/models") ? goodAnswer(request) : status(401); });
    run();
    QCOMPARE(step(Id::Answer).state, State::Failed);
    QCOMPARE(kindsOf(step(Id::Answer).fixes), QList<Kind>{Kind::AddKey});
    expectSkippedAfter(Id::Answer);
    QCOMPARE(m_server->requests().size(), 2);
}

void ConnectionTestAnswersTest::takesThinkingForAnAnswer()
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

void ConnectionTestAnswersTest::noticesAStreamThatIsHeldBack()
{
    m_server->setHandler([](const Request &request) {
        return request.body.contains("\"stream\":true") ? streamedAnswer(Pieces::AtOnce) : goodAnswer(request);
    });
    run();
    QVERIFY2(step(Id::StreamedAnswer).state == State::Warning, qPrintable(step(Id::StreamedAnswer).sentence));
    QVERIFY(step(Id::StreamedAnswer).sentence.contains("all of it came at the same moment"));
    QVERIFY(step(Id::StreamedAnswer).advice.contains("proxy_buffering"));
    QCOMPARE(step(Id::Embeddings).state, State::Ok);
}

void ConnectionTestAnswersTest::noticesAServerThatDoesNotStream()
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

void ConnectionTestAnswersTest::tellsWhyThereAreNoEmbeddings()
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

void ConnectionTestAnswersTest::leavesEmbeddingsOutWhereNoModelIsKnown()
{
    m_server->setHandler([](const Request &request) {
        return request.path.endsWith("/models") ? json(R"({"data":[{"id":"chat-2"}]})") : goodAnswer(request);
    });
    run();
    QCOMPARE(step(Id::Embeddings).state, State::Skipped);
    QCOMPARE(m_server->requests().size(), 3);
}

QTEST_GUILESS_MAIN(ConnectionTestAnswersTest)
#include "connection_test_answers_test.moc"
