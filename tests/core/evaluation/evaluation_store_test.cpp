// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_store.h"
#include "tests/core/evaluation/evaluation_samples.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <sys/file.h>

using namespace freshet;

class EvaluationStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void hasNothingAtFirst();
    void keepsQuestionsInTheirOrder();
    void removesAllQuestionsOrNone();
    void takesAllQuestionsOrNone_data();
    void takesAllQuestionsOrNone();
    void losesNothingThatAnotherStorePut();
    void givesEachRunANumberOfItsOwn();
    void keepsTheNewestRuns();
    void leavesFilesForTheirOwnerAlone();
    void neverOverwritesWhatItCannotRead_data();
    void neverOverwritesWhatItCannotRead();
    void findsTheRunBefore();
    void readsNoRunThatIsOlderThanTheOneBefore();
    void readsTheOtherRunsWhenOneIsDamaged();
    void keepsTheRunThatOthersAreComparedWith();
    void followsACollectionToItsNewName();
    void comparesWithNoRunThatIsNotThere();
    void dropsNoRunWhileItCannotTellWhichIsKept();
    void saysWhatCannotBeWritten();
    void writesThroughNoLink();
    void waitsForNoOtherProgramForEver();
    void readsBackWhatItWroteExactly();

private:
    QString path(const QString &name) const { return m_dir->filePath("evaluation/" + name); }
    void write(const QString &name, const QByteArray &bytes) const;
    static QByteArray bytesOf(const QString &path);
    QStringList ids() const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<EvaluationStore> m_store;
};

void EvaluationStoreTest::init()
{
    m_store.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<EvaluationStore>(m_dir->filePath("evaluation"));
}

void EvaluationStoreTest::write(const QString &name, const QByteArray &bytes) const
{
    QVERIFY(QDir().mkpath(m_dir->filePath("evaluation")));
    QFile file(path(name));
    QVERIFY(file.open(QFile::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray EvaluationStoreTest::bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

QStringList EvaluationStoreTest::ids() const
{
    const auto questions = m_store->questions();
    if (!questions)
        return {questions.error().message};
    QStringList ids;
    for (const EvaluationQuestion &question : *questions)
        ids << question.id;
    return ids;
}

void EvaluationStoreTest::hasNothingAtFirst()
{
    QCOMPARE(m_store->questions().value(), QList<EvaluationQuestion>());
    QVERIFY(!m_store->runBefore(1, "house"));
    const auto run = m_store->run(1);
    QVERIFY(!run);
    QCOMPARE(run.error().kind, ErrorKind::NotFound);
}

void EvaluationStoreTest::keepsQuestionsInTheirOrder()
{
    QVERIFY(m_store->putQuestions({sampleQuestion("a"), sampleQuestion("b"), sampleQuestion("c")}));
    QVERIFY(
        m_store->putQuestions({sampleQuestion("d"), sampleQuestion("b", "How short?"), sampleQuestion("d", "Last?")}));
    QCOMPARE(ids(), QStringList({"a", "b", "c", "d"}));
    QCOMPARE(m_store->questions()->at(1), sampleQuestion("b", "How short?"));
    QCOMPARE(m_store->questions()->at(3), sampleQuestion("d", "Last?"));
}

void EvaluationStoreTest::removesAllQuestionsOrNone()
{
    QVERIFY(m_store->putQuestions({sampleQuestion("a"), sampleQuestion("b"), sampleQuestion("c")}));
    const Status removed = m_store->removeQuestions({"a", "x"});
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, ErrorKind::NotFound);
    QVERIFY2(removed.error().message.contains("\"x\""), qPrintable(removed.error().message));
    QCOMPARE(ids(), QStringList({"a", "b", "c"}));
    QVERIFY(m_store->removeQuestions({"c", "a"}));
    QCOMPARE(ids(), QStringList("b"));
}

void EvaluationStoreTest::takesAllQuestionsOrNone_data()
{
    QTest::addColumn<EvaluationQuestion>("bad");
    QTest::addColumn<QString>("says");

    EvaluationQuestion question = sampleQuestion("x");
    question.id.clear();
    QTest::newRow("no id") << question << "id";
    question = sampleQuestion("x");
    question.text = " \n";
    QTest::newRow("no text") << question << "x has no text";
    question = sampleQuestion("x");
    question.collection.clear();
    QTest::newRow("no collection") << question << "x names no collection";
    question = sampleQuestion("x");
    question.expected.clear();
    QTest::newRow("no answer") << question << "x does not say in which document";
    question = sampleQuestion("x");
    question.expected.last().documentId.clear();
    QTest::newRow("an answer in no document") << question << "x does not say in which document";
}

void EvaluationStoreTest::takesAllQuestionsOrNone()
{
    QFETCH(EvaluationQuestion, bad);
    QFETCH(QString, says);

    QVERIFY(m_store->putQuestions({sampleQuestion("a")}));
    const Status put = m_store->putQuestions({sampleQuestion("b"), bad});
    QVERIFY(!put);
    QCOMPARE(put.error().kind, ErrorKind::BadRequest);
    QVERIFY2(put.error().message.contains(says), qPrintable(put.error().message));
    QCOMPARE(ids(), QStringList("a"));
}

void EvaluationStoreTest::losesNothingThatAnotherStorePut()
{
    EvaluationStore other(m_dir->filePath("evaluation"));
    QVERIFY(m_store->putQuestions({sampleQuestion("a")}));
    QVERIFY(other.putQuestions({sampleQuestion("b")}));
    QVERIFY(m_store->putQuestions({sampleQuestion("c")}));
    QVERIFY(other.removeQuestions({"a"}));
    QCOMPARE(ids(), QStringList({"b", "c"}));
}

void EvaluationStoreTest::givesEachRunANumberOfItsOwn()
{
    EvaluationStore other(m_dir->filePath("evaluation"));
    const EvaluationRun run = sampleRun({sampleOutcome("a", {1, 0})});
    QCOMPARE(m_store->addRun(run).value(), 1);
    QCOMPARE(other.addRun(run).value(), 2);
    QCOMPARE(m_store->addRun(run).value(), 3);
    for (const int number : {1, 2, 3}) {
        EvaluationRun numbered = run;
        numbered.number = number;
        QCOMPARE(m_store->run(number).value(), numbered);
    }
}

void EvaluationStoreTest::keepsTheNewestRuns()
{
    const EvaluationRun run = sampleRun({sampleOutcome("a", {1})});
    for (int n = 1; n <= EvaluationStore::kMostRuns + 2; ++n)
        QCOMPARE(m_store->addRun(run).value(), n);
    QVERIFY(!m_store->run(2));
    for (int n = 3; n <= EvaluationStore::kMostRuns + 2; ++n)
        QVERIFY(m_store->run(n));
}

void EvaluationStoreTest::leavesFilesForTheirOwnerAlone()
{
    QVERIFY(m_store->putQuestions({sampleQuestion("a")}));
    QVERIFY(m_store->addRun(sampleRun({sampleOutcome("a", {1})})));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    for (const QString &file : {path("questions.json"), path("run-000001.json"), m_dir->filePath("evaluation")})
        QVERIFY2(!(QFile::permissions(file) & others), qPrintable(file));
}

void EvaluationStoreTest::neverOverwritesWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");

    QTest::newRow("empty") << QByteArray() << "damaged";
    QTest::newRow("cut off") << QByteArray(R"({"version":1,"questions":[{"id")") << "damaged";
    QTest::newRow("something else") << QByteArray("[1]") << "damaged";
    QTest::newRow("no version") << QByteArray(R"({"questions":[]})") << "damaged";
    QTest::newRow("newer") << QByteArray(R"({"version":2,"questions":[]})") << "newer version";
    QTest::newRow("half a question") << QByteArray(R"({"version":1,"questions":[{"id":"a","text":"b"}]})")
                                     << "damaged at question 1";
}

void EvaluationStoreTest::neverOverwritesWhatItCannotRead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);

    write("questions.json", bytes);
    const Status put = m_store->putQuestions({sampleQuestion("b")});
    const Status removed = m_store->removeQuestions({"a"});
    const auto read = m_store->questions();
    QVERIFY(!put && !removed && !read);
    for (const Error &error : {put.error(), removed.error(), read.error()}) {
        QCOMPARE(error.kind, ErrorKind::Storage);
        QVERIFY2(error.message.contains(path("questions.json")), qPrintable(error.message));
        QVERIFY2(error.message.contains(says), qPrintable(error.message));
    }
    QCOMPARE(bytesOf(path("questions.json")), bytes);
}

void EvaluationStoreTest::findsTheRunBefore()
{
    const EvaluationRun run = sampleRun({sampleOutcome("a", {1})});
    EvaluationRun elsewhere = run;
    elsewhere.collection = "other";
    for (const EvaluationRun &next : {run, elsewhere, run, elsewhere})
        QVERIFY(m_store->addRun(next));
    QCOMPARE(m_store->runBefore(5, "house").value_or(EvaluationRun()).number, 3);
    QCOMPARE(m_store->runBefore(3, "house").value_or(EvaluationRun()).number, 1);
    QCOMPARE(m_store->runBefore(4, "other").value_or(EvaluationRun()).number, 2);
    QVERIFY(!m_store->runBefore(1, "house"));
    QVERIFY(!m_store->runBefore(5, "nowhere"));
}

void EvaluationStoreTest::keepsTheRunThatOthersAreComparedWith()
{
    const EvaluationRun run = sampleRun({sampleOutcome("a", {1})});
    QVERIFY(!m_store->baseline("house").value());
    QVERIFY(!m_store->lastRun("house"));
    QVERIFY(m_store->addRun(run) && m_store->addRun(run));
    QVERIFY(m_store->setBaseline("house", 1));
    for (qsizetype n = 3; n <= EvaluationStore::kMostRuns + 3; ++n)
        QVERIFY(m_store->addRun(run));
    QVERIFY(m_store->run(1) && !m_store->run(2) && !m_store->run(3) && m_store->run(4));
    QCOMPARE(m_store->baseline("house").value().value_or(EvaluationRun()).number, 1);
    QCOMPARE(
        m_store->lastRun("house").value_or(EvaluationRun()).number, static_cast<int>(EvaluationStore::kMostRuns) + 3);
    QVERIFY(!m_store->baseline("other").value());
    QVERIFY(m_store->setBaseline("house", 0));
    QVERIFY(!m_store->baseline("house").value());
}

void EvaluationStoreTest::followsACollectionToItsNewName()
{
    QVERIFY(m_store->renameCollection("house", "home")); // with nothing kept
    QVERIFY(!QFile::exists(path("")));
    EvaluationQuestion other = sampleQuestion("b");
    other.collection = "garden";
    QVERIFY(m_store->putQuestions({sampleQuestion("a"), other}));
    const EvaluationRun run = sampleRun({sampleOutcome("a", {1})});
    QVERIFY(m_store->addRun(run) && m_store->addRun(run) && m_store->setBaseline("house", 1));
    write("run-000003.json", "{");

    QTest::ignoreMessage(QtWarningMsg, QRegularExpression("run-000003"));
    QVERIFY(m_store->renameCollection("house", "home"));
    EvaluationQuestion moved = sampleQuestion("a");
    moved.collection = "home";
    QCOMPARE(m_store->questions().value(), (QList<EvaluationQuestion>{moved, other}));
    QVERIFY(!m_store->baseline("house").value());
    QCOMPARE(m_store->baseline("home").value().value_or(EvaluationRun()).number, 1);
    QVERIFY(!m_store->runBefore(3, "house"));
    const EvaluationRun last = m_store->runBefore(3, "home").value_or(EvaluationRun());
    QCOMPARE(last.number, 2);
    QCOMPARE(last.outcomes.first().question.collection, "home");
}

void EvaluationStoreTest::comparesWithNoRunThatIsNotThere()
{
    const Status set = m_store->setBaseline("house", 7);
    QVERIFY(!set);
    QCOMPARE(set.error().kind, ErrorKind::NotFound);
    QVERIFY(m_store->addRun(sampleRun({sampleOutcome("a", {1})})) && m_store->setBaseline("house", 1));
    QVERIFY(QFile::remove(path("run-000001.json")));
    QVERIFY(!m_store->baseline("house").value());
}

void EvaluationStoreTest::dropsNoRunWhileItCannotTellWhichIsKept()
{
    const EvaluationRun run = sampleRun({sampleOutcome("a", {1})});
    write("baselines.json", "{");
    for (qsizetype n = 1; n <= EvaluationStore::kMostRuns + 1; ++n)
        QVERIFY(m_store->addRun(run));
    QVERIFY(m_store->run(1));
    const auto kept = m_store->baseline("house");
    QVERIFY(!kept && kept.error().message.contains(path("baselines.json")));
    QVERIFY(!m_store->setBaseline("house", 1));
    QCOMPARE(bytesOf(path("baselines.json")), QByteArray("{"));
}

void EvaluationStoreTest::readsNoRunThatIsOlderThanTheOneBefore()
{
    QTest::failOnWarning(QRegularExpression("."));
    const EvaluationRun run = sampleRun({sampleOutcome("a", {1})});
    for (int n = 1; n <= 3; ++n)
        QVERIFY(m_store->addRun(run));
    write("run-000001.json", "{"); // whoever reads it says so
    QCOMPARE(m_store->runBefore(3, "house").value_or(EvaluationRun()).number, 2);
}

void EvaluationStoreTest::readsTheOtherRunsWhenOneIsDamaged()
{
    const EvaluationRun run = sampleRun({sampleOutcome("a", {1})});
    for (int n = 1; n <= 3; ++n)
        QVERIFY(m_store->addRun(run));
    write("run-000002.json", "{");
    write("run-new.json", "not ours");
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression("run-000002.json is damaged"));
    QCOMPARE(m_store->runBefore(3, "house").value_or(EvaluationRun()).number, 1);
    QVERIFY(!m_store->run(2));
    QCOMPARE(m_store->addRun(run).value(), 4);
}

void EvaluationStoreTest::saysWhatCannotBeWritten()
{
    EvaluationStore store("/proc/version/evaluation");
    for (const Error &error : {store.putQuestions({sampleQuestion("a")}).error(),
             store.addRun(sampleRun({sampleOutcome("a", {1})})).error()}) {
        QCOMPARE(error.kind, ErrorKind::Storage);
        QVERIFY2(error.message.contains("/proc/version/evaluation"), qPrintable(error.message));
    }
}

void EvaluationStoreTest::writesThroughNoLink()
{
    QFile victim(m_dir->filePath("victim"));
    QVERIFY(victim.open(QFile::WriteOnly));
    victim.write(R"({"version":1,"questions":[]})");
    victim.close();
    QVERIFY(QDir().mkpath(m_dir->filePath("evaluation")));
    QVERIFY(QFile::link(victim.fileName(), path("questions.json")));
    const Status put = m_store->putQuestions({sampleQuestion("a")});
    QVERIFY(!put);
    QVERIFY2(put.error().message.contains("symbolic link"), qPrintable(put.error().message));
    QCOMPARE(bytesOf(victim.fileName()), QByteArray(R"({"version":1,"questions":[]})"));
}

void EvaluationStoreTest::waitsForNoOtherProgramForEver()
{
    QVERIFY(m_store->putQuestions({sampleQuestion("a")}));
    QFile other(path("lock"));
    QVERIFY(other.open(QFile::ReadWrite));
    QCOMPARE(::flock(other.handle(), LOCK_EX | LOCK_NB), 0);
    const Status put = m_store->putQuestions({sampleQuestion("b")});
    QVERIFY(!put);
    QCOMPARE(put.error().kind, ErrorKind::Busy);
    QVERIFY(put.error().retryable);
    QCOMPARE(ids(), QStringList("a")); // reading needs no lock
    other.close();
    QVERIFY(m_store->putQuestions({sampleQuestion("b")}));
}

void EvaluationStoreTest::readsBackWhatItWroteExactly()
{
    EvaluationQuestion question = sampleQuestion("ü/\"\n", "Wie lange hält 龙井茶? \u202e");
    question.expected.first().quote = "a\tb\u0000c";
    QVERIFY(m_store->putQuestions({question}));
    QCOMPARE(m_store->questions().value(), QList<EvaluationQuestion>{question});

    EvaluationRun run = sampleRun({sampleOutcome("a", {1, 0, 100}, 12), {.question = question, .places = {7, 0}}}, 100);
    run.outcomes.last().time = std::chrono::microseconds(1'234'567);
    run.outcomes.last().vectorProblem = "The server is out of order.";
    run.number = m_store->addRun(run).value();
    QCOMPARE(m_store->run(run.number).value(), run);
}

QTEST_GUILESS_MAIN(EvaluationStoreTest)
#include "evaluation_store_test.moc"
