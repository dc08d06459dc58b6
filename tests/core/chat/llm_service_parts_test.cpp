// SPDX-License-Identifier: MIT
#include "core/chat/answer_hops.h"
#include "core/providers/wire_request.h"
#include "tests/core/chat/llm_fixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace freshet::test {

/// A dialect of lines: "=word" is text, "~word" reasoning, "!" text that was reasoning, "@word" a place to go on from,
/// "+" a used token, "." the end; without it the answer is cut off.
class LineParser : public ChatParser {
public:
    Status feed(QByteArrayView bytes, QList<ChatChunk> &chunks) override
    {
        for (const QByteArray &line : bytes.toByteArray().split('\n')) {
            const QString rest = QString::fromUtf8(line.mid(1));
            if (line.startsWith('='))
                chunks << ChatChunk{.text = rest};
            else if (line.startsWith('~'))
                chunks << ChatChunk{.reasoning = rest};
            else if (line.startsWith('!'))
                chunks << ChatChunk{.textWasReasoning = true};
            else if (line.startsWith('@'))
                m_continuation = rest;
            else if (line.startsWith('+'))
                m_usage.completionTokens = m_usage.completionTokens.value_or(0) + 1;
            else if (line.startsWith('.'))
                m_isComplete = true;
        }
        return {};
    }
    bool isComplete() const override { return m_isComplete; }
    bool isEnding() const override { return false; }
    Result<ChatEnd> end(QList<ChatChunk> &) override
    {
        if (!m_isComplete)
            return failure({.kind = ErrorKind::Truncated, .message = "Cut off."});
        return ChatEnd{.reason = m_continuation.isEmpty() ? FinishReason::Stop : FinishReason::Pause,
            .usage = m_usage,
            .toolCalls = {{.name = "call"}}};
    }
    Usage usage() const override { return m_usage; }
    QString continuation() const override { return m_continuation; }

private:
    QString m_continuation;
    Usage m_usage;
    bool m_isComplete = false;
};

class LineAdapter : public ProviderAdapter {
public:
    HttpRequest chatRequest(const ChatRequest &request, const ProviderConfig &config) const override
    {
        return wirePost("/lines", {{"continuation", request.continuation}}, "text/plain", config);
    }
    QStringList notesOn(const ChatRequest &, const ProviderConfig &) const override { return {"sent without colour"}; }
    Result<std::unique_ptr<ChatParser>> chatParser(const HttpResponse &, const ProviderConfig &) const override
    {
        return std::make_unique<LineParser>();
    }
    std::unique_ptr<ModelListReader> modelListReader(const ProviderConfig &, const QList<ModelInfo> &) const override
    {
        return nullptr;
    }
    Error errorFrom(const HttpResponse &response, const ProviderConfig &) const override
    {
        return {.kind = ErrorKind::Overloaded, .httpStatus = response.status, .retryable = true};
    }
};

inline Script lines(const QByteArray &text) { return Script().chunk(text).lastChunk().keepAlive(); }

} // namespace freshet::test

/// Answers that come in parts, that are revealed, and that let wait.
class LlmServicePartsTest : public LlmFixture {
    Q_OBJECT

private slots:
    void init();
    void goesOnAfterAPause();
    void goesOnWhereTheAnswerBrokeOff();
    void startsOnlyThePresentPartOver();
    void triesAPartAgainThatSaidNothing();
    void endsWhereItIsSentBackTo();
    void endsAfterManyParts();
    void doesNotGoOnWithoutAPlace();
    void keepsThePartsOfAWholeAnswerTogether();
    void stopsBetweenTheParts();
    void keepsWhatCameOfAWholeAnswerThatIsStopped();
    void doesNotReconnectForEver();
    void tellsWhatTheDialectLeavesOut();
    void revealsAllAtOnceWhenAsked();
    void tellsTheReasoningOfAWholeAnswerFirst();
    void takesRevealAllAtAnyTime();
    void tellsThatOllamaLoadsTheModel();
    void tellsThatLocalAiLoadsTheModel();
    void asksForTheStatusOnceWhereItIsUnknown();
    void asksNothingWhereThereIsNoSuchQuestion();

private:
    void speakInLines();

    LineAdapter m_adapter;
};

void LlmServicePartsTest::init()
{
    setUp();
    m_options.retries = 0;
}

void LlmServicePartsTest::speakInLines()
{
    m_options.adapterOf = [this](Dialect) { return &m_adapter; };
}

void LlmServicePartsTest::goesOnAfterAPause()
{
    speakInLines();
    m_server->enqueue(lines("~Hm\n=One\n+\n@a\n."));
    m_server->enqueue(lines("= two\n+\n+\n@b\n."));
    m_server->enqueue(lines("= three\n+\n."));
    ChatReply *reply = ask();
    QSignalSpy restarted(reply, &ChatReply::restarted);
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!reply->error());
    QCOMPARE(reply->text(), QString("One two three"));
    QCOMPARE(reply->reasoning(), QString("Hm"));
    QCOMPARE(reply->finishReason(), FinishReason::Stop);
    QCOMPARE(reply->usage().completionTokens, 4);
    QCOMPARE(reply->toolCalls().size(), 3);
    QCOMPARE(reply->notes(), (QStringList{"sent without colour", "continued 2 times"}));
    QCOMPARE(sent(0)["continuation"].toString(), QString());
    QCOMPARE(sent(1)["continuation"].toString(), QString("a"));
    QCOMPARE(sent(2)["continuation"].toString(), QString("b"));
    QCOMPARE(restarted.count(), 0);
}

void LlmServicePartsTest::goesOnWhereTheAnswerBrokeOff()
{
    speakInLines();
    m_server->enqueue(Script().chunk("=Half\n@a\n").pause(10ms).reset());
    m_server->enqueue(lines("= and half."
                            "\n."));
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->text(), QString("Half and half."));
    QCOMPARE(reply->notes().last(), QString("continued once"));
}

void LlmServicePartsTest::startsOnlyThePresentPartOver()
{
    speakInLines();
    m_server->enqueue(lines("~Hm\n=One\n@a\n."));
    m_server->enqueue(Script().chunk("= thought\n").pause(10ms).chunk("!\n= two\n.").lastChunk().keepAlive());
    ChatReply *reply = ask();
    QString shown;
    connect(reply, &ChatReply::textAppended, this, [&shown](const QString &delta) { shown += delta; });
    connect(reply, &ChatReply::restarted, this, [&shown] { shown.clear(); });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), QString("One two"));
    QCOMPARE(shown, QString("One two"));
    QCOMPARE(reply->reasoning(), QString("Hm thought"));
}

void LlmServicePartsTest::triesAPartAgainThatSaidNothing()
{
    speakInLines();
    m_options.retries = 1;
    m_server->enqueue(lines("=One\n+\n@a\n."));
    m_server->enqueue(Script().status(503));
    m_server->enqueue(lines("= two\n+\n."));
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), QString("One two"));
    QCOMPARE(reply->usage().completionTokens, 2);
    QCOMPARE(sent(2)["continuation"].toString(), QString("a"));
}

void LlmServicePartsTest::endsWhereItIsSentBackTo()
{
    speakInLines();
    m_server->setHandler([](const FakeHttpServer::Request &) { return lines("=x\n@a\n."); });
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), QString("xx"));
    QCOMPARE(reply->finishReason(), FinishReason::Pause);
    QVERIFY(!reply->error());
    QCOMPARE(m_server->requests().size(), 2);
}

void LlmServicePartsTest::endsAfterManyParts()
{
    speakInLines();
    m_server->setHandler([this](const FakeHttpServer::Request &) {
        return lines("=x\n@" + QByteArray::number(m_server->requests().size()) + "\n.");
    });
    ChatReply *reply = ask();
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 20'000);
    QCOMPARE(reply->text().size(), AnswerHops::kMost + 1);
    QCOMPARE(reply->finishReason(), FinishReason::Pause);
    QCOMPARE(reply->notes().last(), QString("continued 256 times"));
}

void LlmServicePartsTest::doesNotGoOnWithoutAPlace()
{
    speakInLines();
    m_server->enqueue(lines("=Half\n"));
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Truncated);
    QCOMPARE(reply->text(), QString("Half"));
    QCOMPARE(m_server->requests().size(), 1);
}

void LlmServicePartsTest::keepsThePartsOfAWholeAnswerTogether()
{
    speakInLines();
    m_server->enqueue(lines("=One\n@a\n."));
    m_server->enqueue(lines("= two\n@b\n"));
    m_server->enqueue(lines("= three\n."));
    ChatReply *reply = ask({.streaming = StreamMode::Whole});
    QSignalSpy pieces(reply, &ChatReply::textAppended);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), QString("One two three"));
    QCOMPARE(pieces.count(), 1);
}

void LlmServicePartsTest::stopsBetweenTheParts()
{
    speakInLines();
    m_server->enqueue(lines("=One\n@a\n."));
    m_server->setHandler([](const FakeHttpServer::Request &) { return Script().stall(); });
    ChatReply *reply = ask();
    QTRY_COMPARE(m_server->requests().size(), 2);
    reply->abort();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Cancelled);
    QCOMPARE(reply->text(), QString("One"));
    QTRY_COMPARE(m_server->inFlight(), 0);
}

void LlmServicePartsTest::keepsWhatCameOfAWholeAnswerThatIsStopped()
{
    speakInLines();
    m_server->enqueue(lines("=One\n+\n@a\n."));
    m_server->setHandler([](const FakeHttpServer::Request &) { return Script().stall(); });
    ChatReply *reply = ask({.streaming = StreamMode::Whole});
    QTRY_COMPARE(m_server->requests().size(), 2);
    reply->abort();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->text(), QString("One"));
    QCOMPARE(reply->delivery(), Delivery::NonStreaming);
    QCOMPARE(reply->usage().completionTokens, 1);
}

void LlmServicePartsTest::doesNotReconnectForEver()
{
    speakInLines();
    int places = 0;
    m_server->setHandler([&places](const FakeHttpServer::Request &) {
        return Script().chunk("=x\n@" + QByteArray::number(++places) + '\n').pause(5ms).reset();
    });
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Truncated);
    QCOMPARE(reply->text(), QString("xxxx"));
    QCOMPARE(places, 4);
}

void LlmServicePartsTest::tellsWhatTheDialectLeavesOut()
{
    speakInLines();
    m_options.retries = 2;
    m_server->enqueue(Script().status(503));
    m_server->enqueue(lines("=One\n."));
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->notes(), QStringList("sent without colour")); // once
}

void LlmServicePartsTest::revealsAllAtOnceWhenAsked()
{
    const QByteArray text = QByteArray("word ").repeated(2000);
    m_server->enqueue(document(R"({"choices":[{"message":{"content":")" + text + R"("},"finish_reason":"stop"}]})"));
    ChatReply *reply = ask();
    QSignalSpy pieces(reply, &ChatReply::textAppended);
    QTRY_VERIFY(!reply->text().isEmpty());
    QVERIFY(reply->isRevealing());
    const auto before = pieces.count();
    reply->revealAll();
    reply->revealAll();
    QCOMPARE(pieces.count(), before); // not from within the call
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!reply->isRevealing());
    QCOMPARE(pieces.count(), before + 1);
    QCOMPARE(reply->text(), QString::fromLatin1(text));
    QCOMPARE(reply->delivery(), Delivery::Pseudo);
    QCOMPARE(reply->finishReason(), FinishReason::Stop);
}

void LlmServicePartsTest::tellsTheReasoningOfAWholeAnswerFirst()
{
    m_server->enqueue(wholeAnswer());
    ChatReply *reply = ask();
    QStringList log;
    connect(reply, &ChatReply::reasoningAppended, this, [&log] { log << "reasoning"; });
    connect(reply, &ChatReply::textAppended, this, [&log] { log << "text"; });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(log.first(), QString("reasoning"));
    QCOMPARE(log.count("reasoning"), 1);
}

void LlmServicePartsTest::takesRevealAllAtAnyTime()
{
    m_server->enqueue(goodStream());
    ChatReply *reply = ask();
    reply->revealAll();
    connect(reply, &ChatReply::phaseChanged, reply, &ChatReply::revealAll);
    connect(reply, &ChatReply::textAppended, reply, &ChatReply::revealAll);
    QTRY_VERIFY(reply->isFinished());
    reply->revealAll();
    QCOMPARE(reply->text(), QString("Hello"));
    QCOMPARE(reply->delivery(), Delivery::Native);
}

void LlmServicePartsTest::tellsThatOllamaLoadsTheModel()
{
    m_options.silence = {.first = 10ms, .every = 10ms};
    m_server->setHandler([this](const FakeHttpServer::Request &request) {
        if (request.path == "/api/ps")
            return document(
                m_server->requests().size() < 4 ? R"({"models":[]})" : R"({"models":[{"name":"llama:latest"}]})");
        return Script()
            .header("Content-Type", "application/x-ndjson")
            .pause(500ms)
            .send("{\"message\":{\"content\":\"Hello\"},\"done\":true,\"done_reason\":\"stop\"}\n");
    });
    ChatReply *reply = ask({.model = {"ollama", ""}});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(m_phases, (QStringList{"connecting", "waiting", "loading_model", "reading_prompt", "writing"}));
    QCOMPARE(reply->text(), QString("Hello"));
    const qsizetype asked = m_server->requests().size();
    QTest::qWait(50);
    QCOMPARE(m_server->requests().size(), asked);
}

void LlmServicePartsTest::tellsThatLocalAiLoadsTheModel()
{
    QList<ProviderInfo> servers{{.id = "localai", .name = "LocalAI", .quirks = {.tellsLoadStatus = true}}};
    m_registry = std::make_unique<ProviderRegistry>(servers, oneKey(kTestKey));
    QVERIFY(m_registry->setBaseUrl("localai", m_server->url("/v1").toString()));
    m_options.silence = {.first = 10ms, .every = 10ms};
    m_server->setHandler([](const FakeHttpServer::Request &request) {
        if (request.path.endsWith("load-status"))
            return document(R"({"state":"loading","progress":0.5})");
        return goodStream().status(200);
    });
    m_server->enqueue(
        Script().header("Content-Type", "text/event-stream").pause(300ms).send(textEvent("Hello")).send(kStopEvents));
    ChatReply *reply = ask({.model = {"localai", "a/b"}});
    std::optional<double> progress;
    connect(reply, &ChatReply::phaseChanged, this, [&progress](const PhaseInfo &phase) {
        if (phase.phase == Phase::LoadingModel)
            progress = phase.progress;
    });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(progress, 0.5);
    QCOMPARE(m_server->requests().at(1).path, QByteArray("/api/models/a%2Fb/load-status"));
}

void LlmServicePartsTest::asksForTheStatusOnceWhereItIsUnknown()
{
    m_options.silence = {.first = 10ms, .every = 10ms};
    m_options.retries = 1;
    int chats = 0;
    int questions = 0;
    m_server->setHandler([&](const FakeHttpServer::Request &request) {
        if (request.path == "/api/ps") {
            ++questions;
            return Script().status(404);
        }
        ++chats;
        return Script().status(503).pause(250ms).send("{}");
    });
    ChatReply *reply = ask({.model = {"ollama", ""}});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(chats, 2);
    QCOMPARE(questions, 1);
    QVERIFY(!m_phases.contains("loading_model"));
}

void LlmServicePartsTest::asksNothingWhereThereIsNoSuchQuestion()
{
    m_options.silence = {.first = 5ms, .every = 5ms};
    m_server->enqueue(eventStream().pause(100ms).send(textEvent("Hello")).send(kStopEvents));
    ChatReply *reply = ask();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!reply->error());
    QCOMPARE(m_server->requests().size(), 1);
}

QTEST_GUILESS_MAIN(LlmServicePartsTest)
#include "llm_service_parts_test.moc"
