// SPDX-License-Identifier: MIT
#include "tests/core/query/query_fixture.h"

#include <QPointer>
#include <QRegularExpression>

using namespace freshet;
using namespace freshet::test;

/// A question to a model: how it runs, ends, and is ended.
class QueryServiceTest : public QueryFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void refusesWhatIsNoQuestion_data();
    void refusesWhatIsNoQuestion();
    void asksAModelWithoutDocuments();
    void keepsThePartOfAnAnswerThatBreaksOff();
    void goesOnWithAnAnswerAndItsSources();
    void endsAtOnceWhenAborted_data();
    void endsAtOnceWhenAborted();
    void holdsTheProviderBackWhilePaused();
    void mayBeDeletedWhileItRuns();
    void tellsTheModelWithoutPicturesThatItCannotSee();
    void isSilentUntilTheCallerIsBackInTheEventLoop();
};

void QueryServiceTest::refusesWhatIsNoQuestion_data()
{
    QTest::addColumn<QueryRequest>("request");
    QTest::addColumn<ErrorKind>("kind");

    QTest::newRow("empty") << QueryRequest{.model = kModel} << ErrorKind::BadRequest;
    QTest::newRow("blank") << QueryRequest{.question = " \n ", .model = kModel} << ErrorKind::BadRequest;
    QTest::newRow("too long") << QueryRequest{.question = QString(QueryService::kMaxQuestion + 1, u'x'),
        .model = kModel} << ErrorKind::PayloadTooLarge;
    QTest::newRow("no such provider") << QueryRequest{.question = "Why?", .model = {"nobody", "x"}}
                                      << ErrorKind::BadRequest;
}

void QueryServiceTest::refusesWhatIsNoQuestion()
{
    QFETCH(QueryRequest, request);
    QFETCH(ErrorKind, kind);

    QueryReply *reply = ask(request);
    waitFor(reply);
    QVERIFY(reply->error());
    QCOMPARE(reply->error()->kind, kind);
    QCOMPARE(m_log->steps, QStringList{"finished"});
    QCOMPARE(m_server->requests().size(), 0);
}

void QueryServiceTest::asksAModelWithoutDocuments()
{
    m_server->enqueue(saying("Because [1]."));
    QueryReply *reply = ask({.question = "Why?",
        .history = {{ChatRole::User, "Hello"}, {ChatRole::Assistant, "Hi"}},
        .model = {"fake", ""}});
    waitFor(reply);
    QVERIFY2(!reply->error(), qPrintable(reply->error().value_or(Error()).message));
    QCOMPARE(m_log->steps.first(), "accepted fake/fake-1 without");
    QVERIFY(m_log->steps.filter("sources").isEmpty());
    QCOMPARE(reply->answer().text, "Because [1].");
    QCOMPARE(m_log->text, reply->answer().text);
    QVERIFY(reply->answer().citations.isEmpty());
    QCOMPARE(reply->answer().finishReason, FinishReason::Stop);
    QCOMPARE(reply->answer().usage.promptTokens, 9);
    QVERIFY(!reply->answer().timings.retrieval);
    QVERIFY(reply->answer().timings.firstToken);
    QVERIFY(reply->answer().timings.total >= *reply->answer().timings.firstToken);
    const QJsonArray messages = messagesOf(m_server->requests().first());
    QCOMPARE(messages.size(), 3);
    QCOMPARE(messages.last().toObject().value("content").toString(), "Why?");
}

void QueryServiceTest::keepsThePartOfAnAnswerThatBreaksOff()
{
    const QByteArray event = "data: {\"choices\":[{\"delta\":{\"content\":\"Half of\"}}]}\n\n";
    m_server->enqueue(Script()
                          .header("content-type", "text/event-stream")
                          .header("content-length", QByteArray::number(event.size()))
                          .send(event));
    QueryReply *reply = ask({.question = "Why?", .model = kModel});
    waitFor(reply);
    QVERIFY(reply->error());
    QCOMPARE(reply->error()->kind, ErrorKind::Truncated);
    QCOMPARE(reply->answer().text, "Half of");
}

void QueryServiceTest::goesOnWithAnAnswerAndItsSources()
{
    const Source boiler{.number = 3, .title = "House", .text = "The boiler is serviced every autumn by a plumber."};
    m_server->enqueue(saying(" every autumn [3]."));
    QueryReply *reply = ask({.question = "When is the boiler serviced?",
        .model = kModel,
        .retrieval = {.collections = {"house"}},
        .begun = BegunAnswer{.text = "The boiler is serviced", .reasoning = "Hm.", .sources = {boiler}}});
    waitFor(reply);
    QVERIFY2(!reply->error(), qPrintable(reply->error().value_or(Error()).message));
    QVERIFY(!m_log->steps.contains("phase retrieving"));
    QCOMPARE(m_log->text, " every autumn [3].");
    const QueryAnswer &answer = reply->answer();
    QCOMPARE(answer.text, "The boiler is serviced every autumn [3].");
    QCOMPARE(answer.reasoning, "Hm.");
    QCOMPARE(answer.sources, QList<Source>{boiler});
    QCOMPARE(answer.citations.size(), 1);
    QCOMPARE(answer.citations.first().support, Support::Supported);
    const QJsonArray told = messagesOf(m_server->requests().first());
    QCOMPARE(told.size(), 4);
    QVERIFY(told.at(0).toObject().value("content").toString().contains(
        QRegularExpression("<source-[0-9a-f]{16} id=\"3\"")));
    QCOMPARE(told.at(2).toObject().value("content").toString(), "The boiler is serviced");
}

void QueryServiceTest::endsAtOnceWhenAborted_data()
{
    QTest::addColumn<QString>("when");
    QTest::newRow("at once") << "";
    QTest::newRow("when accepted") << "accepted fake/fake-1 with";
    QTest::newRow("while it looks in documents") << "phase retrieving";
    QTest::newRow("when sources were found") << "sources 0";
    QTest::newRow("while the answer comes") << "text";
}

void QueryServiceTest::endsAtOnceWhenAborted()
{
    QFETCH(QString, when);
    QSignalSpy made(m_retrieval->makeCollection("house", m_retrieval.get()), &IndexReply::finished);
    QVERIFY(made.wait());

    m_server->enqueue(Script()
                          .header("content-type", "text/event-stream")
                          .sse(R"({"choices":[{"delta":{"content":"Half of"}}]})")
                          .stall());
    QueryReply *reply = ask({.question = "The boiler?", .model = kModel, .retrieval = {.collections = {"house"}}});
    QSignalSpy finished(reply, &QueryReply::finished);
    const auto abortWhenReached = [&] {
        if (m_log->steps.value(m_log->steps.size() - 1) == when && !reply->isFinished())
            reply->abort();
    };
    connect(reply, &QueryReply::accepted, reply, abortWhenReached);
    connect(reply, &QueryReply::phaseChanged, reply, abortWhenReached);
    connect(reply, &QueryReply::sourcesFound, reply, abortWhenReached);
    connect(reply, &QueryReply::textAppended, reply, abortWhenReached);
    if (when.isEmpty())
        reply->abort();
    QVERIFY(finished.wait());
    reply->abort(); // harmless
    QTest::qWait(0);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(reply->error()->kind, ErrorKind::Cancelled);
    QCOMPARE(reply->answer().finishReason, FinishReason::Cancelled);
    QCOMPARE(m_log->steps.last(), "finished");
    QCOMPARE(m_log->steps.contains("text"), when == "text");
}

void QueryServiceTest::holdsTheProviderBackWhilePaused()
{
    constexpr qint64 kBuffers = 32 * 1024 * 1024; // the kernel's and ours
    const QByteArray words = R"(data: {"choices":[{"index":0,"delta":{"content":")" + QByteArray(8000, ' ')
        + R"("}}]})"
          "\n\n";
    m_server->enqueue(FakeHttpServer::Script().header("Content-Type", "text/event-stream").sendForever(words));
    QueryReply *const reply = ask({.question = "Talk without an end", .model = kModel});
    reply->setPaused(true); // before there is anything to pause
    auto serverWaits = [this, known = qint64(0)]() mutable {
        const qint64 last = std::exchange(known, m_server->bytesSent());
        return last > 0 && last == m_server->bytesSent();
    };
    QTRY_VERIFY(serverWaits());
    QVERIFY2(m_server->bytesSent() < kBuffers, "the provider was not held back");
    QVERIFY(reply->answer().text.isEmpty());

    reply->setPaused(false);
    QTRY_VERIFY(!reply->answer().text.isEmpty());
}

void QueryServiceTest::mayBeDeletedWhileItRuns()
{
    m_server->enqueue(Script()
                          .header("content-type", "text/event-stream")
                          .sse(R"({"choices":[{"delta":{"content":"Half of"}}]})")
                          .stall());
    delete ask({.question = "Why?", .model = kModel});

    QueryReply *reply = ask({.question = "Why?", .model = kModel});
    connect(reply, &QueryReply::textAppended, reply, [reply] { reply->deleteLater(); });
    QPointer<QueryReply> alive(reply);
    QTRY_VERIFY(!alive);
    QTRY_COMPARE(m_server->abortedConnections(), 1);
}

void QueryServiceTest::tellsTheModelWithoutPicturesThatItCannotSee()
{
    m_llm = std::make_unique<LlmService>(*m_http, *m_registry,
        LlmService::Options{.retries = 0,
            .known = [](const ModelRef &model) { return ModelInfo{.ref = model, .name = "Blind", .canSee = false}; }});
    m_service = std::make_unique<QueryService>(*m_llm, *m_retrieval, *m_registry);
    m_server->enqueue(saying("Yes."));
    const QueryRequest request{.question = "Sure?",
        .history = {{ChatRole::User, "What?", {{"image/png", "png"}}}, {ChatRole::Assistant, "A cat."}},
        .model = kModel};
    QueryReply *const reply = ask(request);
    waitFor(reply);
    QVERIFY2(!reply->error(), qPrintable(reply->error().value_or(Error()).message));
    QVERIFY(reply->answer().notes.join(u' ').contains("this model cannot see"));
    QVERIFY(!m_server->requests().first().body.contains("image"));

    QueryRequest toolsOwn = request;
    toolsOwn.caller = "tool";
    QueryReply *const refused = ask(toolsOwn);
    waitFor(refused);
    QVERIFY(refused->error()); // a tool is not answered with less than it sent
}

void QueryServiceTest::isSilentUntilTheCallerIsBackInTheEventLoop()
{
    QueryReply *reply = ask({});
    QVERIFY(!reply->isFinished());
    QVERIFY(m_log->steps.isEmpty());
    waitFor(reply);
}

QTEST_GUILESS_MAIN(QueryServiceTest)
#include "query_service_test.moc"
