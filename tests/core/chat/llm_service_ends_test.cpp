// SPDX-License-Identifier: MIT
#include "tests/core/chat/llm_fixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

/// How LlmService ends when there is no answer: errors, silence, refusals, and being stopped.
class LlmServiceEndsTest : public LlmFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void keepsTheTextWhenTheStreamBreaks();
    void doesNotTryAgainWhatIsHopeless();
    void stopsInEveryPhase_data();
    void stopsInEveryPhase();
    void tellsThatTheServerIsSilent_data();
    void tellsThatTheServerIsSilent();
    void tellsWhatIsNoAnswer_data();
    void tellsWhatIsNoAnswer();
    void stopsAModelThatGoesRoundInCircles_data();
    void stopsAModelThatGoesRoundInCircles();
    void tellsThatNothingListens();
    void refusesWhatItCannotAsk_data();
    void refusesWhatItCannotAsk();
    void sendsALongQuestionWhole();
    void neverTellsTheKey();
};

void LlmServiceEndsTest::keepsTheTextWhenTheStreamBreaks()
{
    m_server->enqueue(eventStream().send(textEvent("Half an ans")).pause(5ms).closeCleanly());
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Truncated);
    QCOMPARE(reply->text(), "Half an ans");
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceEndsTest::doesNotTryAgainWhatIsHopeless()
{
    m_server->enqueue(refusal(401, R"({"message":"bad key"})"));
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Auth);
    QVERIFY(reply->error()->message.contains("did not accept the API key"));
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceEndsTest::stopsInEveryPhase_data()
{
    QTest::addColumn<QString>("phase");
    for (const char *phase :
        {"at once", "connecting", "waiting", "thinking", "writing", "retrying", "falling_back", "revealing"})
        QTest::newRow(phase) << phase;
}

void LlmServiceEndsTest::stopsInEveryPhase()
{
    QFETCH(QString, phase);
    if (phase == "retrying")
        m_server->enqueue(Script().status(429).header("retry-after-ms", "40").send("{}"));
    else if (phase == "falling_back")
        m_server->enqueue(refusedParameter("stream"));
    else if (phase == "revealing")
        m_server->enqueue(document("{\"choices\":[{\"message\":{\"content\":\"" + QByteArray(5000, 'x')
            + "\"},\"finish_reason\":\"stop\"}]}"));
    else
        m_server->enqueue(eventStream()
                              .pause(20ms)
                              .send("data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\"Hm\"}}]}\n\n")
                              .pause(20ms)
                              .send(textEvent("Half"))
                              .stall());
    m_server->setHandler([](const FakeHttpServer::Request &) { return eventStream().stall(); });
    ChatReply *reply = ask();
    QSignalSpy finished(reply, &ChatReply::finished);
    if (phase == "revealing")
        QTRY_VERIFY(!reply->text().isEmpty());
    else if (phase != "at once")
        QTRY_VERIFY(m_phases.contains(phase));
    reply->abort();
    reply->abort();
    const QString shown = reply->text();
    const qsizetype requests = m_server->requests().size();
    QVERIFY(finished.wait(200));
    QCOMPARE(reply->error()->kind, ErrorKind::Cancelled);
    QTest::qWait(60);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(reply->text(), shown);
    QVERIFY(shown.size() < 5000);
    // Nothing is asked any more; what had not left at the abort may have been on its way.
    QVERIFY(m_server->requests().size() <= (phase == "retrying" ? requests : requests + 1));
    QTRY_COMPARE(m_server->inFlight(), 0);
}

void LlmServiceEndsTest::tellsThatTheServerIsSilent_data()
{
    QTest::addColumn<bool>("afterText");
    QTest::newRow("before its first byte") << false;
    QTest::newRow("in the middle") << true;
}

void LlmServiceEndsTest::tellsThatTheServerIsSilent()
{
    QFETCH(bool, afterText);
    m_options.localLimits = {.firstByte = 60ms, .idle = 60ms};
    m_server->setHandler([afterText](const FakeHttpServer::Request &) {
        return afterText ? eventStream().send(textEvent("Half")).stall() : Script().raw("").stall();
    });
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Timeout);
    QCOMPARE(reply->text(), afterText ? "Half" : "");
    QCOMPARE(m_server->requests().size(), afterText ? 1 : 2); // silence before any text is worth one more try
}

void LlmServiceEndsTest::tellsWhatIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("says");
    QTest::newRow("a web page")
        << QByteArray("<!DOCTYPE html><title>Hotel</title>") << ErrorKind::Server
        << "OpenAI (127.0.0.1) answered with a web page, not with a model's answer. Check the base URL.";
    QTest::newRow("an error") << QByteArray(R"({"error":{"message":"no such model","code":404}})")
                              << ErrorKind::NotFound << "no such model";
    QTest::newRow("nothing") << QByteArray() << ErrorKind::Truncated << "without an answer";
    QTest::newRow("another document") << QByteArray(R"({"status":"ok"})") << ErrorKind::Protocol
                                      << "Check the base URL";
    QTest::newRow("an empty answer") << QByteArray(R"({"choices":[{"message":{"content":""},"finish_reason":"stop"}]})")
                                     << ErrorKind::Empty << "empty answer";
}

void LlmServiceEndsTest::tellsWhatIsNoAnswer()
{
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, says);
    m_server->setHandler([body](const FakeHttpServer::Request &) { return Script().send(body); });
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(reply->error());
    QCOMPARE(toWord(reply->error()->kind), toWord(kind));
    QVERIFY2(reply->error()->message.contains(says), qPrintable(reply->error()->message));
    QVERIFY(reply->text().isEmpty());
}

void LlmServiceEndsTest::stopsAModelThatGoesRoundInCircles_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("text") << QByteArray("content");
    QTest::newRow("reasoning") << QByteArray("reasoning_content");
}

void LlmServiceEndsTest::stopsAModelThatGoesRoundInCircles()
{
    QFETCH(QByteArray, field);
    m_server->enqueue(eventStream().sendForever(
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"" + field + "\":\"I am sorry. \"}}]}\n\n"));
    const ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!reply->error());
    QCOMPARE(reply->finishReason(), FinishReason::Pause);
    QVERIFY(QString(reply->text() + reply->reasoning()).startsWith("I am sorry. I am sorry. "));
    QVERIFY2(reply->notes().join(' ').contains("over and over"), qPrintable(reply->notes().join(' ')));
    QTRY_COMPARE(m_server->abortedConnections(), 1);
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceEndsTest::tellsThatNothingListens()
{
    QVERIFY(m_registry->setBaseUrl("openai", "http://127.0.0.1:1/v1"));
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Network);
    QVERIFY(!m_phases.contains("retrying"));
}

void LlmServiceEndsTest::refusesWhatItCannotAsk_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("says");
    QTest::newRow("an unknown provider") << "unknown"
                                         << "no provider";
    QTest::newRow("the built-in provider") << "documents"
                                           << "no model server";
    QTest::newRow("a provider without address") << "openai-compatible"
                                                << "base URL";
    QTest::newRow("a provider without default model") << "localai"
                                                      << "No model";
}

void LlmServiceEndsTest::refusesWhatItCannotAsk()
{
    QFETCH(QString, provider);
    QFETCH(QString, says);
    ChatReply *reply = ask({.model = {provider, ""}});
    QSignalSpy finished(reply, &ChatReply::finished);
    QVERIFY(!reply->isFinished());
    QVERIFY(finished.wait());
    QCOMPARE(reply->error()->kind, ErrorKind::BadRequest);
    QVERIFY2(reply->error()->message.contains(says), qPrintable(reply->error()->message));
    QCOMPARE(m_server->requests().size(), 0);
}

void LlmServiceEndsTest::sendsALongQuestionWhole()
{
    m_server->enqueue(goodStream());
    const QString question = QString::fromUtf8("äöü \"\\ 語\n").repeated(1024 * 1024 / 9);
    ChatReply *reply = ask({.messages = {{ChatRole::User, question}}});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), "Hello");
    QVERIFY(sent(0)["messages"][0]["content"].toString() == question);
}

void LlmServiceEndsTest::neverTellsTheKey()
{
    const QByteArray echo = QByteArray("{\"message\":\"key ") + kTestKey + "\",\"param\":\"" + kTestKey
        + "\",\"code\":\"" + kTestKey + "\"}";
    m_options.retries = 1;
    for (const int status : {200, 400, 401, 403, 404, 429, 500, 503}) {
        for (int i = 0; i < 2; ++i)
            m_server->enqueue(refusal(status, echo));
        ChatReply *reply = ask();
        QStringList reasons;
        connect(reply, &ChatReply::phaseChanged, this, [&reasons](const PhaseInfo &phase) { reasons << phase.reason; });
        QTRY_VERIFY(reply->isFinished());
        QVERIFY(reply->error());
        const Error error = *reply->error();
        for (const QString &shown :
            reasons + reply->notes() + QStringList{error.message, error.detail, error.parameter})
            QVERIFY2(!shown.contains(kTestKey), qPrintable(shown));
        setUp();
    }
}

Q_DECLARE_METATYPE(freshet::ErrorKind)

QTEST_GUILESS_MAIN(LlmServiceEndsTest)
#include "llm_service_ends_test.moc"
