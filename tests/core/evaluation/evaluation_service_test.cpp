// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_comparison.h"
#include "core/evaluation/evaluation_service.h"
#include "core/evaluation/evaluation_summary.h"
#include "core/retrieval/embedding_run.h"
#include "core/retrieval/retrieval_service.h"
#include "tests/support/fake_embedding_reply.h"

#include <QDir>
#include <QFile>
#include <QPointer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace std::chrono_literals;

/// With a real index: what the user keeps and runs.
class EvaluationServiceTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void asksEveryQuestionAboutTheCollection();
    void measuresWithItsStopwatch();
    void keepsEarlierRunsToCompare();
    void marksWhatWasAskedWithoutVectors();
    void beginsEachRunWithTheSettingsOfThatMoment();
    void saysWhyItCannotRun_data();
    void saysWhyItCannotRun();
    void saysWhenTheQuestionsCannotBeRead();
    void saysWhenTheIndexCannotBeRead();
    void saysWhenTheRunCannotBeKept();
    void keepsNothingWhenAborted_data();
    void keepsNothingWhenAborted();
    void isCancelledEvenWhereItCouldNotRun_data();
    void isCancelledEvenWhereItCouldNotRun();
    void endsOnceHoweverOftenItIsAborted();
    void canBeDeletedAtAnyTime();
    void outlivesTheServiceWithoutKeeping();
    void doesWhatItWasGivenBeforeItGoes();
    void tellsNobodyWhoHasGone();

private:
    void index(const QByteArray &lines);
    EvaluationService::Options options() const;
    static EvaluationQuestion question(
        const QString &id, const QString &text, const QString &document, const QString &quote = {});

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RetrievalService> m_retrieval;
    std::unique_ptr<EvaluationService> m_service;
};

static bool end(EvaluationReply *reply)
{
    QSignalSpy finished(reply, &EvaluationReply::finished);
    return !reply->isFinished() && finished.isEmpty() && finished.wait() && reply->isFinished();
}

EvaluationService::Options EvaluationServiceTest::options() const
{
    return {.directory = m_dir->filePath("evaluation"),
        .settings =
            [] {
                return QMap<QString, QString>{{"version", "1.2.3"}};
            },
        .clock = [] { return QDateTime(QDate(2025, 5, 4), QTime(3, 2, 1), Qt::UTC); }};
}

EvaluationQuestion EvaluationServiceTest::question(
    const QString &id, const QString &text, const QString &document, const QString &quote)
{
    return {.id = id,
        .collection = "house",
        .text = text,
        .expected = {{.documentId = document, .page = {}, .quote = quote}}};
}

void EvaluationServiceTest::index(const QByteArray &lines)
{
    QFile file(m_dir->filePath("docs.jsonl"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(lines);
    file.close();
    IndexReply *reply = m_retrieval->index({.collection = "house", .paths = {}, .jsonlPath = file.fileName()}, this);
    QSignalSpy finished(reply, &IndexReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(!reply->error());
    delete reply;
}

void EvaluationServiceTest::init()
{
    m_service.reset();
    m_retrieval.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_retrieval = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
    m_service = std::make_unique<EvaluationService>(*m_retrieval, options());
    index(
        R"({"id":"boiler","title":"Boiler","text":"The boiler is serviced every autumn. Its warranty is seven years."})"
        "\n"
        R"({"id":"roof","title":"Roof","text":"The roof was retiled in 2019. The gutters are cleaned in spring."})"
        "\n");
}

void EvaluationServiceTest::asksEveryQuestionAboutTheCollection()
{
    EvaluationQuestion elsewhere = question("z", "boiler", "boiler");
    elsewhere.collection = "other";
    QVERIFY(m_service->store().putQuestions({question("a", "Who services boilers?", "boiler", "every autumn"),
        question("b", "roof tiles", "roof", "no such words"), elsewhere, question("c", "clean gutters", "roof")}));
    EvaluationReply *reply = m_service->run("house", 5, this);
    QSignalSpy progressed(reply, &EvaluationReply::progressed);
    QVERIFY(end(reply));
    QVERIFY(!reply->error());

    const EvaluationRun &run = reply->run();
    QCOMPARE(run.number, 1);
    QCOMPARE(run.collection, QString("house"));
    QCOMPARE(run.depth, 5);
    QCOMPARE(run.startedAt, QDateTime(QDate(2025, 5, 4), QTime(3, 2, 1), Qt::UTC));
    QCOMPARE(run.index, (IndexState{.documents = 2, .passages = 2, .settings = {{"version", "1.2.3"}}}));
    QStringList asked;
    QList<int> places;
    for (const QuestionOutcome &outcome : run.outcomes) {
        asked << outcome.question.id;
        places << outcome.places;
    }
    QCOMPARE(asked, QStringList({"a", "b", "c"}));
    QCOMPARE(places, QList<int>({1, 0, 1}));
    const FoundPlace first = run.outcomes.at(1).found.value(0); // in the place of what was expected
    QCOMPARE(first.documentId, QString("roof"));
    QCOMPARE(first.beginning, QString("The roof was retiled in 2019. The gutters are cleaned in spring."));
    QCOMPARE(progressed.size(), 2); // the third is the end
    QCOMPARE(progressed.last(), QVariantList({2, 3}));
    QCOMPARE(m_service->store().run(1).value(), run);
}

void EvaluationServiceTest::measuresWithItsStopwatch()
{
    EvaluationService::Options measured = options();
    int calls = 0;
    measured.stopwatch = [&calls] { return calls++ % 2 == 0 ? 1000us : 1000us + calls * 1ms; };
    EvaluationService service(*m_retrieval, measured);
    QVERIFY(service.store().putQuestions({question("a", "boiler", "boiler"), question("b", "roof", "roof")}));
    EvaluationReply *reply = service.run("house", 5, this);
    QVERIFY(end(reply));
    QVERIFY(reply->run().outcomes.at(0).time == 2ms);
    QVERIFY(reply->run().outcomes.at(1).time == 4ms);
}

void EvaluationServiceTest::keepsEarlierRunsToCompare()
{
    QVERIFY(m_service->store().putQuestions({question("a", "When is the boiler serviced?", "boiler", "every autumn"),
        question("b", "When are the gutters cleaned?", "roof", "in spring")}));
    QVERIFY(end(m_service->run("house", 5, this)));
    index(R"({"id":"boiler","title":"Boiler","text":"The old one was sold."})"
          "\n");
    QVERIFY(end(m_service->run("house", 5, this)));

    const EvaluationRun before = m_service->store().run(1).value();
    const EvaluationRun after = m_service->store().run(2).value();
    QCOMPARE(EvaluationSummary::of(before).recall, 1.0);
    QCOMPARE(EvaluationSummary::of(after).recall, 0.5);
    const auto changes = compareRuns(before, after);
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes.at(0).kind, QuestionChange::Kind::Fell);
    QCOMPARE(changes.at(0).after.question.id, QString("a"));
    QCOMPARE(changes.at(1).kind, QuestionChange::Kind::Same);
}

void EvaluationServiceTest::marksWhatWasAskedWithoutVectors()
{
    m_retrieval->setEmbeddings({.embed =
                                    [](const EmbeddingRequest &request, QObject *parent) {
                                        auto *reply = new test::FakeEmbeddingReply(request, parent);
                                        if (request.texts.first().contains("tiles"))
                                            reply->answer(
                                                failure({.kind = ErrorKind::Server, .message = "Overloaded."}));
                                        else
                                            reply->answer(QList<EmbeddingVector>(request.texts.size(), {1, 0, 0, 0}));
                                        return reply;
                                    },
        .isLocal = [](const ProviderId &) { return true; },
        .questionTime = 60s,
        .pace = {}});
    m_retrieval->setEmbeddingModel({"here", "bge-m3"});
    const std::unique_ptr<EmbeddingRun> embedding(m_retrieval->embedMissing(nullptr));
    QSignalSpy embedded(embedding.get(), &EmbeddingRun::finished);
    QVERIFY(embedded.wait());
    QVERIFY(!embedding->error());

    QVERIFY(m_service->store().putQuestions({question("a", "boiler", "boiler"), question("b", "roof tiles", "roof")}));
    EvaluationReply *reply = m_service->run("house", 5, this);
    QVERIFY(end(reply));
    QVERIFY(!reply->error());
    QCOMPARE(reply->run().outcomes.at(0).vectorProblem, QString());
    QCOMPARE(reply->run().outcomes.at(1).vectorProblem, QString("Overloaded."));
    QCOMPARE(reply->run().outcomes.at(1).places, QList<int>{1}); // words answered
    QCOMPARE(m_service->store().run(1).value(), reply->run());
}

void EvaluationServiceTest::beginsEachRunWithTheSettingsOfThatMoment()
{
    QString model;
    EvaluationService::Options changing = options();
    changing.settings = [&model] { return QMap<QString, QString>{{"embedding_model", model}}; };
    EvaluationService service(*m_retrieval, changing);
    QVERIFY(service.store().putQuestions({question("a", "boiler", "boiler")}));
    for (const char *chosen : {"ollama/nomic-embed-text", "ollama/bge-m3"}) {
        model = chosen;
        EvaluationReply *reply = service.run("house", 5, this);
        QVERIFY(end(reply));
        QCOMPARE(reply->run().index.settings.value("embedding_model"), QString(chosen));
    }
}

void EvaluationServiceTest::saysWhyItCannotRun_data()
{
    QTest::addColumn<QString>("collection");
    QTest::addColumn<QString>("says");

    QTest::newRow("a collection without questions") << "elsewhere"
                                                    << "No question about the collection \"elsewhere\"";
    QTest::newRow("a collection that is not there") << "gone"
                                                    << "There is no collection \"gone\"";
}

void EvaluationServiceTest::saysWhyItCannotRun()
{
    QFETCH(QString, collection);
    QFETCH(QString, says);

    EvaluationQuestion gone = question("a", "boiler", "boiler");
    gone.collection = "gone";
    QVERIFY(m_service->store().putQuestions({gone}));
    EvaluationReply *reply = m_service->run(collection, 5, this);
    QVERIFY(end(reply));
    QVERIFY(reply->error());
    QCOMPARE(reply->error()->kind, ErrorKind::NotFound);
    QVERIFY2(reply->error()->message.contains(says), qPrintable(reply->error()->message));
    QVERIFY(!m_service->store().run(1));
}

void EvaluationServiceTest::saysWhenTheQuestionsCannotBeRead()
{
    QVERIFY(m_service->store().putQuestions({question("a", "boiler", "boiler")}));
    QFile file(m_dir->filePath("evaluation/questions.json"));
    QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
    file.close();
    EvaluationReply *reply = m_service->run("house", 5, this);
    QVERIFY(end(reply));
    QCOMPARE(reply->error().value_or(Error()).kind, ErrorKind::Storage);
    QVERIFY(reply->error()->message.contains("questions.json is damaged"));
}

void EvaluationServiceTest::saysWhenTheIndexCannotBeRead()
{
    RetrievalService broken("/proc/version/index.db");
    EvaluationService service(broken, options());
    QVERIFY(service.store().putQuestions({question("a", "boiler", "boiler")}));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression("collections:"));
    EvaluationReply *reply = service.run("house", 5, this);
    QVERIFY(end(reply));
    QCOMPARE(reply->error().value_or(Error()).kind, ErrorKind::Storage);
    QVERIFY2(!reply->error()->message.contains("There is no collection"), qPrintable(reply->error()->message));
}

void EvaluationServiceTest::saysWhenTheRunCannotBeKept()
{
    QVERIFY(m_service->store().putQuestions({question("a", "boiler", "boiler")}));
    QVERIFY(QDir().mkdir(m_dir->filePath("evaluation/run-000001.json"))); // where the run is to go
    EvaluationReply *reply = m_service->run("house", 5, this);
    QVERIFY(end(reply));
    QCOMPARE(reply->error().value_or(Error()).kind, ErrorKind::Storage);
    QVERIFY2(
        reply->error()->message.contains("run-000001.json could not be written"), qPrintable(reply->error()->message));
    QCOMPARE(reply->run().number, 0);
}

void EvaluationServiceTest::keepsNothingWhenAborted_data()
{
    QTest::addColumn<int>("after");

    QTest::newRow("before it began") << 0;
    QTest::newRow("after the first question") << 1;
    QTest::newRow("after the second question") << 2;
}

void EvaluationServiceTest::keepsNothingWhenAborted()
{
    QFETCH(int, after);

    QVERIFY(m_service->store().putQuestions({question("a", "boiler", "boiler"), question("b", "roof", "roof"),
        question("c", "gutters", "roof"), question("d", "spring", "roof")}));
    EvaluationReply *reply = m_service->run("house", 5, this);
    int last = 0;
    connect(reply, &EvaluationReply::progressed, this, [&](int done) {
        last = done;
        if (done == after)
            reply->abort();
    });
    if (after == 0)
        reply->abort();
    QVERIFY(end(reply));
    QCOMPARE(reply->error().value_or(Error()).kind, ErrorKind::Cancelled);
    QCOMPARE(last, after);
    QVERIFY(!m_service->store().run(1));
}

void EvaluationServiceTest::isCancelledEvenWhereItCouldNotRun_data()
{
    QTest::addColumn<QByteArray>("questions");

    QTest::newRow("no questions") << QByteArray(R"({"version":1,"questions":[]})");
    QTest::newRow("unreadable questions") << QByteArray("{");
}

void EvaluationServiceTest::isCancelledEvenWhereItCouldNotRun()
{
    QFETCH(QByteArray, questions);

    QVERIFY(QDir().mkpath(m_dir->filePath("evaluation")));
    QFile file(m_dir->filePath("evaluation/questions.json"));
    QVERIFY(file.open(QFile::WriteOnly) && file.write(questions) == questions.size());
    file.close();
    EvaluationReply *reply = m_service->run("house", 5, this);
    reply->abort();
    QVERIFY(end(reply));
    QCOMPARE(reply->error().value_or(Error()).kind, ErrorKind::Cancelled);
}

void EvaluationServiceTest::endsOnceHoweverOftenItIsAborted()
{
    QVERIFY(m_service->store().putQuestions({question("a", "boiler", "boiler"), question("b", "roof", "roof")}));
    EvaluationReply *aborted = m_service->run("house", 5, this);
    QSignalSpy finished(aborted, &EvaluationReply::finished);
    aborted->abort();
    aborted->abort();
    QVERIFY(finished.isEmpty());
    QVERIFY(finished.wait());
    aborted->abort();
    EvaluationReply *other = m_service->run("house", 5, this); // by its end all that was queued has come
    QVERIFY(end(other));
    other->abort();
    QVERIFY(!other->error());
    QCOMPARE(finished.size(), 1);
}

void EvaluationServiceTest::canBeDeletedAtAnyTime()
{
    QVERIFY(m_service->store().putQuestions({question("a", "boiler", "boiler"), question("b", "roof", "roof")}));
    delete m_service->run("house", 5, this);
    QPointer<EvaluationReply> reply = m_service->run("house", 5, this);
    connect(reply, &EvaluationReply::progressed, this, [&reply] { delete reply; });
    EvaluationReply *other = m_service->run("house", 5, this);
    QVERIFY(end(other));
    QVERIFY(!reply);
    QVERIFY(m_service->store().run(1) && !m_service->store().run(2));
}

void EvaluationServiceTest::outlivesTheServiceWithoutKeeping()
{
    QVERIFY(m_service->store().putQuestions({question("a", "boiler", "boiler")}));
    EvaluationReply *reply = m_service->run("house", 5, this);
    m_service.reset();
    QVERIFY(end(reply));
    QCOMPARE(reply->error().value_or(Error()).kind, ErrorKind::Cancelled);
    QVERIFY(!EvaluationStore(m_dir->filePath("evaluation")).run(1));
}

void EvaluationServiceTest::doesWhatItWasGivenBeforeItGoes()
{
    for (const char *id : {"a", "b", "c"}) {
        m_service->onDisk(
            this,
            [asked = question(id, "boiler", "boiler")](EvaluationStore &store) { return store.putQuestions({asked}); },
            [](const Status &) {});
    }
    m_service.reset();
    QCOMPARE(EvaluationStore(m_dir->filePath("evaluation")).questions().value().size(), 3);
}

void EvaluationServiceTest::tellsNobodyWhoHasGone()
{
    auto asking = std::make_unique<QObject>();
    bool isTold = false;
    m_service->onDisk(
        asking.get(), [](EvaluationStore &store) { return store.questions(); },
        [&isTold](const Result<QList<EvaluationQuestion>> &) { isTold = true; });
    asking.reset();
    EvaluationReply *reply = m_service->run("house", 5, this); // by its end all that was given before is done
    QVERIFY(end(reply));
    QVERIFY(!isTold);
}

QTEST_GUILESS_MAIN(EvaluationServiceTest)
#include "evaluation_service_test.moc"
