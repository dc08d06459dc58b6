// SPDX-License-Identifier: MIT
#include "tests/core/chat/llm_fixture.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

/// Models that answer at another address of their vendor than the usual one, found by asking.
class LlmServiceDialectsTest : public LlmFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void asksOpenAiAgainByTheResponsesApi();
    void asksForAKnownModelByTheResponsesApiAtOnce();
    void asksGoogleAgainByTheInteractionsApi();
    void asksLmStudioAgainWithoutItsOwnApi_data();
    void asksLmStudioAgainWithoutItsOwnApi();
    void doesNotAskAgainForAModelThatIsNotThere();
    void showsLmStudioLoadingAModel();
    void goesOnWithAnAnswerOfGemini();
    void doesNotGoOnWithAnAnswerThatGoesRoundInCircles();
    void tellsWhatAModelDoesNotTake();
    void mergesTheSystemsWordsWhereAModelTakesNoSystemRole();

private:
    ChatReply *answered(const ChatRequest &request);
    QByteArray path(qsizetype index) const { return m_server->requests().at(index).path; }
};

ChatReply *LlmServiceDialectsTest::answered(const ChatRequest &request)
{
    ChatReply *reply = ask(request);
    if (!QSignalSpy(reply, &ChatReply::finished).wait(30'000))
        qFatal("the question was not answered");
    return reply;
}

void LlmServiceDialectsTest::asksOpenAiAgainByTheResponsesApi()
{
    m_server->enqueue(refusal(404,
        R"({"message":"This is not a chat model and thus not supported in the v1/chat/completions endpoint. )"
        R"(Did you mean to use v1/responses?","type":"invalid_request_error","param":"model","code":null})"));
    m_server->enqueue(eventStream()
                          .send("data: {\"type\":\"response.output_text.delta\",\"delta\":\"Hello\"}\n\n")
                          .send("data: {\"type\":\"response.completed\",\"response\":{\"usage\":{\"input_tokens\":3,"
                                "\"output_tokens\":1}}}\n\n"));
    const ChatReply *reply = answered({.model = {"openai", "gpt-next"}});
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(reply->usage().promptTokens, 3);
    QCOMPARE(path(0), QByteArray("/v1/chat/completions"));
    QCOMPARE(path(1), QByteArray("/v1/responses"));
    QCOMPARE(reply->notes().size(), 1);
    QCOMPARE(reply->delivery(), Delivery::Native);
}

void LlmServiceDialectsTest::asksForAKnownModelByTheResponsesApiAtOnce()
{
    m_server->enqueue(eventStream()
                          .send("data: {\"type\":\"response.output_text.delta\",\"delta\":\"Hi\"}\n\n")
                          .send("data: {\"type\":\"response.completed\",\"response\":{}}\n\n"));
    const ChatReply *reply = answered({.model = {"openai", "o3-pro"}});
    QCOMPARE(reply->text(), "Hi");
    QCOMPARE(path(0), QByteArray("/v1/responses"));
    QVERIFY(reply->notes().isEmpty());
}

void LlmServiceDialectsTest::asksGoogleAgainByTheInteractionsApi()
{
    m_server->enqueue(refusal(
        400, R"({"code":400,"message":"This model only supports Interactions API.","status":"INVALID_ARGUMENT"})"));
    m_server->enqueue(
        eventStream()
            .send("data: {\"event_type\":\"step.delta\",\"index\":0,\"delta\":{\"type\":\"text\",\"text\":\"Hi\"}}\n\n")
            .send("data: {\"event_type\":\"interaction.completed\",\"interaction\":{\"status\":\"completed\"}}\n\n"));
    const ChatReply *reply = answered({.model = {"gemini", "gemini-new"}});
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->text(), "Hi");
    QCOMPARE(path(0), QByteArray("/v1/models/gemini-new:streamGenerateContent?alt=sse"));
    QCOMPARE(path(1), QByteArray("/v1/interactions"));
    QCOMPARE(reply->notes().size(), 1);
}

void LlmServiceDialectsTest::asksLmStudioAgainWithoutItsOwnApi_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("an older LM Studio") << 200
                                        << QByteArray(
                                               R"x({"error":"Unexpected endpoint or method. (POST /api/v1/chat)"})x");
    QTest::newRow("another server") << 404 << QByteArray(R"({"error":{"message":"not found","code":404}})");
    QTest::newRow("a web server") << 404 << QByteArray("<html><title>404 Not Found</title></html>");
    QTest::newRow("nothing said") << 404 << QByteArray();
}

void LlmServiceDialectsTest::asksLmStudioAgainWithoutItsOwnApi()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    m_server->enqueue(Script().status(status).header("Content-Type", "application/json").send(body));
    m_server->enqueue(goodStream());
    const ChatReply *reply = answered({.model = {"lmstudio", "m"}});
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(path(0), QByteArray("/api/v1/chat"));
    QCOMPARE(path(1), QByteArray("/v1/chat/completions"));
    QCOMPARE(reply->notes().size(), 1);
}

void LlmServiceDialectsTest::doesNotAskAgainForAModelThatIsNotThere()
{
    m_server->enqueue(refusal(404,
        R"({"message":"No models loaded. Please load a model in the developer page or use the 'lms load' command."})"));
    const ChatReply *reply = answered({.model = {"lmstudio", "m"}});
    QCOMPARE(reply->error()->kind, ErrorKind::NotFound);
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceDialectsTest::showsLmStudioLoadingAModel()
{
    m_server->enqueue(eventStream()
                          .send("data: {\"type\":\"model_load.progress\",\"progress\":0.5}\n\n")
                          .send("data: {\"type\":\"prompt_processing.progress\",\"progress\":0.5}\n\n")
                          .send("data: {\"type\":\"message.delta\",\"content\":\"Hi\"}\n\n")
                          .send("data: {\"type\":\"chat.end\",\"result\":{\"stats\":{\"input_tokens\":3}}}\n\n"));
    const ChatReply *reply = answered({.model = {"lmstudio", "m"}});
    QCOMPARE(reply->text(), "Hi");
    QVERIFY2(m_phases.contains("loading_model") && m_phases.contains("reading_prompt"), qPrintable(m_phases.join(' ')));
    const QJsonObject body = sent(0);
    QCOMPARE(body.value("store"), QJsonValue(false));
    QCOMPARE(body.value("input"), QJsonValue("Hi"));
}

void LlmServiceDialectsTest::goesOnWithAnAnswerOfGemini()
{
    const auto part = [](const QByteArray &text, const QByteArray &end) {
        return eventStream().send(R"(data: {"candidates":[{"content":{"parts":[{"text":")" + text + R"("}]},)" + end
            + R"(}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2}})" + "\r\n\r\n");
    };
    m_server->enqueue(part("Part one ", R"("finishReason":"CONTINUATION","continuationToken":"token-1")"));
    m_server->enqueue(part("and two.", R"("finishReason":"STOP")"));
    const ChatReply *reply = answered({.model = {"gemini", "gemini-4-argon"}});
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->text(), "Part one and two.");
    QCOMPARE(reply->finishReason(), FinishReason::Stop);
    QCOMPARE(reply->usage().completionTokens, 4);
    QVERIFY(!sent(0).contains("continuationToken"));
    QCOMPARE(sent(1).value("continuationToken").toString(), "token-1");
    QCOMPARE(reply->notes().size(), 1);
}

void LlmServiceDialectsTest::doesNotGoOnWithAnAnswerThatGoesRoundInCircles()
{
    m_server->enqueue(
        eventStream().sendForever("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"I am sorry. \"}]},"
                                  "\"continuationToken\":\"token-1\"}]}\r\n\r\n"));
    const ChatReply *reply = answered({.model = {"gemini", "gemini-4-argon"}});
    QCOMPARE(reply->finishReason(), FinishReason::Pause);
    QVERIFY2(reply->notes().join(' ').contains("over and over"), qPrintable(reply->notes().join(' ')));
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServiceDialectsTest::tellsWhatAModelDoesNotTake()
{
    m_server->enqueue(eventStream().send(
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]},\"finishReason\":\"STOP\"}]}\r\n\r\n"));
    const ChatReply *reply = answered({.model = {"gemini", "gemini-4-argon"}, .options = {.temperature = 0.5}});
    QCOMPARE(reply->text(), "Hi");
    QCOMPARE(reply->notes(), QStringList{"sent without temperature: gemini-4-argon does not take it"});
}

void LlmServiceDialectsTest::mergesTheSystemsWordsWhereAModelTakesNoSystemRole()
{
    m_server->enqueue(refusal(400, R"({"message":"System role not supported"})"));
    m_server->enqueue(goodStream());
    const ChatReply *reply = answered(
        {.model = {"localai", "m"}, .messages = {{ChatRole::System, "Be short."}, {ChatRole::User, "Why?"}}});
    QCOMPARE(reply->text(), "Hello");
    const QJsonArray messages = sent(1).value("messages").toArray();
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages.first().toObject().value("content").toString(), "Be short.\n\nWhy?");
    QCOMPARE(reply->notes().size(), 1);
}

QTEST_GUILESS_MAIN(LlmServiceDialectsTest)
#include "llm_service_dialects_test.moc"
