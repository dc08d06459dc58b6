// SPDX-License-Identifier: MIT
#include "tests/core/chat/llm_fixture.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

/// How LlmService gets an answer, whatever the server can.
class LlmServiceTest : public LlmFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void streamsAnAnswer();
    void usesTheProvidersDefaultModel();
    void givesAWholeAnswerWhenAskedForIt();
    void revealsAnAnswerThatCameWhole();
    void asksWithoutStreamingWhereItIsRefused_data();
    void asksWithoutStreamingWhereItIsRefused();
    void asksWithoutStreamingWhenTheStreamSaidNothing_data();
    void asksWithoutStreamingWhenTheStreamSaidNothing();
    void dropsARefusedParameterWithANote();
    void renamesTheTokenLimit();
    void climbsDownTheWholeLadder();
    void triesAgainAfterAPassingFailure_data();
    void triesAgainAfterAPassingFailure();
    void tellsThatItWaits();
    void asksAnOwnServerThatBrokeOnceMore();
    void givesUpWhenTheRetriesAreUsedUp();
    void triesNothingAgainOnceContentWasShown();
    void readsOllama();
    void marksWhereTextBecameReasoning();
};

void LlmServiceTest::streamsAnAnswer()
{
    m_server->enqueue(goodStream());
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->delivery(), Delivery::Native);
    QCOMPARE(m_phases, (QStringList{"connecting", "waiting", "writing"}));
    QVERIFY(reply->notes().isEmpty());
    QCOMPARE(m_server->requests().first().header("authorization"), QByteArray("Bearer ") + kTestKey);
}

void LlmServiceTest::usesTheProvidersDefaultModel()
{
    m_server->enqueue(goodStream());
    ChatReply *reply = ask({.model = {"openai", ""}});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->servedBy(), (ModelRef{"openai", "gpt"}));
    QCOMPARE(sent(0)["model"].toString(), "gpt");
}

void LlmServiceTest::givesAWholeAnswerWhenAskedForIt()
{
    m_server->enqueue(wholeAnswer());
    ChatReply *reply = ask({.streaming = StreamMode::Whole});
    QSignalSpy pieces(reply, &ChatReply::textAppended);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(pieces.count(), 1);
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->reasoning(), "Hm");
    QCOMPARE(reply->delivery(), Delivery::NonStreaming);
    QCOMPARE(reply->finishReason(), FinishReason::Length);
    QCOMPARE(reply->usage().promptTokens, 3);
    QCOMPARE(sent(0)["stream"].toBool(true), false);
}

void LlmServiceTest::revealsAnAnswerThatCameWhole()
{
    m_server->enqueue(wholeAnswer());
    ChatReply *reply = ask();
    QSignalSpy pieces(reply, &ChatReply::textAppended);
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(pieces.count() > 1);
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->reasoning(), "Hm");
    QCOMPARE(reply->delivery(), Delivery::Pseudo);
    QCOMPARE(reply->finishReason(), FinishReason::Length);
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceTest::asksWithoutStreamingWhereItIsRefused_data()
{
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("by its name") << QByteArray(
        R"({"message":"verify your organization","param":"stream","code":"unsupported_value"})");
    QTest::newRow("in words") << QByteArray(R"("this model does not support streaming")");
}

void LlmServiceTest::asksWithoutStreamingWhereItIsRefused()
{
    QFETCH(QByteArray, error);
    m_server->enqueue(refusal(400, error));
    m_server->enqueue(wholeAnswer());
    ChatReply *reply = ask();
    QSignalSpy restarted(reply, &ChatReply::restarted);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->delivery(), Delivery::Pseudo);
    QCOMPARE(reply->notes(), QStringList("asked without streaming: the server does not stream this model"));
    QVERIFY(m_phases.contains("falling_back"));
    QCOMPARE(sent(0)["stream"].toBool(), true);
    QCOMPARE(sent(1)["stream"].toBool(true), false);
    QCOMPARE(restarted.count(), 0); // nothing had been shown
}

void LlmServiceTest::asksWithoutStreamingWhenTheStreamSaidNothing_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::newRow("nothing at all") << QByteArray();
    QTest::newRow("a comment") << QByteArray(": hello\n\n");
    QTest::newRow("only the end mark") << QByteArray("data: [DONE]\n\n");
    QTest::newRow("an empty answer") << kStopEvents;
    QTest::newRow("rubbish") << QByteArray("data: {x\n\n").repeated(4);
}

void LlmServiceTest::asksWithoutStreamingWhenTheStreamSaidNothing()
{
    QFETCH(QByteArray, stream);
    m_server->enqueue(eventStream().send(stream));
    m_server->enqueue(wholeAnswer());
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(m_server->requests().size(), 2);
    QCOMPARE(reply->notes().size(), 1);
}

void LlmServiceTest::dropsARefusedParameterWithANote()
{
    m_server->enqueue(refusedParameter("temperature"));
    m_server->enqueue(goodStream());
    ChatReply *reply = ask({.options = {.temperature = 0.5, .seed = 3}});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->delivery(), Delivery::Native);
    QCOMPARE(reply->notes(), QStringList("sent without temperature: the model refuses it"));
    QVERIFY(sent(0).contains("temperature"));
    QVERIFY(!sent(1).contains("temperature"));
    QCOMPARE(sent(1)["seed"].toInt(), 3);
}

void LlmServiceTest::renamesTheTokenLimit()
{
    m_server->enqueue(refusedParameter("max_tokens"));
    m_server->enqueue(goodStream());
    ChatReply *reply = ask({.options = {.maxTokens = 50}});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(sent(0)["max_tokens"].toInt(), 50);
    QCOMPARE(sent(1)["max_completion_tokens"].toInt(), 50);
    QVERIFY(!sent(1).contains("max_tokens"));
}

void LlmServiceTest::climbsDownTheWholeLadder()
{
    m_server->enqueue(refusedParameter("stream_options"));
    m_server->enqueue(refusedParameter("temperature"));
    m_server->enqueue(Script().status(503).send("{}"));
    m_server->enqueue(refusedParameter("stream"));
    m_server->enqueue(wholeAnswer());
    ChatReply *reply = ask({.options = {.temperature = 1.5}});
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!reply->error());
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->notes().size(), 3);
    QCOMPARE(m_server->requests().size(), 5);
    QVERIFY(!sent(4).contains("temperature") && !sent(4).contains("stream_options"));
}

void LlmServiceTest::triesAgainAfterAPassingFailure_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("rate limit") << 429 << QByteArray(R"({"error":{"message":"slow"}})");
    QTest::newRow("overloaded") << 503 << QByteArray();
    QTest::newRow("loading") << 503 << QByteArray(R"({"error":{"message":"Loading model"}})");
    QTest::newRow("server error") << 500 << QByteArray("<html></html>");
    QTest::newRow("gateway time-out") << 504 << QByteArray();
    QTest::newRow("an error in the stream")
        << 200 << QByteArray("data: {\"error\":{\"message\":\"x\",\"type\":\"server_error\"}}\n\n");
    QTest::newRow("a reset connection") << 0 << QByteArray();
}

void LlmServiceTest::triesAgainAfterAPassingFailure()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    m_server->enqueue(status ? Script().status(status).send(body) : Script().raw("").reset());
    m_server->enqueue(goodStream());
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->text(), "Hello");
    QVERIFY(m_phases.contains("retrying"));
    QCOMPARE(m_server->requests().size(), 2);
}

void LlmServiceTest::tellsThatItWaits()
{
    m_server->enqueue(Script().status(429).header("retry-after-ms", "40").send("{}"));
    m_server->enqueue(goodStream());
    QElapsedTimer time;
    time.start();
    ChatReply *reply = ask();
    PhaseInfo waiting;
    connect(reply, &ChatReply::phaseChanged, this, [&waiting](const PhaseInfo &phase) {
        if (phase.phase == Phase::Retrying)
            waiting = phase;
    });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(waiting.attempt, 2);
    QCOMPARE(waiting.wait, 40ms);
    QVERIFY(waiting.reason.contains("too many requests"));
    QVERIFY(time.elapsed() >= 40);
}

void LlmServiceTest::asksAnOwnServerThatBrokeOnceMore()
{
    for (int i = 0; i < 5; ++i)
        m_server->enqueue(Script().status(500).send("{}"));
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Server);
    QCOMPARE(m_server->requests().size(), 2); // a model that crashed here twice crashes again
}

void LlmServiceTest::givesUpWhenTheRetriesAreUsedUp()
{
    for (int i = 0; i < 5; ++i)
        m_server->enqueue(Script().status(503).send("{}"));
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Overloaded);
    QCOMPARE(m_server->requests().size(), 3);
    m_options.retries = 0;
    reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(m_server->requests().size(), 4);
}

void LlmServiceTest::triesNothingAgainOnceContentWasShown()
{
    m_server->enqueue(eventStream()
                          .send("data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\"Hm\"}}]}\n\n")
                          .send("data: {\"error\":{\"message\":\"x\",\"type\":\"server_error\"}}\n\n"));
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Server);
    QCOMPARE(reply->reasoning(), "Hm");
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceTest::readsOllama()
{
    m_server->enqueue(refusal(400, R"("\"llama\" does not support thinking")"));
    m_server->enqueue(Script()
                          .header("Content-Type", "application/x-ndjson")
                          .send("{\"message\":{\"content\":\"Hel\"},\"done\":false}\n{\"message\":{\"con")
                          .pause(5ms)
                          .send("tent\":\"lo\"},\"done\":false}\n{\"message\":{\"content\":\"\"},\"done\":true,\"done_"
                                "reason\":\"stop\"}\n"));
    ChatReply *reply = ask({.model = {"ollama", ""}, .options = {.reasoningEffort = "high"}});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->notes(), QStringList("sent without think: the model refuses it"));
    QCOMPARE(sent(0)["think"].toString(), "high");
    QVERIFY(!sent(1).contains("think"));
}

void LlmServiceTest::marksWhereTextBecameReasoning()
{
    m_server->enqueue(eventStream()
                          .send(textEvent("Let me see."))
                          .pause(10ms)
                          .send(textEvent("\\n</think>\\n\\nHello"))
                          .send(kStopEvents));
    ChatReply *reply = ask();
    QSignalSpy restarted(reply, &ChatReply::restarted);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(restarted.count(), 1);
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->reasoning(), "Let me see.\n");
}

QTEST_GUILESS_MAIN(LlmServiceTest)
#include "llm_service_test.moc"
