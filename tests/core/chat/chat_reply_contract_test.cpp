// SPDX-License-Identifier: MIT
#include "core/chat/llm_service.h"
#include "core/chat/text_reply.h"
#include "core/providers/http_chat_reply.h"
#include "core/providers/provider_registry.h"
#include "tests/support/fake_chat_reply.h"
#include "tests/support/fake_http_server.h"

#include <QPointer>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

namespace {

const ModelRef kModel{"lmstudio", "m"};

/// "Hello" in two pieces, and its end, as a server of a dialect says it.
struct Wire {
    const char *name;
    Dialect dialect;
    QByteArray beforeText;
    QByteArray afterText;
    QByteArray end;

    QByteArray event(const QByteArray &text) const { return beforeText + text + afterText; }
};

const QList<Wire> &wires()
{
    static const QList<Wire> all{
        {"OpenAI", Dialect::OpenAi, R"(data: {"choices":[{"index":0,"delta":{"content":")", "\"}}]}\n\n",
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"},
        {"Responses", Dialect::OpenAiResponses, R"(data: {"type":"response.output_text.delta","delta":")", "\"}\n\n",
            "data: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\"}}\n\n"},
        {"Gemini", Dialect::Gemini, R"(data: {"candidates":[{"content":{"parts":[{"text":")", "\"}]}}]}\r\n\r\n",
            "data: {\"candidates\":[{\"finishReason\":\"STOP\"}]}\r\n\r\n"},
        {"Interactions", Dialect::GeminiInteractions,
            R"(data: {"event_type":"step.delta","index":0,"delta":{"type":"text","text":")", "\"}}\n\n",
            "data: {\"event_type\":\"interaction.completed\",\"interaction\":{\"status\":\"completed\"}}\n\n"},
        {"Ollama", Dialect::Ollama, R"({"message":{"role":"assistant","content":")", "\"},\"done\":false}\n",
            "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\"}\n"},
        {"LM Studio", Dialect::LmStudio, R"(data: {"type":"message.delta","content":")", "\"}\n\n",
            "data: {\"type\":\"chat.end\",\"result\":{\"output\":[],\"stats\":{}}}\n\n"},
        {"Anthropic", Dialect::Anthropic,
            R"(data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":")", "\"}}\n\n",
            "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n"
            "data: {\"type\":\"message_stop\"}\n\n"},
    };
    return all;
}

const Wire &wireOf(const QString &kind)
{
    const auto found = std::find_if(
        wires().begin(), wires().end(), [&kind](const Wire &wire) { return QLatin1String(wire.name) == kind; });
    return found == wires().end() ? wires().first() : *found;
}

Script answerOf(const Wire &wire, bool isGood)
{
    Script script;
    script.header("Content-Type", wire.dialect == Dialect::Ollama ? "application/x-ndjson" : "text/event-stream");
    script.send(wire.event("Hel"));
    return isGood ? script.pause(5ms).send(wire.event("lo")).send(wire.end) : script.stall();
}

/// Everything that a reply emits, in order, and with it the promise that finished() is once and last.
struct Recorder {
    explicit Recorder(ChatReply *reply)
    {
        QObject::connect(reply, &ChatReply::phaseChanged, &context, [this] { log << "phase"; });
        QObject::connect(reply, &ChatReply::textAppended, &context, [this](const QString &delta) {
            log << "text";
            text += delta;
        });
        QObject::connect(reply, &ChatReply::reasoningAppended, &context, [this] { log << "reasoning"; });
        QObject::connect(reply, &ChatReply::restarted, &context, [this] {
            log << "restarted";
            text.clear();
        });
        QObject::connect(reply, &ChatReply::finished, &context, [this] { log << "finished"; });
    }
    bool isOver() const { return log.contains("finished"); }

    QStringList log;
    QString text;
    QObject context;
};

} // namespace

/// What chat_reply.h promises, for every kind of reply that there is.
class ChatReplyContractTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void isSilentUntilTheEventLoop_data() { addKinds(); }
    void isSilentUntilTheEventLoop();
    void finishesOnceAndLast_data() { addKinds(); }
    void finishesOnceAndLast();
    void finishesAsCancelledWhenAborted_data() { addKinds(); }
    void finishesAsCancelledWhenAborted();
    void finishesAsCancelledWhenAbortedMidway_data() { addKinds(); }
    void finishesAsCancelledWhenAbortedMidway();
    void doesNotChangeAfterItsEnd_data() { addKinds(); }
    void doesNotChangeAfterItsEnd();
    void saysNothingOnceDeleted_data() { addKinds(); }
    void saysNothingOnceDeleted();
    void mayBeDeletedByAListener_data() { addKinds(); }
    void mayBeDeletedByAListener();

private:
    enum class Answer { Good, Endless };
    using Factory = std::function<ChatReply *(Answer)>;

    void addKinds();
    std::unique_ptr<ChatReply> make(Answer answer);

    FakeHttpServer m_server;
    HttpClient m_client{{}};
    ProviderRegistry m_registry{{{.id = "lmstudio", .name = "LM Studio"}},
        [](const ProviderId &, const Origin &, QObject *context, const std::function<void(Result<Secret>)> &done) {
            QTimer::singleShot(0, context, [done] { done(Secret()); });
        }};
    LlmService m_service{m_client, m_registry, {.retries = 0}};
};

void ChatReplyContractTest::initTestCase()
{
    QVERIFY(m_registry.setBaseUrl("lmstudio", m_server.url("/v1").toString()));
}

void ChatReplyContractTest::addKinds()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"FakeChatReply", "TextReply", "LlmService"})
        QTest::newRow(kind) << kind;
    for (const Wire &wire : wires())
        QTest::newRow(wire.name) << wire.name;
}

std::unique_ptr<ChatReply> ChatReplyContractTest::make(Answer answer)
{
    const QString kind = *static_cast<QString *>(QTest::qData("kind", qMetaTypeId<QString>()));
    const ChatRequest request{.model = kModel, .messages = {{ChatRole::User, "Hi"}}};
    if (kind == "TextReply")
        return std::make_unique<TextReply>(
            kModel, answer == Answer::Good ? "Hello" : QString(100'000, 'x'), StreamMode::Streamed, nullptr);
    if (kind == "FakeChatReply") {
        auto reply = std::make_unique<FakeChatReply>(kModel);
        QTimer::singleShot(1ms, reply.get(), [fake = reply.get(), answer] {
            if (answer == Answer::Good) {
                QTimer::singleShot(1ms, fake, [fake] { fake->say("lo"); });
                QTimer::singleShot(2ms, fake, [fake] { fake->end(); });
            }
            fake->say("Hel");
        });
        return reply;
    }
    const Wire &wire = wireOf(kind);
    m_server.setHandler(
        [answer, &wire](const FakeHttpServer::Request &) { return answerOf(wire, answer == Answer::Good); });
    if (kind == "LlmService")
        return std::unique_ptr<ChatReply>(m_service.send(request, nullptr));
    const ProviderConfig config{
        .id = "lmstudio", .name = "LM Studio", .dialect = wire.dialect, .baseUrl = m_server.url("/v1")};
    return std::make_unique<HttpChatReply>(m_client, config, request, HttpLimits(), nullptr);
}

void ChatReplyContractTest::isSilentUntilTheEventLoop()
{
    const auto reply = make(Answer::Good);
    Recorder recorder(reply.get());
    QVERIFY(!reply->isFinished() && reply->text().isEmpty());
    QVERIFY(recorder.log.isEmpty());
    QTRY_VERIFY(recorder.isOver());
    QVERIFY(recorder.log.contains("text"));
}

void ChatReplyContractTest::finishesOnceAndLast()
{
    const auto reply = make(Answer::Good);
    Recorder recorder(reply.get());
    QTRY_VERIFY(recorder.isOver());
    QTest::qWait(30);
    QCOMPARE(recorder.log.count("finished"), 1);
    QCOMPARE(recorder.log.last(), "finished");
    QCOMPARE(reply->text(), "Hello");
    QCOMPARE(recorder.text, "Hello");
    QCOMPARE(reply->finishReason(), FinishReason::Stop);
    QCOMPARE(reply->servedBy(), kModel);
    QVERIFY(!reply->error());
}

void ChatReplyContractTest::finishesAsCancelledWhenAborted()
{
    const auto reply = make(Answer::Endless);
    Recorder recorder(reply.get());
    reply->abort();
    reply->abort();
    QVERIFY(recorder.log.isEmpty());
    QTRY_VERIFY(recorder.isOver());
    QTest::qWait(30);
    QCOMPARE(recorder.log, QStringList("finished"));
    QCOMPARE(reply->error()->kind, ErrorKind::Cancelled);
    QCOMPARE(reply->finishReason(), FinishReason::Cancelled);
}

void ChatReplyContractTest::finishesAsCancelledWhenAbortedMidway()
{
    const auto reply = make(Answer::Endless);
    Recorder recorder(reply.get());
    QTRY_VERIFY(!recorder.text.isEmpty());
    reply->abort();
    const QString text = recorder.text;
    QTRY_VERIFY(recorder.isOver());
    QTest::qWait(30);
    QCOMPARE(recorder.log.count("finished"), 1);
    QCOMPARE(recorder.log.last(), "finished");
    QCOMPARE(reply->error()->kind, ErrorKind::Cancelled);
    QCOMPARE(reply->text(), text);
}

void ChatReplyContractTest::doesNotChangeAfterItsEnd()
{
    const auto reply = make(Answer::Good);
    Recorder recorder(reply.get());
    QTRY_VERIFY(recorder.isOver());
    reply->abort();
    QTest::qWait(10);
    QCOMPARE(recorder.log.count("finished"), 1);
    QVERIFY(!reply->error());
    QCOMPARE(reply->finishReason(), FinishReason::Stop);
}

void ChatReplyContractTest::saysNothingOnceDeleted()
{
    const int aborted = m_server.abortedConnections();
    auto reply = make(Answer::Endless);
    const bool isOnTheWire
        = qobject_cast<TextReply *>(reply.get()) == nullptr && qobject_cast<FakeChatReply *>(reply.get()) == nullptr;
    Recorder recorder(reply.get());
    QTRY_VERIFY(!recorder.text.isEmpty());
    const QStringList before = recorder.log;
    reply.reset();
    QTest::qWait(40);
    QCOMPARE(recorder.log, before);
    if (isOnTheWire)
        QTRY_COMPARE(m_server.abortedConnections(), aborted + 1);
}

void ChatReplyContractTest::mayBeDeletedByAListener()
{
    const auto deleteAt = [this](auto signal) {
        ChatReply *reply = make(Answer::Good).release();
        const QPointer<ChatReply> alive(reply);
        connect(reply, signal, this, [reply] { delete reply; });
        QTRY_VERIFY(!alive);
    };
    deleteAt(&ChatReply::textAppended);
    deleteAt(&ChatReply::finished);
}

QTEST_GUILESS_MAIN(ChatReplyContractTest)
#include "chat_reply_contract_test.moc"
