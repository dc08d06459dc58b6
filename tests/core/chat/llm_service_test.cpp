// SPDX-License-Identifier: MIT
#include "core/chat/llm_service.h"
#include "core/providers/chat_reply.h"
#include "core/providers/provider_registry.h"
#include "tests/support/fake_http_server.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

namespace {

constexpr const char* kKey = "test-key-abcdef123456";

QByteArray textEvent(const QByteArray& text)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
}
const QByteArray kStopEvents
    = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

Script eventStream() { return Script().header("Content-Type", "text/event-stream"); }
Script goodStream() { return eventStream().send(textEvent("Hel")).send(textEvent("lo")).send(kStopEvents); }
Script document(const QByteArray& body) { return Script().header("Content-Type", "application/json").send(body); }
Script wholeAnswer()
{
    return document(
        R"({"choices":[{"index":0,"message":{"content":"Hello","reasoning_content":"Hm"},"finish_reason":"length"}],)"
        R"("usage":{"prompt_tokens":3,"completion_tokens":1}})");
}
Script refusal(int status, const QByteArray& error)
{
    return Script().status(status).header("Content-Type", "application/json").send("{\"error\":" + error + "}");
}
Script refusedParameter(const QByteArray& name)
{
    return refusal(
        400, "{\"message\":\"Unsupported value\",\"param\":\"" + name + "\",\"code\":\"unsupported_value\"}");
}

QList<ProviderInfo> vendors()
{
    return { { .id = "openai", .name = "OpenAI", .needsKey = true, .defaultModel = "gpt" },
        { .id = "ollama", .name = "Ollama", .dialect = Dialect::Ollama, .defaultModel = "llama" },
        { .id = "localai", .name = "LocalAI" }, { .id = "openai-compatible", .name = "Other server" },
        { .id = "documents", .name = "Documents", .dialect = Dialect::Quotes, .defaultModel = "quotes" } };
}

void testKey(const ProviderId&, const Origin&, QObject* context, const std::function<void(Result<Secret>)>& done)
{
    QTimer::singleShot(0, context, [done] { done(Secret(kKey)); });
}

} // namespace

class LlmServiceTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void streamsAnAnswer();
    void usesTheProvidersDefaultModel();
    void givesAWholeAnswerWhenAskedForIt();
    void revealsAnAnswerThatCameWhole();
    void asksWithoutStreamingWhereItIsRefused_data();
    void asksWithoutStreamingWhereItIsRefused();
    void asksWithoutStreamingWhenTheStreamSaidNothing_data();
    void asksWithoutStreamingWhenTheStreamSaidNothing();
    void keepsTheTextWhenTheStreamBreaks();
    void dropsARefusedParameterWithANote();
    void renamesTheTokenLimit();
    void climbsDownTheWholeLadder();
    void triesAgainAfterAPassingFailure_data();
    void triesAgainAfterAPassingFailure();
    void tellsThatItWaits();
    void givesUpWhenTheRetriesAreUsedUp();
    void triesNothingAgainOnceContentWasShown();
    void doesNotTryAgainWhatIsHopeless();
    void stopsInEveryPhase_data();
    void stopsInEveryPhase();
    void tellsThatTheServerIsSilent_data();
    void tellsThatTheServerIsSilent();
    void tellsWhatIsNoAnswer_data();
    void tellsWhatIsNoAnswer();
    void tellsThatNothingListens();
    void refusesWhatItCannotAsk_data();
    void refusesWhatItCannotAsk();
    void sendsALongQuestionWhole();
    void readsOllama();
    void neverTellsTheKey();
    void marksWhereTextBecameReasoning();

private:
    ChatReply* ask(const ChatRequest& request = {});
    QJsonObject sent(qsizetype index) const
    {
        return QJsonDocument::fromJson(m_server->requests().at(index).body).object();
    }

    LlmService::Options m_options;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<ProviderRegistry> m_registry;
    std::unique_ptr<LlmService> m_service;
    std::unique_ptr<QObject> m_owner;
    QStringList m_phases; ///< Of the last reply.
};

void LlmServiceTest::init()
{
    m_owner = std::make_unique<QObject>();
    m_service.reset();
    m_client = std::make_unique<HttpClient>(HttpClient::Options{});
    m_server = std::make_unique<FakeHttpServer>();
    m_registry = std::make_unique<ProviderRegistry>(vendors(), testKey);
    for (const char* id : { "openai", "localai" })
        QVERIFY(m_registry->setBaseUrl(id, m_server->url("/v1").toString()));
    QVERIFY(m_registry->setBaseUrl("ollama", m_server->url("").toString()));
    m_options = { .jitter = [] { return 1.0; }, .backoff = 1ms };
    m_phases.clear();
}

ChatReply* LlmServiceTest::ask(const ChatRequest& request)
{
    ChatRequest complete = request;
    if (complete.model.provider.isEmpty())
        complete.model = { "openai", "gpt" };
    if (complete.messages.isEmpty())
        complete.messages = { { ChatRole::User, "Hi" } };
    m_service = std::make_unique<LlmService>(*m_client, *m_registry, m_options);
    ChatReply* reply = m_service->send(complete, m_owner.get());
    connect(reply, &ChatReply::phaseChanged, this, [this](const PhaseInfo& phase) { m_phases << toWord(phase.phase); });
    return reply;
}

void LlmServiceTest::streamsAnAnswer()
{
    m_server->enqueue(goodStream());
    ChatReply* reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->delivery(), Delivery::Native);
    QCOMPARE(m_phases, (QStringList{ "connecting", "waiting", "writing" }));
    QVERIFY(reply->notes().isEmpty());
    QCOMPARE(m_server->requests().first().header("authorization"), QByteArray("Bearer ") + kKey);
}

void LlmServiceTest::usesTheProvidersDefaultModel()
{
    m_server->enqueue(goodStream());
    ChatReply* reply = ask({ .model = { "openai", "" } });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->servedBy(), (ModelRef{ "openai", "gpt" }));
    QCOMPARE(sent(0)["model"].toString(), "gpt");
}

void LlmServiceTest::givesAWholeAnswerWhenAskedForIt()
{
    m_server->enqueue(wholeAnswer());
    ChatReply* reply = ask({ .streaming = StreamMode::Whole });
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
    ChatReply* reply = ask();
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
    ChatReply* reply = ask();
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
    ChatReply* reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(m_server->requests().size(), 2);
    QCOMPARE(reply->notes().size(), 1);
}

void LlmServiceTest::keepsTheTextWhenTheStreamBreaks()
{
    m_server->enqueue(eventStream().send(textEvent("Half an ans")).pause(5ms).closeCleanly());
    ChatReply* reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Truncated);
    QCOMPARE(reply->text(), "Half an ans");
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceTest::dropsARefusedParameterWithANote()
{
    m_server->enqueue(refusedParameter("temperature"));
    m_server->enqueue(goodStream());
    ChatReply* reply = ask({ .options = { .temperature = 0.5, .seed = 3 } });
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
    ChatReply* reply = ask({ .options = { .maxTokens = 50 } });
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
    ChatReply* reply = ask({ .options = { .temperature = 1.5 } });
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
    ChatReply* reply = ask();
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
    ChatReply* reply = ask();
    PhaseInfo waiting;
    connect(reply, &ChatReply::phaseChanged, this, [&waiting](const PhaseInfo& phase) {
        if (phase.phase == Phase::Retrying)
            waiting = phase;
    });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(waiting.attempt, 2);
    QCOMPARE(waiting.wait, 40ms);
    QVERIFY(waiting.reason.contains("too many requests"));
    QVERIFY(time.elapsed() >= 38);
}

void LlmServiceTest::givesUpWhenTheRetriesAreUsedUp()
{
    for (int i = 0; i < 5; ++i)
        m_server->enqueue(Script().status(500).send("{}"));
    ChatReply* reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Server);
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
    ChatReply* reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Server);
    QCOMPARE(reply->reasoning(), "Hm");
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceTest::doesNotTryAgainWhatIsHopeless()
{
    m_server->enqueue(refusal(401, R"({"message":"bad key"})"));
    ChatReply* reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Auth);
    QVERIFY(reply->error()->message.contains("did not accept the API key"));
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceTest::stopsInEveryPhase_data()
{
    QTest::addColumn<QString>("phase");
    for (const char* phase :
        { "at once", "connecting", "waiting", "thinking", "writing", "retrying", "falling_back", "revealing" })
        QTest::newRow(phase) << phase;
}

void LlmServiceTest::stopsInEveryPhase()
{
    QFETCH(QString, phase);
    if (phase == "retrying")
        m_server->enqueue(Script().status(429).header("Retry-After", "30").send("{}"));
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
    m_server->setHandler([](const FakeHttpServer::Request&) { return eventStream().stall(); });
    ChatReply* reply = ask();
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
    QVERIFY(m_server->requests().size() <= requests + 1); // the one that was on its way
    QTRY_COMPARE(m_server->inFlight(), 0);
}

void LlmServiceTest::tellsThatTheServerIsSilent_data()
{
    QTest::addColumn<bool>("afterText");
    QTest::newRow("before its first byte") << false;
    QTest::newRow("in the middle") << true;
}

void LlmServiceTest::tellsThatTheServerIsSilent()
{
    QFETCH(bool, afterText);
    m_options.localLimits = { .firstByte = 60ms, .idle = 60ms };
    m_server->setHandler([afterText](const FakeHttpServer::Request&) {
        return afterText ? eventStream().send(textEvent("Half")).stall() : Script().raw("").stall();
    });
    ChatReply* reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Timeout);
    QCOMPARE(reply->text(), afterText ? "Half" : "");
    QCOMPARE(m_server->requests().size(), afterText ? 1 : 2); // silence before any text is worth one more try
}

void LlmServiceTest::tellsWhatIsNoAnswer_data()
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

void LlmServiceTest::tellsWhatIsNoAnswer()
{
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, says);
    m_server->setHandler([body](const FakeHttpServer::Request&) { return Script().send(body); });
    ChatReply* reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(reply->error());
    QCOMPARE(toWord(reply->error()->kind), toWord(kind));
    QVERIFY2(reply->error()->message.contains(says), qPrintable(reply->error()->message));
    QVERIFY(reply->text().isEmpty());
}

void LlmServiceTest::tellsThatNothingListens()
{
    QVERIFY(m_registry->setBaseUrl("openai", "http://127.0.0.1:1/v1"));
    ChatReply* reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Network);
    QVERIFY(!m_phases.contains("retrying"));
}

void LlmServiceTest::refusesWhatItCannotAsk_data()
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

void LlmServiceTest::refusesWhatItCannotAsk()
{
    QFETCH(QString, provider);
    QFETCH(QString, says);
    ChatReply* reply = ask({ .model = { provider, "" } });
    QSignalSpy finished(reply, &ChatReply::finished);
    QVERIFY(!reply->isFinished());
    QVERIFY(finished.wait());
    QCOMPARE(reply->error()->kind, ErrorKind::BadRequest);
    QVERIFY2(reply->error()->message.contains(says), qPrintable(reply->error()->message));
    QCOMPARE(m_server->requests().size(), 0);
}

void LlmServiceTest::sendsALongQuestionWhole()
{
    m_server->enqueue(goodStream());
    const QString question = QString::fromUtf8("äöü \"\\ 語\n").repeated(1024 * 1024 / 9);
    ChatReply* reply = ask({ .messages = { { ChatRole::User, question } } });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), "Hello");
    QVERIFY(sent(0)["messages"][0]["content"].toString() == question);
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
    ChatReply* reply = ask({ .model = { "ollama", "" }, .options = { .reasoningEffort = "high" } });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->notes(), QStringList("sent without think: the model refuses it"));
    QCOMPARE(sent(0)["think"].toString(), "high");
    QVERIFY(!sent(1).contains("think"));
}

void LlmServiceTest::neverTellsTheKey()
{
    const QByteArray echo
        = QByteArray("{\"message\":\"key ") + kKey + "\",\"param\":\"" + kKey + "\",\"code\":\"" + kKey + "\"}";
    m_options.retries = 1;
    for (const int status : { 200, 400, 401, 403, 404, 429, 500, 503 }) {
        for (int i = 0; i < 2; ++i)
            m_server->enqueue(refusal(status, echo));
        ChatReply* reply = ask();
        QStringList reasons;
        connect(reply, &ChatReply::phaseChanged, this, [&reasons](const PhaseInfo& phase) { reasons << phase.reason; });
        QTRY_VERIFY(reply->isFinished());
        QVERIFY(reply->error());
        const Error error = *reply->error();
        for (const QString& shown :
            reasons + reply->notes() + QStringList{ error.message, error.detail, error.parameter })
            QVERIFY2(!shown.contains(kKey), qPrintable(shown));
        init();
    }
}

void LlmServiceTest::marksWhereTextBecameReasoning()
{
    m_server->enqueue(eventStream()
                          .send(textEvent("Let me see."))
                          .pause(10ms)
                          .send(textEvent("\\n</think>\\n\\nHello"))
                          .send(kStopEvents));
    ChatReply* reply = ask();
    QSignalSpy restarted(reply, &ChatReply::restarted);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(restarted.count(), 1);
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->reasoning(), "Let me see.\n");
}

Q_DECLARE_METATYPE(freshet::ErrorKind)

QTEST_GUILESS_MAIN(LlmServiceTest)
#include "llm_service_test.moc"
