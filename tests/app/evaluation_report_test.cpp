// SPDX-License-Identifier: MIT
#include "app/evaluation_report.h"
#include "tests/core/evaluation/evaluation_samples.h"

#include <QJsonArray>
#include <QTest>

using namespace freshet;

class EvaluationReportTest : public QObject {
    Q_OBJECT

private slots:
    void showsOneRun();
    void showsTwoRunsBesideEachOther();
    void saysWhenNothingRoseOrFell();
    void comparesSharesOnlyWhereBothLookedThatFar();
    void saysWhatWasAskedWithoutVectors();
    void saysWhichSettingsDiffer();
    void cutsALongListOfChanges();
    void tellsAllAsJson();
    void tellsNoChangesOfAFirstRun();
};

static EvaluationRun numbered(EvaluationRun run, int number)
{
    run.number = number;
    return run;
}

void EvaluationReportTest::showsOneRun()
{
    const EvaluationRun run = numbered(sampleRun({sampleOutcome("a", {1}, 2), sampleOutcome("b", {0, 2}, 4)}), 3);
    QCOMPARE(evaluationTable(run, {}),
        QString("house\n"
                "run                    3\n"
                "documents             12\n"
                "passages             340\n"
                "questions              2\n"
                "recall@10         0.7500\n"
                "MRR               0.7500\n"
                "p50 ms               2.0\n"
                "p95 ms               4.0\n"));
}

void EvaluationReportTest::showsTwoRunsBesideEachOther()
{
    const EvaluationRun before
        = numbered(sampleRun({sampleOutcome("a", {1}), sampleOutcome("b", {4, 2}), sampleOutcome("c", {3})}), 3);
    const EvaluationRun after
        = numbered(sampleRun({sampleOutcome("a", {1}), sampleOutcome("b", {0, 5}), sampleOutcome("c", {1})}), 4);
    const QString table = evaluationTable(after, before);
    QVERIFY2(table.contains("run                    3           4\n"), qPrintable(table));
    QVERIFY2(table.contains("recall@10         1.0000      0.8333\n"), qPrintable(table));
    QVERIFY2(table.endsWith("Fell (1):\n  4, 2 → –, 5  b  How long?\nRose (1):\n  3 → 1  c  How long?\n"),
        qPrintable(table));
}

void EvaluationReportTest::saysWhenNothingRoseOrFell()
{
    const EvaluationRun run = sampleRun({sampleOutcome("a", {1})});
    QVERIFY(evaluationTable(numbered(run, 2), numbered(run, 1)).endsWith("\nNo question rose or fell.\n"));
}

void EvaluationReportTest::comparesSharesOnlyWhereBothLookedThatFar()
{
    const EvaluationRun shallow = sampleRun({sampleOutcome("a", {0})}, 5);
    const EvaluationRun deep = sampleRun({sampleOutcome("a", {7})}, 10);
    QVERIFY2(evaluationTable(deep, shallow)
                 .contains("recall@10              –      1.0000\nMRR                    –      0.1429\n"),
        qPrintable(evaluationTable(deep, shallow)));
    QVERIFY(evaluationTable(shallow, deep)
                .contains("recall@5          0.0000      0.0000\nMRR               0.0000      0.0000\n"));
}

void EvaluationReportTest::saysWhatWasAskedWithoutVectors()
{
    const EvaluationRun before
        = numbered(sampleRun({sampleOutcome("a", {1}), sampleOutcome("b", {1}), sampleOutcome("c", {1})}), 3);
    EvaluationRun after
        = numbered(sampleRun({sampleOutcome("a", {2}), sampleOutcome("b", {4}), sampleOutcome("c", {0})}), 4);
    after.outcomes[1].vectorProblem = "The server is out of order.";
    after.outcomes[2].vectorProblem = "It answers too slowly.";
    const QString line("Run 4 asked without vectors: 2, the first because: The server is out of order.\n");
    QVERIFY2(evaluationTable(after, {}).endsWith(line), qPrintable(evaluationTable(after, {})));
    QVERIFY(evaluationTable(before, after).contains(line));
    const QString table = evaluationTable(after, before);
    QVERIFY2(
        table.endsWith(line
            + "Fell (1):\n  1 → 2  a  How long?\n"
              "Not compared, asked without vectors in one run (2):\n  1 → 4  b  How long?\n  1 → –  c  How long?\n"),
        qPrintable(table));

    const QJsonObject message = evaluationMessage(after, before);
    QCOMPARE(message.value("without_vectors").toInt(), 2);
    QCOMPARE(message.value("vector_problem").toString(), QString("The server is out of order."));
    QCOMPARE(message.value("previous").toObject().value("without_vectors"), QJsonValue(0));
    QVERIFY(!message.value("previous").toObject().contains("vector_problem"));
    QCOMPARE(
        message.value("changes").toArray().at(1).toObject().value("change").toString(), QString("without_vectors"));
}

void EvaluationReportTest::saysWhichSettingsDiffer()
{
    const EvaluationRun before = sampleRun({sampleOutcome("a", {1})});
    EvaluationRun after = before;
    after.index.settings.insert("embedding_model", "ollama/bge-m3");
    QVERIFY2(evaluationTable(after, before).contains("\nembedding_model: – → ollama/bge-m3\n"),
        qPrintable(evaluationTable(after, before)));
    QVERIFY(!evaluationTable(after, after).contains("embedding_model"));
    QVERIFY(!evaluationTable(after, before).contains("version"));
}

void EvaluationReportTest::cutsALongListOfChanges()
{
    QList<QuestionOutcome> before;
    QList<QuestionOutcome> after;
    for (int n = 0; n < 25; ++n) {
        before << sampleOutcome(QString::number(n), {2});
        after << sampleOutcome(QString::number(n), {1});
    }
    const QString table = evaluationTable(sampleRun(after), sampleRun(before));
    QVERIFY2(table.contains("Rose (25):\n"), qPrintable(table));
    QVERIFY2(table.contains("  2 → 1  19  ") && !table.contains("  2 → 1  20  "), qPrintable(table));
    QVERIFY2(table.endsWith("  and 5 more; --json tells all\n"), qPrintable(table));
}

void EvaluationReportTest::tellsAllAsJson()
{
    const EvaluationRun before
        = numbered(sampleRun({sampleOutcome("a", {1}), sampleOutcome("b", {4, 2}), sampleOutcome("gone", {1})}), 3);
    const EvaluationRun after
        = numbered(sampleRun({sampleOutcome("a", {1}, 7), sampleOutcome("b", {0, 5}), sampleOutcome("new", {2})}), 4);
    const QJsonObject message = evaluationMessage(after, before);
    QCOMPARE(message.value("type").toString(), QString("evaluation"));
    QCOMPARE(message.value("collection").toString(), QString("house"));
    QCOMPARE(message.value("run").toInt(), 4);
    QCOMPARE(message.value("top").toInt(), 10);
    QCOMPARE(message.value("questions").toInt(), 3);
    QCOMPARE(message.value("documents").toInt(), 12);
    QCOMPARE(message.value("passages").toInt(), 340);
    QCOMPARE(message.value("started_at").toString(), QString("2025-05-04T03:02:01Z"));
    QCOMPARE(message.value("settings").toObject(), (QJsonObject{{"version", "0.1.0"}}));
    QCOMPARE(message.value("recall").toDouble(), (1 + 0.5 + 1) / 3);
    QCOMPARE(message.value("mrr").toDouble(), (1 + 0.2 + 0.5) / 3);
    QCOMPARE(message.value("p95_ms").toDouble(), 7.0);
    QCOMPARE(message.value("previous").toObject().value("run").toInt(), 3);
    QCOMPARE(message.value("previous").toObject().value("recall").toDouble(), 1.0);

    const QJsonArray changes = message.value("changes").toArray();
    QCOMPARE(changes.size(), 3);
    QCOMPARE(changes.at(0).toObject(),
        (QJsonObject{{"id", "b"}, {"text", "How long?"}, {"change", "fell"}, {"before", QJsonArray{4, 2}},
            {"after", QJsonArray{QJsonValue(), 5}}}));
    QCOMPARE(changes.at(1).toObject().value("change").toString(), QString("added"));
    QCOMPARE(changes.at(1).toObject().value("id").toString(), QString("new"));
    QCOMPARE(changes.at(2).toObject().value("change").toString(), QString("removed"));
    QCOMPARE(changes.at(2).toObject().value("id").toString(), QString("gone"));
}

void EvaluationReportTest::tellsNoChangesOfAFirstRun()
{
    const QJsonObject message = evaluationMessage(sampleRun({sampleOutcome("a", {1})}), {});
    QVERIFY(!message.contains("previous") && !message.contains("changes"));
}

QTEST_GUILESS_MAIN(EvaluationReportTest)
#include "evaluation_report_test.moc"
