// SPDX-License-Identifier: MIT
#include "core/providers/http_chat_reply.h"
#include "tests/support/fake_http_server.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

namespace {

constexpr const char *kKey = "test-key-abcdef123456";

QByteArray delta(const char *field, const QByteArray &text)
{
    return QByteArray("{\"choices\":[{\"index\":0,\"delta\":{\"") + field + "\":\"" + text + "\"}}]}";
}
QByteArray text(const QByteArray &piece) { return delta("content", piece); }
const QByteArray kStop = R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})";

/// At least @p size letters that do not go round in circles.
QByteArray words(qsizetype size, int first)
{
    QByteArray said;
    for (int i = first * 1'000'000; said.size() < size; ++i)
        said += QByteArray::number(i) + ' ';
    return said;
}

Script eventStream() { return Script().header("Content-Type", "text/event-stream"); }

} // namespace

class HttpChatReplyTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void tellsPhasesTextAndEndInOrder();
    void isSilentUntilTheEventLoop();
    void doesNotWaitForTheServerToHangUp();
    void waitsWhileTheServerHasTheQuestion();
    void keepsTheTextOfACutOffAnswer_data();
    void keepsTheTextOfACutOffAnswer();
    void succeedsWhenTheConnectionBreaksAfterTheEndMark();
    void tellsThatTheServerFellSilent();
    void countsNoKeepAliveAsAWord();
    void runsNoClockAgainstTheServerWhilePaused();
    void readsTheErrorOfABadStatus();
    void keepsTheTextBeforeAnErrorInTheStream();
    void movesTextToReasoningWhenAnEndTagTells();
    void keepsTheUsageWhenTheEndTurnsTextIntoReasoning();
    void tellsHeldBackTextBeforeAnError();
    void endsSoonAfterTheFinishReason();
    void keepsTheConnectionForTheNextQuestion();
    void hidesAKeyThatTheServerRepeats();
    void saysThatAWholeAnswerCameWhole();
    void stopsInEveryPhase_data();
    void stopsInEveryPhase();
    void survivesListenersThatDeleteIt();
    void stopsListeningWhenAListenerAborts();
    void takesALongAnswerInManyWords();
    void stopsAnEndlessAnswerAndKeepsIt();
    void stopsAnEndlessDocument();
    void readsOllama();
    void readsGeminiAlthoughEachChunkSaysStop();

private:
    HttpChatReply *ask(StreamMode mode = StreamMode::Streamed);

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<QObject> m_owner;
    ProviderConfig m_config;
    HttpLimits m_limits;
};

void HttpChatReplyTest::init()
{
    m_owner = std::make_unique<QObject>();
    m_client = std::make_unique<HttpClient>(HttpClient::Options{});
    m_server = std::make_unique<FakeHttpServer>();
    m_config = {.id = "vendor", .name = "Vendor", .baseUrl = m_server->url("/v1"), .key = Secret(kKey)};
    m_limits = {};
}

HttpChatReply *HttpChatReplyTest::ask(StreamMode mode)
{
    const ChatRequest request{.model = {"vendor", "m"}, .messages = {{ChatRole::User, "Hi"}}, .streaming = mode};
    return new HttpChatReply(*m_client, m_config, request, m_limits, m_owner.get());
}

void HttpChatReplyTest::tellsPhasesTextAndEndInOrder()
{
    m_server->enqueue(eventStream()
                          .sse(delta("reasoning", "Hm"))
                          .pause(5ms)
                          .sse(text("Hel"))
                          .pause(5ms)
                          .sse(text("lo"))
                          .sse(kStop)
                          .sse(R"({"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"cost":0.5}})")
                          .sse("[DONE]"));
    HttpChatReply *reply = ask();
    QStringList log;
    connect(reply, &ChatReply::phaseChanged, this, [&log](const PhaseInfo &phase) { log << toWord(phase.phase); });
    connect(reply, &ChatReply::reasoningAppended, this, [&log](const QString &piece) { log << "r:" + piece; });
    connect(reply, &ChatReply::textAppended, this, [&log](const QString &piece) { log << "t:" + piece; });
    connect(reply, &ChatReply::finished, this, [&log] { log << "finished"; });
    QTRY_VERIFY(log.contains("finished"));
    QCOMPARE(log, (QStringList{"connecting", "waiting", "thinking", "r:Hm", "writing", "t:Hel", "t:lo", "finished"}));
    QVERIFY(!reply->error());
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->reasoning(), "Hm");
    QCOMPARE(reply->finishReason(), FinishReason::Stop);
    QCOMPARE(reply->delivery(), Delivery::Native);
    QCOMPARE(reply->usage(), (Usage{.promptTokens = 3, .completionTokens = 2, .costUsd = 0.5}));
    QCOMPARE(m_server->requests().first().path, QByteArray("/v1/chat/completions"));
    QCOMPARE(m_server->requests().first().header("authorization"), QByteArray("Bearer ") + kKey);
}

void HttpChatReplyTest::isSilentUntilTheEventLoop()
{
    m_config.baseUrl = QUrl("http://127.0.0.1:1/v1");
    HttpChatReply *reply = ask();
    QSignalSpy phases(reply, &ChatReply::phaseChanged);
    QSignalSpy finished(reply, &ChatReply::finished);
    QCOMPARE(phases.count() + finished.count(), 0);
    QVERIFY(finished.wait());
    QCOMPARE(reply->error()->kind, ErrorKind::Network);
    QVERIFY(!reply->error()->retryable);
}

void HttpChatReplyTest::doesNotWaitForTheServerToHangUp()
{
    m_server->enqueue(eventStream().sse(text("Hi")).sse(kStop).sse("[DONE]").stall());
    HttpChatReply *reply = ask();
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 1000);
    QCOMPARE(reply->text(), "Hi");
    QVERIFY(!reply->error());
    QTRY_COMPARE_WITH_TIMEOUT(m_server->abortedConnections(), 1, 4000); // and does not hold the connection for ever
}

void HttpChatReplyTest::waitsWhileTheServerHasTheQuestion()
{
    m_limits.firstByte = 100ms;
    m_server->enqueue(Script().raw("").stall());
    HttpChatReply *reply = ask();
    Phase phase = Phase::Retrieving;
    connect(reply, &ChatReply::phaseChanged, this, [&phase](const PhaseInfo &info) { phase = info.phase; });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(phase, Phase::Waiting);
    QCOMPARE(reply->error()->kind, ErrorKind::Timeout);
}

void HttpChatReplyTest::keepsTheTextOfACutOffAnswer_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("the server closes cleanly") << 0;
    QTest::newRow("a chunked body ends without its last chunk") << 1;
    QTest::newRow("the connection is reset") << 2;
    QTest::newRow("in the middle of an event") << 3;
}

void HttpChatReplyTest::keepsTheTextOfACutOffAnswer()
{
    QFETCH(int, how);
    const QByteArray event = "data: " + text("Half") + "\n\n";
    switch (how) {
    case 0:
        m_server->enqueue(eventStream().send(event).pause(10ms).closeCleanly());
        break;
    case 1:
        m_server->enqueue(eventStream().chunk(event).pause(10ms).closeCleanly());
        break;
    case 2:
        m_server->enqueue(eventStream().send(event).pause(10ms).reset());
        break;
    default:
        m_server->enqueue(eventStream().send(event + event.first(20)).pause(10ms).closeCleanly());
    }
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), "Half");
    QVERIFY(reply->error());
    QCOMPARE(reply->error()->kind, ErrorKind::Truncated);
}

void HttpChatReplyTest::succeedsWhenTheConnectionBreaksAfterTheEndMark()
{
    m_server->enqueue(eventStream().sse(text("Hi")).sse(kStop).pause(10ms).reset());
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->text(), "Hi");
}

void HttpChatReplyTest::tellsThatTheServerFellSilent()
{
    m_limits.idle = 50ms;
    m_server->enqueue(eventStream().sse(text("Half")).stall());
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Timeout);
    QCOMPARE(reply->text(), "Half");
}

void HttpChatReplyTest::countsNoKeepAliveAsAWord()
{
    m_limits.content = 60ms;
    m_server->enqueue(eventStream().sse(text("Half")).sendForever(": still here\n\n", 5ms));
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Timeout);
    QVERIFY(reply->error()->message.contains("keeps the connection open"));
    QCOMPARE(reply->text(), "Half");
    QTRY_COMPARE(m_server->abortedConnections(), 1);
}

void HttpChatReplyTest::runsNoClockAgainstTheServerWhilePaused()
{
    m_limits.content = m_limits.idle = 60ms;
    m_server->enqueue(eventStream().sse(text("Half")).sendForever(": still here\n\n", 5ms));
    HttpChatReply *reply = ask();
    QTRY_COMPARE(reply->text(), "Half");
    reply->setPaused(true);
    const qint64 sent = m_server->bytesSent();
    QTRY_VERIFY(m_server->bytesSent() > sent + 50 * 14); // of the keep-alives: a quarter of a second
    QVERIFY(!reply->isFinished());
    reply->setPaused(false);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Timeout);
}

void HttpChatReplyTest::readsTheErrorOfABadStatus()
{
    m_server->enqueue(Script()
                          .status(429)
                          .header("Retry-After", "3")
                          .send(QByteArray("{\"error\":{\"message\":\"slow down ") + kKey + "\"}}"));
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::RateLimited);
    QCOMPARE(reply->error()->httpStatus, 429);
    QCOMPARE(reply->error()->retryAfter, 3000ms);
    QCOMPARE(reply->error()->detail, "slow down [key]");
    QVERIFY(reply->text().isEmpty());
}

void HttpChatReplyTest::keepsTheTextBeforeAnErrorInTheStream()
{
    m_server->enqueue(eventStream()
                          .send("data: " + text("Half") + "\n\ndata: {\"error\":{\"message\":\"x " + kKey
                              + "\",\"type\":\"server_error\"}}\n\n")
                          .stall());
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Server);
    QCOMPARE(reply->text(), "Half");
    QCOMPARE(reply->error()->detail, "x [key]");
    QTRY_COMPARE(m_server->abortedConnections(), 1);
}

void HttpChatReplyTest::movesTextToReasoningWhenAnEndTagTells()
{
    m_server->enqueue(eventStream()
                          .sse(text("I should "))
                          .pause(5ms)
                          .sse(text("greet.</think>\\n\\nHel"))
                          .sse(text("lo"))
                          .sse(kStop)
                          .sse("[DONE]"));
    HttpChatReply *reply = ask();
    QSignalSpy restarted(reply, &ChatReply::restarted);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(restarted.count(), 1);
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->reasoning(), "I should greet.");
}

void HttpChatReplyTest::keepsTheUsageWhenTheEndTurnsTextIntoReasoning()
{
    m_server->enqueue(
        eventStream()
            .sse(text("I should greet.\\n</think>"))
            .sse(R"({"choices":[{"index":0,"delta":{},"finish_reason":"length"}],"usage":{"prompt_tokens":7}})")
            .sse("[DONE]"));
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->reasoning(), "I should greet.\n");
    QCOMPARE(reply->usage().promptTokens, std::optional<qint64>(7));
}

void HttpChatReplyTest::tellsHeldBackTextBeforeAnError()
{
    m_server->enqueue(eventStream().sse(text("if a <")).pause(5ms).sse(R"({"error":{"message":"no"}})").stall());
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(reply->error());
    QCOMPARE(reply->text(), "if a <");
}

void HttpChatReplyTest::endsSoonAfterTheFinishReason()
{
    m_server->enqueue(eventStream().sse(text("Hi")).sse(kStop).stall()); // neither [DONE] nor a close
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), "Hi");
    QVERIFY(!reply->error());
}

void HttpChatReplyTest::keepsTheConnectionForTheNextQuestion()
{
    for (int i = 0; i < 3; ++i) {
        m_server->enqueue(eventStream()
                              .chunk("data: " + text("Hi") + "\n\ndata: " + kStop + "\n\ndata: [DONE]\n\n")
                              .pause(20ms)
                              .lastChunk()
                              .keepAlive());
        HttpChatReply *const reply = ask();
        QTRY_VERIFY(reply->isFinished());
        delete reply; // as whoever asked does, before the body has ended
        QTRY_VERIFY(m_client->findChildren<HttpReply *>().isEmpty());
    }
    QCOMPARE(m_server->connections(), 1);
}

void HttpChatReplyTest::hidesAKeyThatTheServerRepeats()
{
    const QByteArray key(kKey);
    m_server->enqueue(eventStream()
                          .sse(delta("reasoning_content", "it is " + key))
                          .sse(text("Your key is " + key.first(9)))
                          .sse(text(key.sliced(9) + ", test"))
                          .sse(kStop)
                          .sse("[DONE]"));
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), "Your key is [key], test");
    QCOMPARE(reply->reasoning(), "it is [key]");

    m_server->enqueue(eventStream()
                          .sse(R"({"choices":[{"delta":{"tool_calls":[{"id":")" + key + R"(","function":{"name":")"
                              + key + R"(","arguments":"\")" + key + R"(\""}}]}}]})")
                          .sse(text("It begins with " + key.chopped(3))) // and the limit of its length
                          .sse(kStop)
                          .sse("[DONE]"));
    reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), "It begins with [key]");
    QCOMPARE(reply->toolCalls(), (QList<ToolCall>{{"[key]", "[key]", "\"[key]\""}}));
}

void HttpChatReplyTest::saysThatAWholeAnswerCameWhole()
{
    const QByteArray document
        = R"({"choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]})";
    for (const StreamMode mode : {StreamMode::Streamed, StreamMode::Whole}) {
        m_server->enqueue(Script().header("Content-Type", "application/json").send(document));
        HttpChatReply *reply = ask(mode);
        Delivery atFirstText = Delivery::Native;
        connect(reply, &ChatReply::textAppended, this, [&] { atFirstText = reply->delivery(); });
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->text(), "Hello");
        QCOMPARE(atFirstText, Delivery::NonStreaming);
    }
}

void HttpChatReplyTest::stopsInEveryPhase_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::newRow("before the event loop") << Phase::Retrieving;
    QTest::newRow("connecting") << Phase::Connecting;
    QTest::newRow("waiting") << Phase::Waiting;
    QTest::newRow("thinking") << Phase::Thinking;
    QTest::newRow("writing") << Phase::Writing;
}

void HttpChatReplyTest::stopsInEveryPhase()
{
    QFETCH(Phase, phase);
    m_server->enqueue(eventStream()
                          .send(": hello\n\n")
                          .pause(20ms)
                          .sse(delta("reasoning", "Hm"))
                          .pause(20ms)
                          .sse(text("Half"))
                          .stall());
    HttpChatReply *reply = ask();
    QSignalSpy finished(reply, &ChatReply::finished);
    if (phase == Phase::Retrieving)
        reply->abort();
    bool stopped = false;
    connect(reply, &ChatReply::phaseChanged, this,
        [&](const PhaseInfo &info) { stopped = stopped || info.phase == phase; });
    if (phase != Phase::Retrieving)
        QTRY_VERIFY(stopped);
    reply->abort();
    reply->abort();
    QVERIFY(finished.wait(200));
    QCOMPARE(reply->error()->kind, ErrorKind::Cancelled);
    QCOMPARE(reply->finishReason(), FinishReason::Cancelled);
    const QString before = reply->text();
    QTest::qWait(60);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(reply->text(), before);
}

void HttpChatReplyTest::survivesListenersThatDeleteIt()
{
    const auto deleteAt = [this](auto signal) {
        m_server->enqueue(eventStream().send(
            "data: " + delta("reasoning", "Hm") + "\n\ndata: " + text("Hello") + "\n\ndata: " + kStop + "\n\n"));
        HttpChatReply *reply = ask();
        QPointer<HttpChatReply> alive(reply);
        connect(reply, signal, this, [reply] { delete reply; });
        QTRY_VERIFY(!alive);
    };
    deleteAt(&ChatReply::phaseChanged);
    deleteAt(&ChatReply::reasoningAppended);
    deleteAt(&ChatReply::textAppended);
    deleteAt(&ChatReply::finished);
}

void HttpChatReplyTest::stopsListeningWhenAListenerAborts()
{
    m_server->enqueue(eventStream().send("data: " + text("one") + "\n\ndata: " + kStop + "\n\ndata: [DONE]\n\n"));
    HttpChatReply *reply = ask();
    connect(reply, &ChatReply::textAppended, reply, &ChatReply::abort);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Cancelled);
    QCOMPARE(reply->text(), "one");
}

void HttpChatReplyTest::takesALongAnswerInManyWords()
{
    const QByteArray packing(1024 * 1024, 'x'); // what a stream says besides its words is no part of the answer
    Script script = eventStream();
    for (int i = 0; i < 20; ++i)
        script.sse(R"({"id":")" + packing + R"(","choices":[{"index":0,"delta":{"content":"a"}}]})");
    m_server->enqueue(script.sse(kStop).sse("[DONE]"));
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(!reply->error(), qPrintable(reply->error() ? reply->error()->message : QString()));
    QCOMPARE(reply->text(), QString(20, u'a'));
}

void HttpChatReplyTest::stopsAnEndlessAnswerAndKeepsIt()
{
    constexpr qsizetype kPiece = 1024 * 1024;
    Script script = eventStream();
    for (int i = 0; i < 5; ++i) {
        script.sse(delta("reasoning_content", words(kPiece, i)));
        script.sse(text(words(kPiece, i + 5)));
    }
    m_server->enqueue(script.sse(kStop).sse("[DONE]"));
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(reply->error());
    QCOMPARE(reply->error()->kind, ErrorKind::Protocol);
    QVERIFY2(reply->error()->message.contains("longer than 8 million characters"), qPrintable(reply->error()->message));
    QVERIFY(reply->text().size() + reply->reasoning().size() > 8 * kPiece);
    QVERIFY(reply->text().size() + reply->reasoning().size() < 10 * kPiece);
}

void HttpChatReplyTest::stopsAnEndlessDocument()
{
    Script script = Script().header("Content-Type", "application/json").send(R"({"choices":[{"message":{"content":")");
    for (int i = 0; i < 20; ++i)
        script.send(QByteArray(1024 * 1024, 'x'));
    m_server->enqueue(script.stall());
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(reply->error());
    QCOMPARE(reply->error()->kind, ErrorKind::Protocol);
    QVERIFY2(reply->error()->message.contains("larger than 16 MB"), qPrintable(reply->error()->message));
}

void HttpChatReplyTest::readsOllama()
{
    m_config.dialect = Dialect::Ollama;
    m_config.baseUrl = m_server->url("");
    m_server->enqueue(
        Script()
            .header("Content-Type", "application/x-ndjson")
            .send("{\"message\":{\"role\":\"assistant\",\"content\":\"Hel\"},\"done\":false}\n")
            .pause(5ms)
            .send("{\"message\":{\"role\":\"assistant\",\"content\":\"lo\"},\"done\":false}\n")
            .send("{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":2}\n"));
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!reply->error());
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->delivery(), Delivery::Native);
    QCOMPARE(reply->usage().completionTokens, 2);
    QCOMPARE(m_server->requests().first().path, QByteArray("/api/chat"));
}

void HttpChatReplyTest::readsGeminiAlthoughEachChunkSaysStop()
{
    m_config.dialect = Dialect::Gemini;
    m_config.baseUrl = m_server->url("/v1beta");
    const QByteArray chunk = R"({"candidates":[{"content":{"parts":[{"text":"ha"}]},"finishReason":"STOP"}]})";
    Script script = eventStream();
    for (int i = 0; i < 5; ++i)
        script.sse(chunk).pause(500ms); // longer in all than what may follow an end
    m_server->enqueue(script.closeCleanly());
    HttpChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!reply->error());
    QCOMPARE(reply->text(), "hahahahaha");
    QCOMPARE(m_server->requests().first().path, QByteArray("/v1beta/models/m:streamGenerateContent?alt=sse"));
    QCOMPARE(m_server->requests().first().header("x-goog-api-key"), QByteArray(kKey));
    QVERIFY(m_server->requests().first().header("authorization").isEmpty());
}

Q_DECLARE_METATYPE(freshet::Phase)

QTEST_GUILESS_MAIN(HttpChatReplyTest)
#include "http_chat_reply_test.moc"
