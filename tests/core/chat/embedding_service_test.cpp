// SPDX-License-Identifier: MIT
#include "core/chat/embedding_service.h"
#include "core/providers/embedding_reply.h"
#include "core/providers/provider_registry.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/provider_sources.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;
using Script = FakeHttpServer::Script;

namespace {

constexpr const char *kTestKey = "test-key-abcdef123456";

/// "text 7" becomes (7, 1), which shows after normalising where each vector belongs.
QByteArray vectorOf(const QString &text) { return '[' + text.section(u' ', 1).toUtf8() + ",1]"; }

QStringList textsIn(const FakeHttpServer::Request &request)
{
    return QJsonDocument::fromJson(request.body)["input"].toVariant().toStringList();
}

QByteArray answerFor(const QStringList &texts)
{
    QByteArrayList entries;
    for (qsizetype i = texts.size() - 1; i >= 0; --i) // the last first: the index counts
        entries << "{\"index\":" + QByteArray::number(i) + ",\"embedding\":" + vectorOf(texts.at(i)) + "}";
    return "{\"data\":[" + entries.join(',') + "]}";
}

/// Tells where it ends: Qt may ask again, or take the connection for broken, when only the close ends a body.
Script answerOf(int status, const QByteArray &body)
{
    return Script()
        .status(status)
        .header("Content-Type", "application/json")
        .header("Content-Length", QByteArray::number(body.size()))
        .header("Connection", "close")
        .send(body);
}
Script jsonAnswer(const QByteArray &body) { return answerOf(200, body); }
Script goodEmbeddings(const FakeHttpServer::Request &request) { return jsonAnswer(answerFor(textsIn(request))); }
Script embeddingRefusalOf(int status, const QByteArray &message)
{
    return answerOf(status, "{\"error\":{\"message\":\"" + message + "\"}}");
}

QStringList numbered(int count)
{
    QStringList texts;
    for (int i = 0; i < count; ++i)
        texts << QStringLiteral("text %1").arg(i);
    return texts;
}

bool isInOrder(const QList<EmbeddingVector> &vectors)
{
    for (qsizetype i = 0; i < vectors.size(); ++i) {
        const EmbeddingVector &vector = vectors.at(i);
        if (vector.size() != 2 || qRound(vector.at(0) / vector.at(1)) != i)
            return false;
    }
    return true;
}

ModelInfo modelNamed(const ProviderId &provider, const QString &id, bool canEmbed)
{
    return {.ref = {provider, id}, .canChat = !canEmbed, .canEmbed = canEmbed};
}

QList<ProviderInfo> vendors()
{
    return {{.id = "openai",
                .name = "OpenAI",
                .needsKey = true,
                .models = {modelNamed("openai", "chat", false), modelNamed("openai", "embed", true),
                    modelNamed("openai", "embed-large", true)}},
        {.id = "ollama", .name = "Ollama", .dialect = Dialect::Ollama}, {.id = "other", .name = "Other"},
        {.id = "anthropic", .name = "Anthropic", .dialect = Dialect::Anthropic},
        {.id = "documents", .name = "Documents", .dialect = Dialect::Quotes}};
}

} // namespace

/// How EmbeddingService gets vectors for any number of texts, whatever the server takes at once.
class EmbeddingServiceTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void embedsInTheOrderOfTheTexts();
    void asksEveryDialect();
    void passesOnWhatWasAskedFor();
    void isSilentUntilTheEventLoop();
    void finishesAtOnceWithoutTexts();
    void refusesBeforeAnythingIsSent_data();
    void refusesBeforeAnythingIsSent();
    void sendsTenThousandTextsInBatches();
    void keepsTheOrderWhenTheFirstBatchIsLate();
    void halvesABatchThatIsTooLarge_data();
    void halvesABatchThatIsTooLarge();
    void namesTheTextThatIsTooLong();
    void waitsAsLongAsTheServerAsks();
    void triesAgainAfterAPassingFailure_data();
    void triesAgainAfterAPassingFailure();
    void givesUpWhenTheRetriesAreUsedUp();
    void failsWithTheServersError_data();
    void failsWithTheServersError();
    void refusesAnotherNumberOfDimensions_data();
    void refusesAnotherNumberOfDimensions();
    void stopsAtOnceWhenAborted_data();
    void stopsAtOnceWhenAborted();
    void abortsTheRequestsWhenDeleted();
    void mayBeDeletedByAListener();

private:
    EmbeddingReply *embed(EmbeddingRequest request);
    EmbeddingReply *embed(const QStringList &texts) { return embed(EmbeddingRequest{.texts = texts}); }
    QJsonObject sent(qsizetype index) const;

    EmbeddingService::Options m_options;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<ProviderRegistry> m_registry;
    std::unique_ptr<EmbeddingService> m_service;
    std::unique_ptr<QObject> m_owner;
};

void EmbeddingServiceTest::init()
{
    m_owner = std::make_unique<QObject>();
    m_service.reset();
    m_client = std::make_unique<HttpClient>(HttpClient::Options{});
    m_server = std::make_unique<FakeHttpServer>();
    m_server->setHandler(goodEmbeddings);
    m_registry = std::make_unique<ProviderRegistry>(vendors(), oneKey(kTestKey));
    for (const char *id : {"openai", "other", "anthropic"})
        QVERIFY(m_registry->setBaseUrl(id, m_server->url("/v1").toString()));
    QVERIFY(m_registry->setBaseUrl("ollama", m_server->url("").toString()));
    m_options = {.jitter = [] { return 1.0; }, .backoff = 1ms};
}

EmbeddingReply *EmbeddingServiceTest::embed(EmbeddingRequest request)
{
    if (request.model.provider.isEmpty())
        request.model.provider = "openai";
    m_service = std::make_unique<EmbeddingService>(*m_client, *m_registry, m_options);
    return m_service->embed(request, m_owner.get());
}

QJsonObject EmbeddingServiceTest::sent(qsizetype index) const
{
    return QJsonDocument::fromJson(m_server->requests().at(index).body).object();
}

void EmbeddingServiceTest::embedsInTheOrderOfTheTexts()
{
    EmbeddingReply *reply = embed(numbered(5));
    QSignalSpy progressed(reply, &EmbeddingReply::progressed);
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->vectors().size(), 5);
    QVERIFY(isInOrder(reply->vectors()));
    QCOMPARE(reply->model(), (ModelRef{"openai", "embed"}));
    QCOMPARE(sent(0)["model"].toString(), "embed");
    QCOMPARE(m_server->requests().first().path, QByteArray("/v1/embeddings"));
    QCOMPARE(m_server->requests().first().header("authorization"), QByteArray("Bearer ") + kTestKey);
    QCOMPARE(progressed.count(), 1);
    QCOMPARE(progressed.first(), (QVariantList{qsizetype(5), qsizetype(5)}));
}

void EmbeddingServiceTest::asksEveryDialect()
{
    m_server->setHandler([](const FakeHttpServer::Request &request) {
        return jsonAnswer("{\"embeddings\":[" + vectorOf(textsIn(request).first()) + "]}");
    });
    EmbeddingReply *reply = embed({.model = {"ollama", "nomic"}, .texts = {"text 0"}});
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(isInOrder(reply->vectors()) && !reply->error());
    QCOMPARE(m_server->requests().first().path, QByteArray("/api/embed"));
}

void EmbeddingServiceTest::passesOnWhatWasAskedFor()
{
    EmbeddingReply *reply = embed({.model = {"openai", "mine"}, .texts = {"text 0"}, .dimensions = 2});
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!reply->error());
    QCOMPARE(sent(0)["model"].toString(), "mine");
    QCOMPARE(sent(0)["dimensions"].toInt(), 2);
}

void EmbeddingServiceTest::isSilentUntilTheEventLoop()
{
    for (const QStringList &texts : {QStringList{}, {""}, {"text 0"}}) {
        EmbeddingReply *reply = embed(texts);
        QSignalSpy finished(reply, &EmbeddingReply::finished);
        QCOMPARE(finished.count(), 0);
        QTRY_COMPARE(finished.count(), 1);
        reply->abort();
        QTest::qWait(10);
        QCOMPARE(finished.count(), 1);
        QVERIFY(!reply->error() || reply->error()->kind == ErrorKind::BadRequest);
    }
}

void EmbeddingServiceTest::finishesAtOnceWithoutTexts()
{
    EmbeddingReply *reply = embed(EmbeddingRequest{.model = {"anthropic", ""}});
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!reply->error() && reply->vectors().isEmpty());
    QVERIFY(m_server->requests().isEmpty());
}

void EmbeddingServiceTest::refusesBeforeAnythingIsSent_data()
{
    QTest::addColumn<EmbeddingRequest>("request");
    QTest::addColumn<QString>("words");
    QTest::newRow("an empty text") << EmbeddingRequest{.texts = {"a", "b", ""}} << "Text 3 is empty";
    QTest::newRow("blanks alone") << EmbeddingRequest{.texts = {" \n\t"}} << "Text 1 is empty";
    QTest::newRow("an endless text") << EmbeddingRequest{.texts = {"a", QString(1'000'001, u'x')}}
                                     << "Text 2 is too long";
    QTest::newRow("no dimensions") << EmbeddingRequest{.texts = {"a"}, .dimensions = 0} << "1 to 8192 dimensions";
    QTest::newRow("too many dimensions") << EmbeddingRequest{.texts = {"a"}, .dimensions = 8193} << "8192";
    QTest::newRow("no model known") << EmbeddingRequest{.model = {"other", ""}, .texts = {"a"}}
                                    << "No embedding model of Other is known";
    QTest::newRow("a provider without embeddings") << EmbeddingRequest{.model = {"anthropic", "m"},
        .texts = {"a"}} << "Anthropic makes no embeddings. Choose another provider: OpenAI, Ollama and Other do.";
    QTest::newRow("the built-in provider")
        << EmbeddingRequest{.model = {"documents", "m"}, .texts = {"a"}} << "Documents makes no embeddings";
    QTest::newRow("an unknown provider") << EmbeddingRequest{.model = {"nobody", "m"}, .texts = {"a"}} << "nobody";
}

void EmbeddingServiceTest::refusesBeforeAnythingIsSent()
{
    QFETCH(EmbeddingRequest, request);
    QFETCH(QString, words);
    EmbeddingReply *reply = embed(request);
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(reply->error());
    QVERIFY2(reply->error()->message.contains(words), qPrintable(reply->error()->message));
    QVERIFY(reply->vectors().isEmpty());
    QVERIFY(m_server->requests().isEmpty());
}

void EmbeddingServiceTest::sendsTenThousandTextsInBatches()
{
    EmbeddingReply *reply = embed(numbered(10'000));
    QSignalSpy progressed(reply, &EmbeddingReply::progressed);
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 30'000);
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->vectors().size(), 10'000);
    QVERIFY(isInOrder(reply->vectors()));
    QCOMPARE(m_server->requests().size(), 79); // of 128 each
    QCOMPARE(progressed.count(), 79);
    qsizetype before = 0;
    for (const QVariantList &step : std::as_const(progressed)) {
        QVERIFY(step.at(0).toLongLong() > before);
        before = step.at(0).toLongLong();
    }
    QCOMPARE(before, 10'000);
}

void EmbeddingServiceTest::keepsTheOrderWhenTheFirstBatchIsLate()
{
    m_server->setHandler([this](const FakeHttpServer::Request &request) {
        const bool isFirst = textsIn(request).first() == "text 0";
        return isFirst ? Script().pause(50ms).send(answerFor(textsIn(request))) : goodEmbeddings(request);
    });
    EmbeddingReply *reply = embed(numbered(600));
    QSignalSpy progressed(reply, &EmbeddingReply::progressed);
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!reply->error());
    QVERIFY(isInOrder(reply->vectors()));
    QCOMPARE(m_server->requests().size(), 5);
    QCOMPARE(m_server->peakInFlight(), 2);
}

void EmbeddingServiceTest::halvesABatchThatIsTooLarge_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("413") << 413 << QByteArray("Payload too large");
    QTest::newRow("too many inputs") << 400 << QByteArray("batch size 128 > maximum allowed batch size 10");
    QTest::newRow("llama-server") << 500
                                  << QByteArray("input is too large to process. increase the physical batch size");
    QTest::newRow("a context window") << 400 << QByteArray("This model's maximum context length is 8192 tokens");
}

void EmbeddingServiceTest::halvesABatchThatIsTooLarge()
{
    QFETCH(int, status);
    QFETCH(QByteArray, message);
    m_server->setHandler([=](const FakeHttpServer::Request &request) {
        return textsIn(request).size() > 10 ? embeddingRefusalOf(status, message) : goodEmbeddings(request);
    });
    EmbeddingReply *reply = embed(numbered(300));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QCOMPARE(reply->vectors().size(), 300);
    QVERIFY(isInOrder(reply->vectors()));
}

void EmbeddingServiceTest::namesTheTextThatIsTooLong()
{
    QStringList texts = numbered(40);
    texts[16] += " and much more";
    m_server->setHandler([](const FakeHttpServer::Request &request) {
        const bool isTooLong = textsIn(request).join(u' ').contains("much more");
        return isTooLong ? embeddingRefusalOf(500, "input is too large to process") : goodEmbeddings(request);
    });
    EmbeddingReply *reply = embed(texts);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::ContextLength);
    QVERIFY2(reply->error()->message.startsWith("Text 17 is too long for embed of OpenAI"),
        qPrintable(reply->error()->message));
    QVERIFY(!reply->error()->retryable);
    QVERIFY(reply->vectors().isEmpty());
    QVERIFY(m_server->requests().size() < 20); // 40, 20, 10 … of both sides
}

void EmbeddingServiceTest::waitsAsLongAsTheServerAsks()
{
    m_server->enqueue(Script().status(429).header("retry-after-ms", "60").send("{}"));
    QElapsedTimer time;
    time.start();
    m_options.inFlight = 1;
    EmbeddingReply *reply = embed(numbered(200));
    QSignalSpy waiting(reply, &EmbeddingReply::waiting);
    QTRY_COMPARE(waiting.count(), 1);
    QCOMPARE(waiting.first().at(0).value<std::chrono::milliseconds>(), 60ms);
    QVERIFY(waiting.first().at(1).toString().contains("too many requests"));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!reply->error() && isInOrder(reply->vectors()));
    QVERIFY(time.elapsed() >= 60);
    QCOMPARE(m_server->requests().size(), 3);
}

void EmbeddingServiceTest::triesAgainAfterAPassingFailure_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("rate limit") << 429 << QByteArray(R"({"error":{"message":"slow"}})");
    QTest::newRow("overloaded") << 529 << QByteArray();
    QTest::newRow("loading") << 503 << QByteArray(R"({"error":{"message":"Loading model"}})");
    QTest::newRow("server error") << 500 << QByteArray("<html></html>");
    QTest::newRow("an error in a good status") << 200 << QByteArray(R"({"error":{"message":"x","code":503}})");
    QTest::newRow("cut off") << 200 << QByteArray(R"({"data":[{"index":0,"embed)");
    QTest::newRow("a reset connection") << 0 << QByteArray();
}

void EmbeddingServiceTest::triesAgainAfterAPassingFailure()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    m_server->enqueue(status ? Script().status(status).send(body) : Script().raw("").reset());
    EmbeddingReply *reply = embed(numbered(300));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(!reply->error(), reply->error() ? qPrintable(reply->error()->message) : "");
    QVERIFY(isInOrder(reply->vectors()));
    QCOMPARE(m_server->requests().size(), 4);
}

void EmbeddingServiceTest::givesUpWhenTheRetriesAreUsedUp()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return Script().status(500).send("{}"); });
    EmbeddingReply *reply = embed(numbered(1));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, ErrorKind::Server);
    QCOMPARE(m_server->requests().size(), 3);
}

void EmbeddingServiceTest::failsWithTheServersError_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("a wrong key") << 401 << QByteArray("x") << ErrorKind::Auth << "key";
    QTest::newRow("no such model") << 404 << QByteArray("x") << ErrorKind::NotFound << "no such model";
    QTest::newRow("llama-server without --embeddings")
        << 501 << QByteArray("This server does not support embeddings. Start it with `--embeddings`")
        << ErrorKind::BadRequest << "makes no embeddings with embed";
    QTest::newRow("a chat model of Ollama") << 400 << QByteArray("this model does not support embeddings")
                                            << ErrorKind::BadRequest << "Choose an embedding model";
}

void EmbeddingServiceTest::failsWithTheServersError()
{
    QFETCH(int, status);
    QFETCH(QByteArray, message);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, words);
    m_server->setHandler([=](const FakeHttpServer::Request &) { return embeddingRefusalOf(status, message); });
    EmbeddingReply *reply = embed(numbered(1));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, kind);
    QVERIFY2(reply->error()->message.contains(words), qPrintable(reply->error()->message));
    QCOMPARE(m_server->requests().size(), 1);
}

void EmbeddingServiceTest::refusesAnotherNumberOfDimensions_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("than was asked for") << 256 << ErrorKind::BadRequest << "of 2 dimensions, not 256";
    QTest::newRow("than the batch before") << 0 << ErrorKind::Protocol << "of 1 dimensions after some of 2";
}

void EmbeddingServiceTest::refusesAnotherNumberOfDimensions()
{
    QFETCH(int, asked);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, words);
    m_options.inFlight = 1;
    m_server->setHandler([](const FakeHttpServer::Request &request) {
        const bool isFirst = textsIn(request).size() > 1;
        return isFirst ? goodEmbeddings(request) : jsonAnswer(R"({"data":[{"embedding":[1]}]})");
    });
    EmbeddingReply *reply = embed({.texts = numbered(129), .dimensions = asked ? std::optional(asked) : std::nullopt});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error()->kind, kind);
    QVERIFY2(reply->error()->message.contains(words), qPrintable(reply->error()->message));
    QVERIFY(reply->vectors().isEmpty());
}

void EmbeddingServiceTest::stopsAtOnceWhenAborted_data()
{
    QTest::addColumn<QString>("when");
    for (const char *when : {"before anything", "while two are under way", "while it waits", "in the middle"})
        QTest::newRow(when) << when;
}

void EmbeddingServiceTest::stopsAtOnceWhenAborted()
{
    QFETCH(QString, when);
    m_server->setHandler([when](const FakeHttpServer::Request &request) {
        if (when == "while it waits")
            return Script().status(429).header("retry-after", "30").send("{}");
        return when == "in the middle" && textsIn(request).first() == "text 0" ? goodEmbeddings(request)
                                                                               : Script().send("{").stall();
    });
    EmbeddingReply *reply = embed(numbered(600));
    QSignalSpy finished(reply, &EmbeddingReply::finished);
    QSignalSpy waiting(reply, &EmbeddingReply::waiting);
    QSignalSpy progressed(reply, &EmbeddingReply::progressed);
    if (when == "while two are under way")
        QTRY_COMPARE(m_server->inFlight(), 2);
    else if (when == "while it waits")
        QTRY_VERIFY(waiting.count() > 0);
    else if (when == "in the middle")
        QTRY_COMPARE(progressed.count(), 1);
    const auto requests = m_server->requests().size();
    const bool isUnderWay = m_server->inFlight() > 0;
    reply->abort();
    reply->abort();
    QCOMPARE(finished.count(), 0);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(reply->error()->kind, ErrorKind::Cancelled);
    QVERIFY(reply->vectors().isEmpty());
    if (isUnderWay)
        QTRY_COMPARE(m_server->inFlight(), 0);
    QTest::qWait(30);
    QCOMPARE(finished.count(), 1);
    QVERIFY(m_server->requests().size() <= requests + 2); // those that were already on their way
}

void EmbeddingServiceTest::abortsTheRequestsWhenDeleted()
{
    m_server->setHandler([](const FakeHttpServer::Request &) { return Script().send("{").stall(); });
    EmbeddingReply *reply = embed(numbered(600));
    QTRY_COMPARE(m_server->inFlight(), 2);
    delete reply;
    QTRY_COMPARE(m_server->abortedConnections(), 2);
    QCOMPARE(m_server->requests().size(), 2);
}

void EmbeddingServiceTest::mayBeDeletedByAListener()
{
    const auto deleteAt = [this](auto signal, const Script &first) {
        m_server->enqueue(first);
        EmbeddingReply *reply = embed(numbered(300));
        const QPointer<EmbeddingReply> alive(reply);
        connect(reply, signal, this, [reply] { delete reply; });
        QTRY_VERIFY(!alive);
    };
    deleteAt(&EmbeddingReply::progressed, jsonAnswer(answerFor(numbered(128))));
    deleteAt(&EmbeddingReply::waiting, Script().status(503).send("{}"));
    deleteAt(&EmbeddingReply::finished, Script().status(401).send("{}"));
}

QTEST_GUILESS_MAIN(EmbeddingServiceTest)
#include "embedding_service_test.moc"
