// SPDX-License-Identifier: MIT
#include "tests/core/chat/llm_fixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

/// What LlmService keeps from one question to the next: what a model refuses, and servers that fail.
class LlmServiceMemoryTest : public LlmFixture {
    Q_OBJECT

private slots:
    void init();
    void asksRightFromTheSecondQuestionOn();
    void remembersAcrossStarts();
    void asksWithoutAgainOnceItHasExpired();
    void learnsNothingFromAnAnswerThatFailed();
    void forgetsWhatLeadsAstray();
    void learnsNothingFromASilentStream();
    void leavesAFailingServerAlone();
    void asksAFailingServerOnceAfterThePause();
    void asksAgainWhenTheProbeIsStopped();
    void keepsTheUsersQuestionsApartFromATools();
    void waitsForNoRetryOnceTheServerIsLeftAlone();
    void countsNoAnswerThatCame();
    void endsAnswersThatOutliveTheService();
    void refusesPicturesThatTheModelCannotSee();
    void knowsByOpenAisIdsWhichModelsSee();

private:
    ChatReply *askOn(const ChatRequest &request = {});
    ChatReply *answered(const ChatRequest &request = {});

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<LlmService> m_lasting;
    QDateTime m_now;
};

void LlmServiceMemoryTest::init()
{
    setUp();
    m_lasting.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_now = QDateTime({2026, 11, 28}, {12, 0}, Qt::UTC);
    m_options.clock = [this] { return m_now; };
    m_options.learnedPath = m_dir->filePath("learned.json");
    m_options.retries = 0;
}

/// With one service for all questions of a test.
ChatReply *LlmServiceMemoryTest::askOn(const ChatRequest &request)
{
    if (!m_lasting)
        m_lasting = std::make_unique<LlmService>(*m_client, *m_registry, m_options);
    ChatRequest complete = request;
    if (complete.model.provider.isEmpty())
        complete.model = {"openai", "gpt"};
    if (complete.messages.isEmpty())
        complete.messages = {{ChatRole::System, "Be kind"}, {ChatRole::User, "Hi"}};
    return m_lasting->send(complete, m_owner.get());
}

ChatReply *LlmServiceMemoryTest::answered(const ChatRequest &request)
{
    ChatReply *reply = askOn(request);
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }))
        qFatal("the question was not answered");
    return reply;
}

void LlmServiceMemoryTest::asksRightFromTheSecondQuestionOn()
{
    m_server->enqueue(refusedParameter("temperature"));
    m_server->enqueue(refusal(400, R"({"message":"System role not supported"})"));
    m_server->enqueue(goodStream());
    m_server->enqueue(goodStream());
    m_server->enqueue(goodStream());
    const ChatRequest request{.options = {.temperature = 0.5}};
    QCOMPARE(answered(request)->notes(),
        (QStringList{"sent without temperature: the model refuses it",
            "sent the instructions within the question: the model has no system role"}));
    const ChatReply *second = answered(request);
    QCOMPARE(second->text(), QString("Hello"));
    QCOMPARE(second->notes(),
        (QStringList{"sent without temperature: the model refused it earlier",
            "sent the instructions within the question: the model refused the system role earlier"}));
    QCOMPARE(m_server->requests().size(), 4);
    QVERIFY(!sent(3).contains("temperature"));
    QCOMPARE(answered({.model = {"openai", "another"}, .options = {.temperature = 0.5}})->notes(), QStringList());
    QVERIFY(sent(4).contains("temperature"));
}

void LlmServiceMemoryTest::remembersAcrossStarts()
{
    m_server->enqueue(refusedParameter("temperature"));
    m_server->enqueue(goodStream());
    m_server->enqueue(goodStream());
    answered({.options = {.temperature = 0.5}});
    m_lasting.reset();
    QCOMPARE(answered({.options = {.temperature = 0.5}})->notes().size(), 1);
    QCOMPARE(m_server->requests().size(), 3);
    QFile file(m_options.learnedPath);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(kTestKey));
}

void LlmServiceMemoryTest::asksWithoutAgainOnceItHasExpired()
{
    m_server->enqueue(refusedParameter("temperature"));
    m_server->enqueue(goodStream());
    m_server->enqueue(goodStream());
    answered({.options = {.temperature = 0.5}});
    m_now = m_now.addDays(1);
    QCOMPARE(answered({.options = {.temperature = 0.5}})->notes(), QStringList());
    QCOMPARE(sent(2)["temperature"].toDouble(), 0.5);
}

void LlmServiceMemoryTest::learnsNothingFromAnAnswerThatFailed()
{
    m_server->enqueue(refusedParameter("temperature"));
    m_server->enqueue(refusal(401, R"({"message":"bad key"})"));
    m_server->enqueue(goodStream());
    QVERIFY(answered({.options = {.temperature = 0.5}})->error());
    QVERIFY(!answered({.options = {.temperature = 0.5}})->error());
    QVERIFY(sent(2).contains("temperature"));
}

void LlmServiceMemoryTest::forgetsWhatLeadsAstray()
{
    m_server->enqueue(refusedParameter("stream"));
    m_server->enqueue(wholeAnswer());
    m_server->enqueue(refusal(400, R"({"message":"only streaming is served here"})"));
    m_server->enqueue(goodStream());
    QVERIFY(!answered()->error());
    QVERIFY(answered()->error());
    QCOMPARE(sent(2)["stream"].toBool(true), false);
    QVERIFY(!answered()->error());
    QCOMPARE(sent(3)["stream"].toBool(), true);
}

void LlmServiceMemoryTest::learnsNothingFromASilentStream()
{
    m_server->enqueue(eventStream().send("data: [DONE]\n\n"));
    m_server->enqueue(wholeAnswer());
    m_server->enqueue(goodStream());
    QCOMPARE(answered()->notes().size(), 1);
    QCOMPARE(answered()->notes().size(), 0);
    QCOMPARE(sent(2)["stream"].toBool(), true);
}

void LlmServiceMemoryTest::leavesAFailingServerAlone()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return refusal(500, R"({"message":"broken"})"); });
    for (int i = 0; i < 5; ++i)
        QCOMPARE(answered()->error()->message,
            QString("OpenAI (127.0.0.1) failed with an internal error (HTTP 500). Try again."));
    m_now = m_now.addSecs(10);
    ChatReply *reply = askOn();
    QSignalSpy finished(reply, &ChatReply::finished);
    QVERIFY(!reply->isFinished());
    QVERIFY(finished.wait());
    QCOMPARE(m_server->requests().size(), 5);
    QCOMPARE(reply->error()->kind, ErrorKind::Server);
    QCOMPARE(reply->error()->retryAfter, 20s);
    QVERIFY(reply->error()->message.endsWith("Try again in 20 s."));
    QCOMPARE(finished.count(), 1);
}

void LlmServiceMemoryTest::asksAFailingServerOnceAfterThePause()
{
    for (int i = 0; i < 5; ++i)
        m_server->enqueue(Script().raw("").reset());
    for (int i = 0; i < 5; ++i)
        answered();
    m_server->enqueue(eventStream().send(": patience\n\n").stall());
    m_now = m_now.addSecs(30);
    ChatReply *probe = askOn();
    QTRY_COMPARE(m_server->requests().size(), 6);
    QVERIFY(answered()->error()); // while the probe is on its way
    QCOMPARE(m_server->requests().size(), 6);
    probe->abort();
    m_server->enqueue(goodStream());
    QVERIFY(!answered()->error());
    m_server->enqueue(goodStream());
    QVERIFY(!answered()->error());
}

void LlmServiceMemoryTest::asksAgainWhenTheProbeIsStopped()
{
    for (int i = 0; i < 5; ++i)
        m_server->enqueue(Script().status(503));
    for (int i = 0; i < 5; ++i)
        answered();
    m_now = m_now.addSecs(30);
    m_server->enqueue(eventStream().stall());
    delete askOn(); // before it was sent
    ChatReply *probe = askOn();
    QTRY_COMPARE(m_server->requests().size(), 6);
    delete probe;
    m_server->enqueue(goodStream());
    QVERIFY(!answered()->error());
}

void LlmServiceMemoryTest::keepsTheUsersQuestionsApartFromATools()
{
    m_server->setHandler([](const FakeHttpServer::Request &request) {
        return request.body.contains("storm") ? refusal(500, R"({"message":"broken"})") : goodStream();
    });
    const ChatRequest storm{.messages = {{ChatRole::User, "storm"}}, .caller = "indexer"};
    for (int i = 0; i < 8; ++i)
        QVERIFY(answered(storm)->error());
    QCOMPARE(m_server->requests().size(), 5);
    QVERIFY(!answered()->error());
    QVERIFY(!m_server->requests().last().body.contains("indexer"));
    QVERIFY(!answered({.caller = "another"})->error());
}

void LlmServiceMemoryTest::waitsForNoRetryOnceTheServerIsLeftAlone()
{
    m_options.retries = 8;
    m_server->setHandler([](const FakeHttpServer::Request &) { return refusal(503, R"({"message":"broken"})"); });
    const ChatReply *reply = answered();
    QCOMPARE(m_server->requests().size(), 5);
    QCOMPARE(reply->error()->detail, QString("broken"));
}

void LlmServiceMemoryTest::countsNoAnswerThatCame()
{
    m_server->setHandler([](const FakeHttpServer::Request &) {
        return eventStream()
            .send(textEvent("Half"))
            .send("data: {\"error\":{\"message\":\"x\",\"type\":\"server_error\"}}\n\n");
    });
    for (int i = 0; i < 7; ++i)
        QCOMPARE(answered()->text(), QString("Half"));
    QCOMPARE(m_server->requests().size(), 7);
}

void LlmServiceMemoryTest::endsAnswersThatOutliveTheService()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return eventStream().stall(); });
    ChatReply *waiting = askOn();
    QTRY_COMPARE(m_server->requests().size(), 1);
    ChatReply *fresh = askOn();
    QSignalSpy ends(waiting, &ChatReply::finished);
    QSignalSpy freshEnds(fresh, &ChatReply::finished);
    m_lasting.reset();
    QTRY_COMPARE(ends.count() + freshEnds.count(), 2);
    QCOMPARE(waiting->error()->kind, ErrorKind::Cancelled);
    QCOMPARE(fresh->error()->kind, ErrorKind::Cancelled);
    QTRY_COMPARE(m_server->inFlight(), 0);
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceMemoryTest::refusesPicturesThatTheModelCannotSee()
{
    m_options.known = [](const ModelRef &model) {
        return ModelInfo{.ref = model, .name = "Blind", .canSee = model.model == "seeing"};
    };
    m_server->enqueue(goodStream());
    const QList<ChatMessage> messages{{ChatRole::User, "What is this?", {{"image/png", "x"}}}};
    const ChatReply *reply = answered({.messages = messages});
    QCOMPARE(reply->error()->kind, ErrorKind::BadRequest);
    QVERIFY(reply->error()->message.startsWith("Blind cannot see pictures."));
    QCOMPARE(m_server->requests().size(), 0);
    QVERIFY(!answered({.model = {"openai", "seeing"}, .messages = messages})->error());
    QVERIFY(
        answered({.model = {"openai", "seeing"}, .messages = {{ChatRole::User, "?", {{"image/bmp", "x"}}}}})->error());
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceMemoryTest::knowsByOpenAisIdsWhichModelsSee()
{
    const QList<ChatMessage> messages{{ChatRole::User, "What is this?", {{"image/png", "x"}}}};
    const ChatReply *reply = answered({.model = {"openai", "gpt-3.5-turbo"}, .messages = messages});
    QVERIFY(reply->error()->message.startsWith("gpt-3.5-turbo cannot see pictures."));
    QCOMPARE(m_server->requests().size(), 0);
}

QTEST_GUILESS_MAIN(LlmServiceMemoryTest)
#include "llm_service_memory_test.moc"
