// SPDX-License-Identifier: MIT
#include "core/server/openai_answer.h"
#include "core/streaming/sse_decoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace freshet;
using namespace freshet::openai;
using namespace std::chrono_literals;

/// Holds what OpenAI's clients are told to the shape that they expect, field by field.
class OpenAiAnswerTest : public QObject {
    Q_OBJECT

private slots:
    void streamsAnAnswerExactly();
    void sendsTheSourcesInTheLastChunk();
    void tellsTheUsageOnlyAsFarAsItIsKnown_data();
    void tellsTheUsageOnlyAsFarAsItIsKnown();
    void givesTheWholeTextHoweverItIsCut();
    void knowsWhetherContentWentOut();
    void endsABrokenStreamWithAnError();
    void tellsAWholeAnswerExactly();
    void mapsEveryFinishReason_data();
    void mapsEveryFinishReason();
    void tellsToolCalls();
    void listsTheModelsThatCanChatNow();
    void answersEveryErrorWithItsStatus_data();
    void answersEveryErrorWithItsStatus();
    void tellsWhenToComeBack();
};

namespace {

const QString kModel = QStringLiteral("ollama/llama\"3");

AnswerHead answerHead()
{
    return {.id = QStringLiteral("chatcmpl-1"),
        .created = QDateTime::fromSecsSinceEpoch(1'764'000'000, Qt::UTC),
        .model = kModel};
}

QJsonObject json(const QByteArray &text)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError)
        qFatal("the test's own JSON is broken: %s", qPrintable(problem.errorString()));
    return document.object();
}

QByteArrayList eventsIn(const QByteArray &stream)
{
    SseDecoder decoder;
    QByteArrayList events;
    const auto decoded = decoder.feed(stream);
    if (!decoded)
        qFatal("this is no stream of events: %s", stream.constData());
    for (const SseEvent &event : *decoded)
        events << event.data;
    return events;
}

/// All events but [DONE], each without what every chunk repeats.
QList<QJsonObject> chunksIn(const QByteArray &stream)
{
    QList<QJsonObject> chunks;
    for (const QByteArray &event : eventsIn(stream)) {
        if (event == "[DONE]")
            continue;
        QJsonObject chunk = QJsonDocument::fromJson(event).object();
        const bool isChunk = chunk.take(QStringLiteral("id")) == QStringLiteral("chatcmpl-1")
            && chunk.take(QStringLiteral("object")) == QStringLiteral("chat.completion.chunk")
            && chunk.take(QStringLiteral("created")) == 1'764'000'000 && chunk.take(QStringLiteral("model")) == kModel;
        if (!isChunk)
            qWarning("no chunk of this answer: %s", event.constData());
        chunks << chunk;
    }
    return chunks;
}

QString deltasOf(const QByteArray &stream, const QString &field)
{
    QString text;
    for (const QJsonObject &chunk : chunksIn(stream))
        text += chunk["choices"].toArray().at(0)["delta"][field].toString();
    return text;
}

QueryAnswer citedAnswer()
{
    return {.text = QStringLiteral("A [1]."),
        .reasoning = QStringLiteral("hm"),
        .sources = {Source{.number = 1, .documentId = QStringLiteral("d")}},
        .citations = {Citation{1, 2, 5, Support::Weak}},
        .finishReason = FinishReason::Stop,
        .usage = {.promptTokens = 3, .completionTokens = 4, .reasoningTokens = 2, .cachedTokens = 1}};
}

const char *const kSources = R"([{"n":1,"document_id":"d","title":"","path":"","heading":"","start":0,"end":0,
    "text":"","score":0,"support":"weak"}])";
const char *const kUsage = R"({"prompt_tokens":3,"completion_tokens":4,"total_tokens":7,
    "prompt_tokens_details":{"cached_tokens":1},"completion_tokens_details":{"reasoning_tokens":2}})";

} // namespace

void OpenAiAnswerTest::streamsAnAnswerExactly()
{
    ChatStreamWriter writer(answerHead(), ChatStreamWriter::UsageChunk::Left);
    const QByteArray stream
        = writer.start() + writer.reasoning(u"hm") + writer.content(u"say \"A\"\n") + writer.end(citedAnswer());
    QVERIFY(stream.endsWith("\n\ndata: [DONE]\n\n"));
    const QList<QJsonObject> expected{
        json(R"({"choices":[{"index":0,"finish_reason":null,"delta":{"role":"assistant","content":""}}]})"),
        json(R"({"choices":[{"index":0,"finish_reason":null,"delta":{"reasoning_content":"hm"}}]})"),
        json(R"({"choices":[{"index":0,"finish_reason":null,"delta":{"content":"say \"A\"\n"}}]})"),
        json(QByteArray(
            R"({"choices":[{"index":0,"finish_reason":"stop","delta":{}}],"sources":)" + QByteArray(kSources) + "}"))};
    QCOMPARE(chunksIn(stream), expected);
}

void OpenAiAnswerTest::sendsTheSourcesInTheLastChunk()
{
    ChatStreamWriter writer(answerHead(), ChatStreamWriter::UsageChunk::Sent);
    const QList<QJsonObject> expected{json(R"({"choices":[{"index":0,"finish_reason":"stop","delta":{}}]})"),
        json(QByteArray(R"({"choices":[],"usage":)" + QByteArray(kUsage) + ",\"sources\":" + kSources + "}"))};
    QCOMPARE(chunksIn(writer.end(citedAnswer())), expected);
}

void OpenAiAnswerTest::tellsTheUsageOnlyAsFarAsItIsKnown_data()
{
    QTest::addColumn<Usage>("usage");
    QTest::addColumn<QJsonValue>("expected");
    QTest::newRow("nothing") << Usage{} << QJsonValue();
    QTest::newRow("the prompt") << Usage{.promptTokens = 3} << QJsonValue(json(R"({"prompt_tokens":3})"));
    QTest::newRow("nothing was cached") << Usage{.cachedTokens = 0}
                                        << QJsonValue(json(R"({"prompt_tokens_details":{"cached_tokens":0}})"));
    QTest::newRow("everything") << citedAnswer().usage << QJsonValue(json(kUsage));
}

void OpenAiAnswerTest::tellsTheUsageOnlyAsFarAsItIsKnown()
{
    QFETCH(Usage, usage);
    QFETCH(QJsonValue, expected);
    const QueryAnswer answer{.usage = usage};
    QCOMPARE(completion(answerHead(), answer)["usage"], expected);
    ChatStreamWriter writer(answerHead(), ChatStreamWriter::UsageChunk::Sent);
    QCOMPARE(chunksIn(writer.end(answer)).last()["usage"], expected);
}

void OpenAiAnswerTest::givesTheWholeTextHoweverItIsCut()
{
    const QString text = QStringLiteral("a\U0001F600\"\\\n\u00e9\U0001F600");
    for (qsizetype size = 1; size <= text.size(); ++size) {
        ChatStreamWriter writer(answerHead(), ChatStreamWriter::UsageChunk::Left);
        QByteArray stream;
        for (qsizetype at = 0; at < text.size(); at += size) {
            stream += writer.content(text.mid(at, size));
            stream += writer.reasoning(text.mid(at, size));
        }
        stream += writer.content(u"\xd83d");
        stream += writer.end({});
        QCOMPARE(deltasOf(stream, QStringLiteral("content")), QString(text + QChar(QChar::ReplacementCharacter)));
        QCOMPARE(deltasOf(stream, QStringLiteral("reasoning_content")), text);
    }
}

void OpenAiAnswerTest::knowsWhetherContentWentOut()
{
    ChatStreamWriter writer(answerHead(), ChatStreamWriter::UsageChunk::Left);
    writer.start();
    QVERIFY(writer.reasoning(u"").isEmpty());
    QVERIFY(!writer.reasoning(u"hm").isEmpty());
    QVERIFY(writer.content(u"\xd83d").isEmpty());
    QVERIFY(!writer.hasContent());
    QVERIFY(!writer.content(u"\xde00").isEmpty());
    QVERIFY(writer.hasContent());
}

void OpenAiAnswerTest::endsABrokenStreamWithAnError()
{
    const ChatStreamWriter writer(answerHead(), ChatStreamWriter::UsageChunk::Left);
    const QByteArrayList events
        = eventsIn(writer.error({.kind = ErrorKind::Truncated, .message = QStringLiteral("It broke off.")}));
    QCOMPARE(events.size(), 1);
    QCOMPARE(QJsonDocument::fromJson(events.first()).object(),
        json(R"({"error":{"message":"It broke off.","type":"provider_error","param":null,"code":"truncated"}})"));
}

void OpenAiAnswerTest::tellsAWholeAnswerExactly()
{
    QCOMPARE(completion(answerHead(), citedAnswer()),
        json(QByteArray(R"({"id":"chatcmpl-1","object":"chat.completion","created":1764000000,"model":"ollama/llama\"3",
            "choices":[{"index":0,"logprobs":null,"finish_reason":"stop",
                "message":{"role":"assistant","content":"A [1].","refusal":null,"reasoning_content":"hm"}}],
            "usage":)"
            + QByteArray(kUsage) + ",\"sources\":" + kSources + "}")));
}

void OpenAiAnswerTest::mapsEveryFinishReason_data()
{
    QTest::addColumn<FinishReason>("reason");
    QTest::addColumn<QString>("word");
    const auto row = [](FinishReason reason, const char *word) {
        QTest::newRow(toWord(reason).data()) << reason << QString::fromLatin1(word);
    };
    row(FinishReason::Unknown, "stop");
    row(FinishReason::Stop, "stop");
    row(FinishReason::Length, "length");
    row(FinishReason::ToolCalls, "tool_calls");
    row(FinishReason::ContentFilter, "content_filter");
    row(FinishReason::Refusal, "content_filter");
    row(FinishReason::Pause, "length");
    row(FinishReason::Cancelled, "length");
}

void OpenAiAnswerTest::mapsEveryFinishReason()
{
    QFETCH(FinishReason, reason);
    QFETCH(QString, word);
    const QueryAnswer answer{.finishReason = reason};
    QCOMPARE(completion(answerHead(), answer)["choices"].toArray().at(0)["finish_reason"].toString(), word);
}

void OpenAiAnswerTest::tellsToolCalls()
{
    const QueryAnswer answer{.toolCalls = {{QStringLiteral("c"), QStringLiteral("f"), QStringLiteral("{\"a\":1}")}},
        .finishReason = FinishReason::ToolCalls};
    const QJsonObject call = json(R"({"id":"c","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}})");
    QJsonObject indexed = call;
    indexed.insert(QStringLiteral("index"), 0);
    const QJsonValue whole = completion(answerHead(), answer)["choices"].toArray().at(0)["message"];
    QCOMPARE(whole["tool_calls"].toArray(), QJsonArray{call});
    ChatStreamWriter writer(answerHead(), ChatStreamWriter::UsageChunk::Left);
    const QJsonValue delta = chunksIn(writer.end(answer)).last()["choices"].toArray().at(0)["delta"];
    QCOMPARE(delta["tool_calls"].toArray(), QJsonArray{indexed});
}

void OpenAiAnswerTest::listsTheModelsThatCanChatNow()
{
    const auto model = [](const QString &id) -> ModelInfo { return {.ref = {QStringLiteral("p"), id}, .name = id}; };
    ModelInfo embedder = model(QStringLiteral("embedder"));
    embedder.canChat = false;
    ModelInfo gone = model(QStringLiteral("gone"));
    gone.goneSince = QDateTime::fromSecsSinceEpoch(1, Qt::UTC);
    const protocol::CatalogEntry fetched{.id = QStringLiteral("p"),
        .isConfigured = true,
        .refreshedAt = QDateTime::fromSecsSinceEpoch(12, Qt::UTC),
        .models = {model(QStringLiteral("org/m")), embedder, gone}};
    const protocol::CatalogEntry never{
        .id = QStringLiteral("q"), .isConfigured = true, .models = {model(QStringLiteral("n"))}};
    const protocol::CatalogEntry unconfigured{.id = QStringLiteral("r"), .models = {model(QStringLiteral("o"))}};
    QCOMPARE(modelList({fetched, never, unconfigured}), json(R"({"object":"list","data":[
        {"id":"p/org/m","object":"model","created":12,"owned_by":"p"},
        {"id":"q/n","object":"model","created":0,"owned_by":"q"}]})"));
}

void OpenAiAnswerTest::answersEveryErrorWithItsStatus_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("code");
    const auto row = [](ErrorKind kind, int status, const char *type, const char *code = nullptr) {
        QTest::newRow(toWord(kind).data()) << kind << status << QString::fromLatin1(type)
                                           << (code ? QString::fromLatin1(code) : QString(toWord(kind)));
    };
    row(ErrorKind::Auth, 502, "provider_error");
    row(ErrorKind::Permission, 502, "provider_error");
    row(ErrorKind::Billing, 402, "insufficient_quota");
    row(ErrorKind::RateLimited, 429, "rate_limit_error");
    row(ErrorKind::Quota, 429, "insufficient_quota");
    row(ErrorKind::Overloaded, 503, "provider_error");
    row(ErrorKind::ModelLoading, 503, "provider_error");
    row(ErrorKind::NotFound, 404, "invalid_request_error", "model_not_found");
    row(ErrorKind::ContextLength, 400, "invalid_request_error", "context_length_exceeded");
    row(ErrorKind::PayloadTooLarge, 413, "invalid_request_error");
    row(ErrorKind::BadRequest, 400, "invalid_request_error");
    row(ErrorKind::ContentFilter, 400, "invalid_request_error");
    row(ErrorKind::Server, 502, "provider_error");
    row(ErrorKind::Timeout, 504, "provider_error");
    row(ErrorKind::Network, 502, "provider_error");
    row(ErrorKind::Tls, 502, "provider_error");
    row(ErrorKind::Truncated, 502, "provider_error");
    row(ErrorKind::Empty, 502, "provider_error");
    row(ErrorKind::Protocol, 502, "provider_error");
    row(ErrorKind::Storage, 500, "server_error");
    row(ErrorKind::Busy, 429, "rate_limit_error");
    row(ErrorKind::UnauthorizedScope, 403, "permission_error");
    row(ErrorKind::Cancelled, 502, "provider_error");
}

void OpenAiAnswerTest::answersEveryErrorWithItsStatus()
{
    QFETCH(ErrorKind, kind);
    QFETCH(int, status);
    QFETCH(QString, type);
    QFETCH(QString, code);
    const ErrorAnswer answer = errorAnswer({.kind = kind,
        .message = QStringLiteral("No."),
        .parameter = QStringLiteral("seed"),
        .detail = QStringLiteral("the server's own words")});
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers, (HttpHeaders{{"x-should-retry", "false"}}));
    const QJsonObject expected{{QStringLiteral("message"), QStringLiteral("No.")}, {QStringLiteral("type"), type},
        {QStringLiteral("param"), QStringLiteral("seed")}, {QStringLiteral("code"), code}};
    QCOMPARE(answer.body, (QJsonObject{{QStringLiteral("error"), expected}}));
}

void OpenAiAnswerTest::tellsWhenToComeBack()
{
    const ErrorAnswer answer = errorAnswer({.kind = ErrorKind::Busy, .retryable = true, .retryAfter = 1001ms});
    QCOMPARE(answer.headers, (HttpHeaders{{"x-should-retry", "true"}, {"Retry-After", "2"}}));
    QVERIFY(answer.body["error"]["param"].isNull());
}

QTEST_GUILESS_MAIN(OpenAiAnswerTest)
#include "openai_answer_test.moc"
