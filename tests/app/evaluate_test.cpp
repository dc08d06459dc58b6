// SPDX-License-Identifier: MIT
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/app/chat_server_scripts.h"
#include "tests/app/program_run.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;

/// `freshet evaluate`, as the real program.
class EvaluateTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void measuresBeforeAndAfterAChange();
    void findsAnAnswerInAFileByItsPath();
    void showsATableToPeople();
    void saysWhenTheEmbeddingServerIsDown();
    void keepsQuestionsFromSteeringTheTerminal();
    void asksNoQuestionThatWasRemoved();
    void saysWhatIsWrongWithALine_data();
    void saysWhatIsWrongWithALine();
    void saysWhyItCannotMeasure_data();
    void saysWhyItCannotMeasure();
    void tellsAFailureAsJson();
    void refusesWrongUse_data();
    void refusesWrongUse();

private:
    void index(const QByteArray &lines);
    QString questions(const QByteArray &lines) const { return m_program->writeFile("questions.jsonl", lines); }

    std::unique_ptr<ProgramRun> m_program;
};

static const QByteArray kBoiler(
    R"({"id":"boiler","title":"Boiler","text":"The boiler is serviced every autumn. Its warranty is seven years."})"
    "\n");
static const QByteArray kRoof(R"({"id":"roof","title":"Roof","text":"The roof was retiled in 2019."})"
                              "\n");
static const QByteArray kQuestions(
    R"({"id":1,"text":"When is the boiler serviced?","expected":[{"document":"boiler","quote":"every autumn"}]})"
    "\n\n"
    R"({"id":"tiles","text":"retiled roof","expected":[{"document":"roof"}]})"
    "\n");

void EvaluateTest::init() { m_program = std::make_unique<ProgramRun>(); }

void EvaluateTest::index(const QByteArray &lines)
{
    QCOMPARE(m_program->run({"index", "--jsonl", m_program->writeFile("docs.jsonl", lines)}).exitStatus, 0);
}

void EvaluateTest::measuresBeforeAndAfterAChange()
{
    index(kBoiler + kRoof);
    const auto first = m_program->run({"evaluate", "--questions", questions(kQuestions), "--json"});
    QCOMPARE(first.exitStatus, 0);
    QCOMPARE(first.messages().size(), 1);
    const QJsonObject before = first.messages().first();
    QCOMPARE(before.value("type").toString(), QString("evaluation"));
    QCOMPARE(before.value("collection").toString(), QString("documents"));
    QCOMPARE(before.value("run").toInt(), 1);
    QCOMPARE(before.value("documents").toInt(), 2);
    QCOMPARE(before.value("questions").toInt(), 2);
    QCOMPARE(before.value("recall").toDouble(), 1.0);
    QCOMPARE(before.value("mrr").toDouble(), 1.0);
    QVERIFY(before.value("p95_ms").toDouble() > 0);
    QVERIFY(!before.value("settings").toObject().value("version").toString().isEmpty());

    index(R"({"id":"boiler","title":"Boiler","text":"It was sold."})"
          "\n");
    const auto second = m_program->run({"evaluate", "--json"}); // the questions were kept
    QCOMPARE(second.exitStatus, 0);
    const QJsonObject after = second.messages().value(0);
    QCOMPARE(after.value("run").toInt(), 2);
    QCOMPARE(after.value("recall").toDouble(), 0.5);
    QCOMPARE(after.value("previous").toObject().value("recall").toDouble(), 1.0);
    QCOMPARE(after.value("changes").toArray().size(), 1);
    const QJsonObject change = after.value("changes").toArray().first().toObject();
    QCOMPARE(change.value("id").toString(), QString("1"));
    QCOMPARE(change.value("change").toString(), QString("fell"));
}

void EvaluateTest::findsAnAnswerInAFileByItsPath()
{
    const QString path = m_program->writeFile("house/boiler.md", "# Boiler\n\nIts warranty is seven years.\n");
    QCOMPARE(m_program->run({"index", path, "--collection", "house"}).exitStatus, 0);
    const QByteArray line
        = "{\"id\":\"q\",\"text\":\"warranty\",\"expected\":[{\"document\":\"" + path.toUtf8() + "\"}]}";
    const auto measured
        = m_program->run({"evaluate", "--questions", questions(line), "--collection", "house", "--top", "3", "--json"});
    QCOMPARE(measured.exitStatus, 0);
    QCOMPARE(measured.messages().value(0).value("top").toInt(), 3);
    QCOMPARE(measured.messages().value(0).value("recall").toDouble(), 1.0);
}

void EvaluateTest::showsATableToPeople()
{
    index(kBoiler + kRoof);
    const auto measured = m_program->run({"evaluate", "--questions", questions(kQuestions)});
    QCOMPARE(measured.exitStatus, 0);
    QVERIFY2(measured.output.startsWith("documents\nrun                    1\n"), measured.output.constData());
    QVERIFY2(measured.output.contains("recall@10         1.0000\n"), measured.output.constData());
    const auto again = m_program->run({"evaluate"});
    QVERIFY2(again.output.contains("recall@10         1.0000      1.0000\n"), again.output.constData());
    QVERIFY2(again.output.endsWith("No question rose or fell.\n"), again.output.constData());
}

void EvaluateTest::saysWhenTheEmbeddingServerIsDown()
{
    FakeHttpServer server;
    server.setHandler([](const FakeHttpServer::Request &) {
        return jsonDocument(R"({"error":{"message":"No such model is here."}})", 404);
    });
    index(kBoiler + kRoof);
    QCOMPARE(m_program->run({"evaluate", "--questions", questions(kQuestions)}).exitStatus, 0);
    QVERIFY(QDir().mkpath(m_program->profile()));
    {
        SettingsStore settings(m_program->profile() + "/settings.ini");
        settings.set(keys::baseUrl("openai-compatible"), server.url("/v1").toString());
        settings.set(keys::embeddingModel, QStringLiteral("openai-compatible/nomic-embed-text"));
    }

    const QJsonObject told = m_program->run({"evaluate", "--json"}).messages().value(0);
    QCOMPARE(told.value("without_vectors").toInt(), 2);
    QVERIFY(!told.value("vector_problem").toString().isEmpty());
    QCOMPARE(told.value("settings").toObject().value("embedding_model").toString(),
        QString("openai-compatible/nomic-embed-text"));
    const QJsonObject before = told.value("previous").toObject();
    QCOMPARE(before.value("without_vectors").toInt(), 0);
    QVERIFY(!before.value("settings").toObject().contains("embedding_model"));
    QCOMPARE(told.value("changes").toArray().size(), 2); // neither is passed off as the same
}

void EvaluateTest::keepsQuestionsFromSteeringTheTerminal()
{
    index(kBoiler);
    const QByteArray line(R"({"id":"q","text":"boiler \u001b[31m","expected":[{"document":"boiler"}]})");
    QCOMPARE(m_program->run({"evaluate", "--questions", questions(line)}).exitStatus, 0);
    index(R"({"id":"boiler","title":"T","text":"Sold."})"
          "\n");
    const auto fallen = m_program->run({"evaluate"});
    QVERIFY2(fallen.output.contains("Fell (1):"), fallen.output.constData());
    QVERIFY(!fallen.output.contains('\x1b'));
}

void EvaluateTest::asksNoQuestionThatWasRemoved()
{
    index(kBoiler + kRoof);
    QCOMPARE(m_program->run({"evaluate", "--questions", questions(kQuestions)}).exitStatus, 0);
    const auto unknown = m_program->run({"evaluate", "--remove", "1", "--remove", "slates"});
    QCOMPARE(unknown.exitStatus, 1);
    QVERIFY2(unknown.errors.contains("No question \"slates\" is kept"), unknown.errors.constData());
    QCOMPARE(m_program->run({"evaluate", "--remove", "1"}).exitStatus, 0);
    const QJsonObject after = m_program->run({"evaluate", "--json"}).messages().value(0);
    QCOMPARE(after.value("questions").toInt(), 1);
    QCOMPARE(after.value("changes").toArray().first().toObject().value("change").toString(), QString("removed"));
}

void EvaluateTest::saysWhatIsWrongWithALine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("says");

    QTest::newRow("no JSON") << QByteArray("boiler") << QByteArray("is no JSON (");
    QTest::newRow("no id") << QByteArray(R"({"text":"a","expected":[{"document":"roof"}]})")
                           << QByteArray("has no \"id\"");
    QTest::newRow("no text") << QByteArray(R"({"id":"a","expected":[{"document":"roof"}]})")
                             << QByteArray("has no \"text\"");
    QTest::newRow("nothing expected") << QByteArray(R"({"id":"a","text":"b"})")
                                      << QByteArray("has no \"expected\" passages");
    QTest::newRow("no document") << QByteArray(R"({"id":"a","text":"b","expected":[{"quote":"c"}]})")
                                 << QByteArray("expects a passage without naming its \"document\"");
    QTest::newRow("a page in quotation marks")
        << QByteArray(R"({"id":"a","text":"b","expected":[{"document":"roof"},{"document":"roof","page":"3"}]})")
        << QByteArray("expects a passage whose \"page\" is no whole number");
    QTest::newRow("an id again") << QByteArray(R"({"id":"tiles","text":"b","expected":[{"document":"roof"}]})")
                                 << QByteArray("has the id \"tiles\" of line 3");
}

void EvaluateTest::saysWhatIsWrongWithALine()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, says);

    index(kBoiler + kRoof);
    const QString file = questions(kQuestions + line + '\n');
    const auto refused = m_program->run({"evaluate", "--questions", file});
    QCOMPARE(refused.exitStatus, 2);
    QVERIFY2(refused.errors.contains(QByteArray(file.toUtf8() + ", line 4, " + says)), refused.errors.constData());
    const auto none = m_program->run({"evaluate"});
    QCOMPARE(none.exitStatus, 1);
    QVERIFY2(none.errors.contains("No question about the collection \"documents\""), none.errors.constData());
}

void EvaluateTest::saysWhyItCannotMeasure_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitStatus");
    QTest::addColumn<QByteArray>("says");

    QTest::newRow("a file that is not there")
        << QStringList{"--questions", "/nowhere/q"} << 2 << QByteArray("/nowhere/q cannot be read");
    QTest::newRow("a file of nothing") << QStringList{"--questions", "/dev/null"} << 2
                                       << QByteArray("/dev/null holds no questions");
    QTest::newRow("nothing kept") << QStringList() << 1 << QByteArray("save one first");
    QTest::newRow("nothing kept about it") << QStringList{"--collection", "house"} << 1 << QByteArray("\"house\"");
}

void EvaluateTest::saysWhyItCannotMeasure()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitStatus);
    QFETCH(QByteArray, says);

    const auto failed = m_program->run(QStringList{"evaluate"} + arguments);
    QCOMPARE(failed.exitStatus, exitStatus);
    QVERIFY2(failed.errors.contains(says), failed.errors.constData());
}

void EvaluateTest::tellsAFailureAsJson()
{
    index(kBoiler);
    const auto failed
        = m_program->run({"evaluate", "--questions", questions(kQuestions), "--collection", "gone", "--json"});
    QCOMPARE(failed.exitStatus, 1);
    QCOMPARE(failed.messages().value(0).value("type").toString(), QString("error"));
    QVERIFY2(failed.errors.contains("There is no collection \"gone\""), failed.errors.constData());
}

void EvaluateTest::refusesWrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");

    QTest::newRow("a word") << QStringList{"boiler"};
    QTest::newRow("no number") << QStringList{"--top", "many"};
    QTest::newRow("none at all") << QStringList{"--top", "0"};
    QTest::newRow("two collections") << QStringList{"--collection", "a", "--collection", "b"};
    QTest::newRow("removing and asking") << QStringList{"--remove", "a", "--questions", "/dev/null"};
    QTest::newRow("an unknown option") << QStringList{"--run", "x"};
}

void EvaluateTest::refusesWrongUse()
{
    QFETCH(QStringList, arguments);

    const auto refused = m_program->run(QStringList{"evaluate"} + arguments);
    QCOMPARE(refused.exitStatus, 2);
    QVERIFY(!refused.errors.isEmpty());
}

QTEST_GUILESS_MAIN(EvaluateTest)
#include "evaluate_test.moc"
