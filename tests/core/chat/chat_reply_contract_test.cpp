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

#include <functional>
#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

namespace {

const ModelRef kModel{"lmstudio", "m"};

QByteArray textEvent(const QByteArray &text)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
}

Script goodAnswer()
{
    return Script()
        .header("Content-Type", "text/event-stream")
        .send(textEvent("Hel"))
        .pause(5ms)
        .send(textEvent("lo"))
        .send("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
}

QByteArray geminiEvent(const QByteArray &text, const QByteArray &more = {})
{
    return R"(data: {"candidates":[{"content":{"parts":[{"text":")" + text + "\"}]}" + more + "}]}\r\n\r\n";
}

Script geminiAnswer()
{
    return Script()
        .header("Content-Type", "text/event-stream")
        .send(geminiEvent("Hel"))
        .pause(5ms)
        .send(geminiEvent("lo", R"(,"finishReason":"STOP")"));
}

QByteArray interactionEvent(const QByteArray &text)
{
    return R"(data: {"event_type":"step.delta","index":0,"delta":{"type":"text","text":")" + text + "\"}}\n\n";
}

Script interactionAnswer()
{
    return Script()
        .header("Content-Type", "text/event-stream")
        .send(interactionEvent("Hel"))
        .pause(5ms)
        .send(interactionEvent("lo"))
        .send("data: {\"event_type\":\"interaction.completed\",\"interaction\":{\"status\":\"completed\"}}\n\n");
}

Script endless(const QByteArray &event)
{
    return Script().header("Content-Type", "text/event-stream").send(event).stall();
}

/// What a server of the dialect of @p path sends.
Script answerAt(const QByteArray &path, bool isGood)
{
    if (path.contains("GenerateContent"))
        return isGood ? geminiAnswer() : endless(geminiEvent("Hel"));
    if (path.endsWith("/interactions"))
        return isGood ? interactionAnswer() : endless(interactionEvent("Hel"));
    return isGood ? goodAnswer() : endless(textEvent("Hel"));
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
    for (const char *kind : {"FakeChatReply", "HttpChatReply", "Gemini", "Interactions", "TextReply", "LlmService"})
        QTest::newRow(kind) << kind;
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
    m_server.setHandler(
        [answer](const FakeHttpServer::Request &asked) { return answerAt(asked.path, answer == Answer::Good); });
    if (kind == "LlmService")
        return std::unique_ptr<ChatReply>(m_service.send(request, nullptr));
    const Dialect dialect = kind == "Gemini" ? Dialect::Gemini
        : kind == "Interactions"             ? Dialect::GeminiInteractions
                                             : Dialect::OpenAi;
    const ProviderConfig config{
        .id = "lmstudio", .name = "LM Studio", .dialect = dialect, .baseUrl = m_server.url("/v1")};
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
