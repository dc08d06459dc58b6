// SPDX-License-Identifier: MIT
#include "core/chat/embedding_service.h"
#include "core/query/query_run.h"
#include "core/retrieval/embedding_run.h"
#include "tests/core/query/query_fixture.h"

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

/// What a question would send and take, before it is asked.
class QueryPreviewTest : public QueryFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void makesThePromptThatItWouldSend();
    void sendsNoQuestionAwayForAPreview();
    void makesNoPromptOfQuotes();
    void expectsPassagesBeforeItSearches();
};

void QueryPreviewTest::makesThePromptThatItWouldSend()
{
    indexHouse();
    const QueryRequest request{.question = "When is the boiler serviced?",
        .extraContext = "File \"a.txt\":\n\nx",
        .instructions = "Be short.",
        .history = {{ChatRole::User, "Hello"}, {ChatRole::Assistant, "Hi"}},
        .model = {"fake", ""},
        .retrieval = {.collections = {"house"}}};
    QueryRun *const preview = m_service->preview(request, m_service.get());
    QSignalSpy finished(preview, &QueryReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(!preview->error());
    QCOMPARE(m_server->requests().size(), 0);
    QCOMPARE(preview->prompt().sources.size(), preview->sources().size());
    QVERIFY(preview->prompt().costs.passages > 0);
    QCOMPARE(preview->prompt().costs.window, 8000);

    m_server->enqueue(saying("Because."));
    waitFor(ask(request));
    const QJsonArray sent = messagesOf(m_server->requests().first());
    const QList<ChatMessage> &shown = preview->prompt().messages;
    QCOMPARE(sent.size(), shown.size());
    for (qsizetype i = 0; i < shown.size(); ++i) {
        QCOMPARE(sent.at(i).toObject().value("role").toString(), QString(toWord(shown.at(i).role)));
        QCOMPARE(sent.at(i).toObject().value("content").toString(), shown.at(i).text);
    }
}

void QueryPreviewTest::sendsNoQuestionAwayForAPreview()
{
    FakeHttpServer embeddings; // as if it were on another machine
    embeddings.setHandler([](const FakeHttpServer::Request &request) {
        QByteArrayList vectors;
        const QJsonArray texts = QJsonDocument::fromJson(request.body)["input"].toArray();
        for (qsizetype i = 0; i < texts.size(); ++i)
            vectors << "{\"index\":" + QByteArray::number(i) + R"(,"embedding":[0.6,0.8]})";
        const QByteArray body = "{\"data\":[" + vectors.join(',') + "]}";
        return Script()
            .header("Content-Type", "application/json")
            .header("Content-Length", QByteArray::number(body.size()))
            .header("Connection", "close")
            .send(body);
    });
    const ProviderInfo far{.id = "far", .name = "Far", .defaultBaseUrl = embeddings.url("/v1")};
    const ProviderRegistry registry({far}, [](const ProviderId &, const Origin &, QObject *context, auto done) {
        QMetaObject::invokeMethod(
            context, [done] { done(Secret()); }, Qt::QueuedConnection);
    });
    EmbeddingService embedder(*m_http, registry, {.retries = 0});
    bool isLocal = false;
    m_retrieval->setEmbeddings(
        {.embed = [&](const EmbeddingRequest &request, QObject *parent) { return embedder.embed(request, parent); },
            .isLocal = [&isLocal](const ProviderId &) { return isLocal; },
            .questionTime = 20s});
    m_retrieval->setEmbeddingModel({"far", "bge-m3"});
    indexHouse();
    const std::unique_ptr<EmbeddingRun> run(m_retrieval->embedMissing(nullptr));
    QSignalSpy embedded(run.get(), &EmbeddingRun::finished);
    QVERIFY(embedded.wait(20'000));
    QVERIFY2(!run->error(), qPrintable(run->error().value_or(Error()).message));

    const QueryRequest request{
        .question = "When is the boiler serviced?", .model = kModel, .retrieval = {.collections = {"house"}}};
    const auto previewed = [&] {
        QueryRun *const preview = m_service->preview(request, m_service.get());
        QSignalSpy finished(preview, &QueryReply::finished);
        return finished.wait(20'000) ? preview : nullptr;
    };
    const auto before = embeddings.requests().size();
    const QueryRun *const preview = previewed();
    QVERIFY(!preview->error());
    QVERIFY(!preview->prompt().sources.isEmpty()); // by its words
    QVERIFY2(preview->answer().notes.join(u' ').contains("found by words alone"),
        qPrintable(preview->answer().notes.join(u' ')));
    QCOMPARE(embeddings.requests().size(), before);
    QCOMPARE(m_server->requests().size(), 0);

    m_server->enqueue(saying("Every autumn [1]."));
    QueryReply *const asked = ask(request);
    waitFor(asked);
    QCOMPARE(embeddings.requests().size(), before + 1); // the question itself may
    QVERIFY(embeddings.requests().last().body.contains("When is the boiler serviced?"));
    QVERIFY(asked->answer().notes.isEmpty());

    isLocal = true;
    QVERIFY(previewed()->answer().notes.isEmpty());
    QCOMPARE(embeddings.requests().size(), before + 2);
}

void QueryPreviewTest::makesNoPromptOfQuotes()
{
    indexHouse();
    QueryRun *const preview = m_service->preview(
        {.question = "When is the boiler serviced?", .model = kQuotes, .retrieval = {.collections = {"house"}}},
        m_service.get());
    QSignalSpy finished(preview, &QueryReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(!preview->error());
    QVERIFY(preview->prompt().messages.isEmpty());
    QVERIFY(!preview->sources().isEmpty());
}

void QueryPreviewTest::expectsPassagesBeforeItSearches()
{
    const PromptParts with = m_service->expectedParts(
        {.question = "Why?", .model = kModel, .retrieval = {.collections = {"house"}, .topK = 4}});
    QVERIFY(with.isFromDocuments);
    QCOMPARE(with.contextTokens, 8000);
    const PromptBuilder &prompts = m_service->prompts(); // found ones grow until their room is full
    QCOMPARE(prompts.build(with).costs.passages, prompts.roomForSources(with));
    const PromptParts without = m_service->expectedParts({.question = "Why?", .model = {"fake", ""}});
    QVERIFY(!without.isFromDocuments);
    QCOMPARE(without.expectedSources, 0);
    QCOMPARE(without.contextTokens, 8000); // of the default model
}

QTEST_GUILESS_MAIN(QueryPreviewTest)
#include "query_preview_test.moc"
