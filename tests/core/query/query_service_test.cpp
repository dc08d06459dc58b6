// SPDX-License-Identifier: MIT
#include "core/chat/embedding_service.h"
#include "core/chat/llm_service.h"
#include "core/net/http_client.h"
#include "core/providers/provider_registry.h"
#include "core/query/query_reply.h"
#include "core/query/query_run.h"
#include "core/query/query_service.h"
#include "core/retrieval/embedding_run.h"
#include "core/retrieval/retrieval_service.h"
#include "tests/support/fake_http_server.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

using Script = FakeHttpServer::Script;

/// Writes down what a query tells, in order: "accepted", "phase waiting", "text" (once for neighbours) …
class QueryLog : public QObject {
    Q_OBJECT

public:
    explicit QueryLog(QueryReply *reply) : QObject(reply)
    {
        connect(reply, &QueryReply::accepted, this, [this](const ModelRef &model, bool withRetrieval) {
            add(QString("accepted " + model.provider + u'/' + model.model + (withRetrieval ? " with" : " without")));
        });
        connect(reply, &QueryReply::phaseChanged, this,
            [this](const PhaseInfo &info) { add(QString(QStringLiteral("phase ") + toWord(info.phase))); });
        connect(reply, &QueryReply::sourcesFound, this,
            [this](const QList<Source> &sources) { add(QStringLiteral("sources %1").arg(sources.size())); });
        connect(reply, &QueryReply::textAppended, this, [this](const QString &delta) {
            text += delta;
            add("text");
        });
        connect(reply, &QueryReply::reasoningAppended, this, [this] { add("reasoning"); });
        connect(reply, &QueryReply::finished, this, [this] { add("finished"); });
    }

    QStringList steps;
    QString text;

private:
    void add(const QString &step)
    {
        if (steps.isEmpty() || steps.last() != step)
            steps << step;
    }
};

class QueryServiceTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void refusesWhatIsNoQuestion_data();
    void refusesWhatIsNoQuestion();
    void asksAModelWithoutDocuments();
    void givesFoundPassagesToTheModelAndChecksItsCitations();
    void tellsTheModelWhenNothingWasFound();
    void givesNoPassageThatIsNotRelevant();
    void saysThatWhatWasFoundDoesNotFit();
    void givesAModelTheWholeDocumentWhereItFits();
    void understandsAFollowUpQuestion_data();
    void understandsAFollowUpQuestion();
    void looksInDocumentsOnlyWhenAskedTo_data();
    void looksInDocumentsOnlyWhenAskedTo();
    void answersWithoutDocumentsWhenTheIndexFails();
    void keepsThePartOfAnAnswerThatBreaksOff();
    void goesOnWithAnAnswerAndItsSources();
    void quotesAnewInsteadOfGoingOn();
    void quotesTheGuideWithoutAnySetup();
    void showsTheRestOfAnAnswerAtOnceWhenAsked();
    void quotesNamedCollections();
    void saysThatNothingMatches();
    void failsToQuoteWhenTheIndexFails();
    void refusesToQuoteWithoutDocuments();
    void endsAtOnceWhenAborted_data();
    void endsAtOnceWhenAborted();
    void holdsTheProviderBackWhilePaused();
    void mayBeDeletedWhileItRuns();
    void makesThePromptThatItWouldSend();
    void sendsNoQuestionAwayForAPreview();
    void makesNoPromptOfQuotes();
    void keepsPassagesFromAnotherMachineWhereTheUserSaidSo();
    void checksTheSourcesThatAnAnswerWasBegunWith();
    void expectsPassagesBeforeItSearches();
    void tellsTheModelWithoutPicturesThatItCannotSee();
    void isSilentUntilTheCallerIsBackInTheEventLoop();

private:
    QueryReply *ask(const QueryRequest &request);
    void waitFor(QueryReply *reply);
    void indexHouse();
    void breakIndex();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<ProviderRegistry> m_registry;
    std::unique_ptr<LlmService> m_llm;
    std::unique_ptr<RetrievalService> m_retrieval;
    std::unique_ptr<QueryService> m_service;
    QueryLog *m_log = nullptr; // child of the last reply
};

static const ModelRef kModel{"fake", "fake-1"};
static const ModelRef kQuotes{"documents", ""};

static Script saying(const QByteArray &text)
{
    return Script()
        .header("content-type", "text/event-stream")
        .sse(R"({"choices":[{"delta":{"content":")" + text + R"("}}]})")
        .sse(R"({"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2}})")
        .sse("[DONE]");
}

static QJsonArray messagesOf(const FakeHttpServer::Request &request)
{
    return QJsonDocument::fromJson(request.body).object().value("messages").toArray();
}

void QueryServiceTest::init()
{
    m_service.reset();
    m_retrieval.reset();
    m_llm.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeHttpServer>();
    m_http = std::make_unique<HttpClient>(HttpClient::Options());
    const KeySource noKeys = [](const ProviderId &, const Origin &, QObject *context, auto done) {
        QMetaObject::invokeMethod(
            context, [done] { done(Secret()); }, Qt::QueuedConnection);
    };
    const ProviderInfo fake{.id = "fake",
        .name = "Fake",
        .defaultBaseUrl = m_server->url("/v1"),
        .defaultModel = "fake-1",
        .models = {{.ref = kModel, .contextTokens = 8000}}};
    const ProviderInfo documents{
        .id = "documents", .name = "Your documents", .dialect = Dialect::Quotes, .defaultModel = "quotes"};
    m_registry = std::make_unique<ProviderRegistry>(QList<ProviderInfo>{fake, documents}, noKeys);
    m_llm = std::make_unique<LlmService>(*m_http, *m_registry, LlmService::Options{.retries = 0});
    m_retrieval = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
    m_service = std::make_unique<QueryService>(*m_llm, *m_retrieval, *m_registry);
}

QueryReply *QueryServiceTest::ask(const QueryRequest &request)
{
    QueryReply *reply = m_service->ask(request, m_service.get());
    m_log = new QueryLog(reply);
    return reply;
}

void QueryServiceTest::waitFor(QueryReply *reply)
{
    QSignalSpy finished(reply, &QueryReply::finished);
    QVERIFY(finished.wait(20'000));
    QVERIFY(reply->isFinished());
    QCOMPARE(m_log->steps.last(), "finished");
}

void QueryServiceTest::indexHouse()
{
    QFile file(m_dir->filePath("house.md"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# House\n\n## Boiler\n\nThe boiler is serviced every autumn by a plumber.\n\n"
               "## Roof\n\nThe roof was retiled in 2019. The gutters are cleaned in November.\n");
    file.close();
    IndexReply *run = m_retrieval->index({.collection = "house", .paths = {file.fileName()}}, m_retrieval.get());
    QSignalSpy finished(run, &IndexReply::finished);
    QVERIFY(finished.wait());
    QCOMPARE(run->summary().indexed, 1);
}

void QueryServiceTest::breakIndex()
{
    m_service.reset();
    m_retrieval = std::make_unique<RetrievalService>("/proc/nowhere/index.db");
    m_service = std::make_unique<QueryService>(*m_llm, *m_retrieval, *m_registry);
}

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

void QueryServiceTest::givesFoundPassagesToTheModelAndChecksItsCitations()
{
    indexHouse();
    m_server->enqueue(saying("The boiler is serviced every autumn [1]. The roof is pink [1]. So it is [5]."));
    QueryReply *reply
        = ask({.question = "When is the boiler serviced?", .model = kModel, .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY2(!reply->error(), qPrintable(reply->error().value_or(Error()).message));
    QCOMPARE(m_log->steps.mid(0, 2), (QStringList{"accepted fake/fake-1 with", "phase retrieving"}));
    QCOMPARE(m_log->steps.at(2), QStringLiteral("sources %1").arg(reply->sources().size()));
    QVERIFY(m_log->steps.indexOf("text") > 2);

    const QString system = messagesOf(m_server->requests().first()).first().toObject().value("content").toString();
    QVERIFY(system.contains("<source id=\"1\" title=\"House\" heading=\"House\">"));
    QVERIFY(system.contains("serviced every autumn by a plumber"));

    const QueryAnswer &answer = reply->answer();
    QCOMPARE(answer.citations.size(), 3);
    QCOMPARE(answer.citations.at(0).support, Support::Supported);
    QVERIFY(answer.citations.at(1).support != Support::Supported); // the same source speaks of the roof, too
    QCOMPARE(answer.citations.at(2).support, Support::NotFound);
    QCOMPARE(answer.sources.size(), 1);
    QCOMPARE(answer.sources.first().number, 1);
    QVERIFY(answer.timings.retrieval);
}

void QueryServiceTest::tellsTheModelWhenNothingWasFound()
{
    indexHouse();
    m_server->enqueue(saying("I do not know."));
    QueryReply *reply
        = ask({.question = "Quantum chromodynamics?", .model = kModel, .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY(!reply->error());
    QVERIFY(m_log->steps.contains("sources 0"));
    const QString system = messagesOf(m_server->requests().first()).first().toObject().value("content").toString();
    QVERIFY(system.contains("nothing in these documents fits"));
    QVERIFY(reply->answer().notes.contains("Nothing relevant was found in your documents."));
}

void QueryServiceTest::givesNoPassageThatIsNotRelevant()
{
    indexHouse();
    m_server->enqueue(saying("I do not know."));
    QueryReply *reply = ask({.question = "Which baroque astronomers in Padua serviced telescopes for the archbishop?",
        .model = kModel,
        .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY(!reply->error());
    QVERIFY(m_log->steps.contains("sources 0")); // though one word of it is there
    QVERIFY(!m_server->requests().first().body.contains("plumber"));
    QVERIFY(reply->answer().notes.contains("Nothing relevant was found in your documents."));
}

void QueryServiceTest::saysThatWhatWasFoundDoesNotFit()
{
    indexHouse();
    m_server->enqueue(saying("I do not know."));
    QueryReply *reply = ask({.question = "When is the boiler serviced?",
        .extraContext = QString(4 * 5900, u'x'),
        .model = kModel,
        .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY2(!reply->error(), qPrintable(reply->error().value_or(Error()).message));
    QVERIFY(m_log->steps.contains("sources 0"));
    QVERIFY(!m_server->requests().first().body.contains("nothing in these documents fits"));
    QCOMPARE(reply->answer().notes,
        QStringList{"Passages were found in your documents, but they do not fit beside this question."});
}

void QueryServiceTest::givesAModelTheWholeDocumentWhereItFits()
{
    indexHouse();
    m_server->enqueue(saying("In 2019 [1]."));
    QueryReply *reply
        = ask({.question = "When was the roof retiled?", .model = kModel, .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QCOMPARE(reply->sources().size(), 1);
    const Source &source = reply->sources().first();
    QVERIFY2(source.text.contains("serviced every autumn"), qPrintable(source.text));
    QVERIFY(source.text.contains("retiled in 2019"));
    const Citation &citation = reply->answer().citations.value(0);
    QVERIFY(citation.hasQuote());
    QCOMPARE(source.text.mid(citation.quoteStart - source.start, citation.quoteEnd - citation.quoteStart),
        "The roof was retiled in 2019.");
    QVERIFY(reply->answer().notes.isEmpty());
}

void QueryServiceTest::understandsAFollowUpQuestion_data()
{
    QTest::addColumn<ModelRef>("model");

    QTest::newRow("a model") << kModel;
    QTest::newRow("quotes") << kQuotes;
}

void QueryServiceTest::understandsAFollowUpQuestion()
{
    QFETCH(ModelRef, model);

    indexHouse();
    m_server->enqueue(saying("By a plumber [1]."));
    QueryReply *reply = ask({.question = "And who does that?",
        .history = {{ChatRole::User, "When is the boiler serviced?\n\n<context>\nRoof gutters.\n</context>"},
            {ChatRole::Assistant, "Every autumn [1]."}},
        .model = model,
        .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY2(!reply->error(), qPrintable(reply->error().value_or(Error()).message));
    QVERIFY(!reply->sources().isEmpty());
    QVERIFY2(reply->sources().first().text.contains("plumber"), qPrintable(reply->sources().first().text));
    if (model == kQuotes)
        QVERIFY2(reply->answer().text.contains("> The boiler is serviced every autumn by a plumber. [1]"),
            qPrintable(reply->answer().text));
}

void QueryServiceTest::looksInDocumentsOnlyWhenAskedTo_data()
{
    QTest::addColumn<RetrievalOptions>("options");
    QTest::addColumn<bool>("looks");

    QTest::newRow("unset") << RetrievalOptions{} << false;
    QTest::newRow("collections named") << RetrievalOptions{.collections = {"house"}} << true;
    QTest::newRow("named, but off") << RetrievalOptions{.isEnabled = false, .collections = {"house"}} << false;
    QTest::newRow("on, but none chosen") << RetrievalOptions{.isEnabled = true} << false;
}

void QueryServiceTest::looksInDocumentsOnlyWhenAskedTo()
{
    QFETCH(RetrievalOptions, options);
    QFETCH(bool, looks);

    m_server->enqueue(saying("Yes."));
    QueryReply *reply = ask({.question = "The boiler?", .model = kModel, .retrieval = options});
    waitFor(reply);
    QVERIFY(!reply->error());
    QCOMPARE(m_log->steps.first(), QString("accepted fake/fake-1 " + QString(looks ? "with" : "without")));
    QCOMPARE(m_log->steps.contains("phase retrieving"), looks);
}

void QueryServiceTest::answersWithoutDocumentsWhenTheIndexFails()
{
    breakIndex();
    m_server->enqueue(saying("Yes [1]."));
    QueryReply *reply = ask({.question = "The boiler?", .model = kModel, .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY(!reply->error());
    QCOMPARE(reply->answer().text, "Yes [1].");
    QCOMPARE(reply->answer().notes.size(), 1);
    QVERIFY(reply->answer().notes.first().contains("without your documents"));
    QCOMPARE(messagesOf(m_server->requests().first()).size(), 1);
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
    QVERIFY(told.at(0).toObject().value("content").toString().contains("<source id=\"3\""));
    QCOMPARE(told.at(2).toObject().value("content").toString(), "The boiler is serviced");
}

void QueryServiceTest::quotesAnewInsteadOfGoingOn()
{
    QueryReply *reply = ask({.question = "How do I stop an answer?",
        .model = kQuotes,
        .begun = BegunAnswer{.text = "The best passages", .reasoning = {}, .sources = {}}});
    QSignalSpy restarted(reply, &QueryReply::restarted);
    waitFor(reply);
    QCOMPARE(restarted.count(), 1);
    QVERIFY2(reply->answer().text.startsWith("The best passages in your documents:\n\n> Press Esc"),
        qPrintable(reply->answer().text));
}

void QueryServiceTest::quotesTheGuideWithoutAnySetup()
{
    QueryReply *reply = ask({.question = "How do I stop an answer?", .model = kQuotes});
    waitFor(reply);
    QVERIFY2(!reply->error(), qPrintable(reply->error().value_or(Error()).message));
    QCOMPARE(m_log->steps.first(), "accepted documents/quotes with");
    const QueryAnswer &answer = reply->answer();
    QVERIFY2(answer.text.startsWith("The best passages in your documents:\n\n> Press Esc or the Stop button."),
        qPrintable(answer.text));
    QCOMPARE(m_log->text, answer.text);
    QCOMPARE(answer.delivery, Delivery::Pseudo);
    QVERIFY(!answer.sources.isEmpty());
    QCOMPARE(answer.sources.first().title, "Freshet guide");
    QVERIFY(!answer.citations.isEmpty());
    for (const Citation &citation : answer.citations)
        QCOMPARE(citation.support, Support::Supported);
    QCOMPARE(m_server->requests().size(), 0);
}

void QueryServiceTest::showsTheRestOfAnAnswerAtOnceWhenAsked()
{
    QueryReply *reply = ask({.question = "How do I stop an answer?", .model = kQuotes});
    reply->revealAll(); // nothing is there yet
    QVERIFY(!reply->isRevealing());
    QSignalSpy pieces(reply, &QueryReply::textAppended);
    QTRY_VERIFY(reply->isRevealing() && pieces.count() > 0);
    const auto before = pieces.count();
    reply->revealAll();
    waitFor(reply);
    QCOMPARE(pieces.count(), before + 1);
    QVERIFY(!reply->isRevealing());
    QCOMPARE(m_log->text, reply->answer().text);
}

void QueryServiceTest::quotesNamedCollections()
{
    indexHouse();
    QueryReply *reply = ask({.question = "When are the gutters cleaned?",
        .model = kQuotes,
        .retrieval = {.collections = {"house"}},
        .streaming = StreamMode::Whole});
    waitFor(reply);
    QVERIFY(!reply->error());
    QVERIFY2(
        reply->answer().text.contains("> The gutters are cleaned in November. ["), qPrintable(reply->answer().text));
    QCOMPARE(reply->answer().delivery, Delivery::NonStreaming);
    QVERIFY(reply->answer().sources.first().path.endsWith("house.md"));
}

void QueryServiceTest::saysThatNothingMatches()
{
    indexHouse();
    QueryReply *reply
        = ask({.question = "Quantum chromodynamics?", .model = kQuotes, .retrieval = {.collections = {"house"}}});
    waitFor(reply);
    QVERIFY(!reply->error());
    QCOMPARE(reply->answer().text, "Nothing in your documents matches this question.");
    QVERIFY(reply->answer().sources.isEmpty());
}

void QueryServiceTest::failsToQuoteWhenTheIndexFails()
{
    breakIndex();
    QueryReply *reply = ask({.question = "Keys?", .model = kQuotes});
    waitFor(reply);
    QVERIFY(reply->error());
    QCOMPARE(reply->error()->kind, ErrorKind::Storage);
}

void QueryServiceTest::refusesToQuoteWithoutDocuments()
{
    QueryReply *reply = ask({.question = "Keys?", .model = kQuotes, .retrieval = {.isEnabled = false}});
    waitFor(reply);
    QVERIFY(reply->error());
    QCOMPARE(reply->error()->kind, ErrorKind::BadRequest);
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

void QueryServiceTest::isSilentUntilTheCallerIsBackInTheEventLoop()
{
    QueryReply *reply = ask({});
    QVERIFY(!reply->isFinished());
    QVERIFY(m_log->steps.isEmpty());
    waitFor(reply);
}

void QueryServiceTest::makesThePromptThatItWouldSend()
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

void QueryServiceTest::sendsNoQuestionAwayForAPreview()
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
    m_retrieval->setEmbeddings({.embed = [&](const EmbeddingRequest &request,
                                             QObject *parent) { return embedder.embed(request, parent); },
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

void QueryServiceTest::makesNoPromptOfQuotes()
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

void QueryServiceTest::keepsPassagesFromAnotherMachineWhereTheUserSaidSo()
{
    indexHouse();
    QVERIFY(m_registry->setBaseUrl("fake", "https://far.invalid/v1"));
    const QueryRequest request{
        .question = "When is the boiler serviced?", .model = kModel, .retrieval = {.collections = {"house"}}};
    const auto previewed = [&] {
        QueryRun *const preview = m_service->preview(request, m_service.get()); // sends nothing by itself
        QSignalSpy finished(preview, &QueryReply::finished);
        return finished.wait() ? preview : nullptr;
    };
    QVERIFY(!previewed()->prompt().sources.isEmpty());

    m_retrieval->setLocalOnly("house", true, m_retrieval.get());
    const QueryRun *const refused = previewed();
    QCOMPARE(refused->error()->kind, ErrorKind::Permission);
    QVERIFY2(refused->error()->message.contains("\"house\""), qPrintable(refused->error()->message));
    QVERIFY(refused->prompt().messages.isEmpty());
    QueryReply *const asked = ask(request);
    QSignalSpy found(asked, &QueryReply::sourcesFound);
    waitFor(asked);
    QCOMPARE(asked->error()->kind, ErrorKind::Permission);
    QCOMPARE(found.count(), 0);

    // Quotes and models of this machine may read it.
    QueryReply *const quoted
        = ask({.question = request.question, .model = kQuotes, .retrieval = {.collections = {"house"}}});
    waitFor(quoted);
    QVERIFY(!quoted->error());
    QVERIFY(m_registry->setBaseUrl("fake", m_server->url("/v1").toString()));
    QVERIFY(!previewed()->prompt().sources.isEmpty());
}

void QueryServiceTest::checksTheSourcesThatAnAnswerWasBegunWith()
{
    indexHouse();
    QueryRun *const first = m_service->preview(
        {.question = "When is the boiler serviced?", .model = kModel, .retrieval = {.collections = {"house"}}},
        m_service.get());
    QSignalSpy finished(first, &QueryReply::finished);
    QVERIFY(finished.wait());
    m_retrieval->setLocalOnly("house", true, m_retrieval.get());
    QVERIFY(m_registry->setBaseUrl("fake", "https://far.invalid/v1"));
    // The collection is not chosen any more, but its passages would go along.
    QueryReply *const goesOn = ask({.question = "When is the boiler serviced?",
        .model = kModel,
        .begun = BegunAnswer{.text = "The boiler is", .reasoning = {}, .sources = first->sources()}});
    waitFor(goesOn);
    QVERIFY(!first->sources().isEmpty());
    QCOMPARE(goesOn->error()->kind, ErrorKind::Permission);
}

void QueryServiceTest::expectsPassagesBeforeItSearches()
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

QTEST_GUILESS_MAIN(QueryServiceTest)
#include "query_service_test.moc"
