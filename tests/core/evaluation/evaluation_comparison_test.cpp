// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_comparison.h"
#include "tests/core/evaluation/evaluation_samples.h"

#include <QTest>

using namespace freshet;

class EvaluationComparisonTest : public QObject {
    Q_OBJECT

private slots:
    void tellsRiseFromFall_data();
    void tellsRiseFromFall();
    void comparesNothingThatWasChangedInBetween();
    void comparesNoVectorsWithWordsAlone();
    void namesWhatIsOnlyInOneRun();
    void putsTheFallenFirst();
    void comparesRunsOfDifferentDepths();
};

void EvaluationComparisonTest::tellsRiseFromFall_data()
{
    QTest::addColumn<QList<int>>("before");
    QTest::addColumn<QList<int>>("after");
    QTest::addColumn<QString>("kind");

    QTest::newRow("the same") << QList<int>{3, 7} << QList<int>{3, 7} << "same";
    QTest::newRow("the same places, changed about") << QList<int>{1, 2} << QList<int>{2, 1} << "same";
    QTest::newRow("neither time") << QList<int>{0} << QList<int>{0} << "same";
    QTest::newRow("found now") << QList<int>{0} << QList<int>{10} << "rose";
    QTest::newRow("lost now") << QList<int>{10} << QList<int>{0} << "fell";
    QTest::newRow("further up") << QList<int>{2} << QList<int>{1} << "rose";
    QTest::newRow("further down") << QList<int>{1} << QList<int>{2} << "fell";
    QTest::newRow("one more of two") << QList<int>{1, 0} << QList<int>{1, 9} << "rose";
    QTest::newRow("the first one lost, the other up a bit") << QList<int>{1, 9} << QList<int>{0, 8} << "fell";
}

void EvaluationComparisonTest::tellsRiseFromFall()
{
    QFETCH(QList<int>, before);
    QFETCH(QList<int>, after);
    QFETCH(QString, kind);

    const auto changes = compareRuns(sampleRun({sampleOutcome("a", before)}), sampleRun({sampleOutcome("a", after)}));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(QString(toWord(changes.first().kind)), kind);
    QCOMPARE(changes.first().before.places, before);
    QCOMPARE(changes.first().after.places, after);
}

void EvaluationComparisonTest::comparesNothingThatWasChangedInBetween()
{
    const QuestionOutcome old = sampleOutcome("a", {1});
    QuestionOutcome otherText = sampleOutcome("a", {5});
    otherText.question.text = QStringLiteral("How short?");
    QuestionOutcome otherAnswer = sampleOutcome("a", {5});
    otherAnswer.question.expected.first().quote = QStringLiteral("eight years");
    for (const QuestionOutcome &now : {otherText, otherAnswer})
        QCOMPARE(compareRuns(sampleRun({old}), sampleRun({now})).first().kind, QuestionChange::Kind::Reworded);
}

void EvaluationComparisonTest::comparesNoVectorsWithWordsAlone()
{
    const QuestionOutcome good = sampleOutcome("a", {1});
    QuestionOutcome bad = sampleOutcome("a", {7});
    bad.vectorProblem = QStringLiteral("The server is out of order.");
    QCOMPARE(compareRuns(sampleRun({good}), sampleRun({bad})).first().kind, QuestionChange::Kind::WithoutVectors);
    QCOMPARE(compareRuns(sampleRun({bad}), sampleRun({good})).first().kind, QuestionChange::Kind::WithoutVectors);
    QCOMPARE(toWord(QuestionChange::Kind::WithoutVectors), QLatin1String("without_vectors"));
    QuestionOutcome alike = good;
    alike.vectorProblem = QStringLiteral("It answers too slowly.");
    QCOMPARE(compareRuns(sampleRun({alike}), sampleRun({bad})).first().kind, QuestionChange::Kind::Fell);
}

void EvaluationComparisonTest::namesWhatIsOnlyInOneRun()
{
    const auto changes = compareRuns(sampleRun({sampleOutcome("old", {1})}), sampleRun({sampleOutcome("new", {2})}));
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes.at(0).kind, QuestionChange::Kind::Added);
    QCOMPARE(changes.at(0).after.question.id, QString("new"));
    QCOMPARE(changes.at(0).before, QuestionOutcome());
    QCOMPARE(changes.at(1).kind, QuestionChange::Kind::Removed);
    QCOMPARE(changes.at(1).before.question.id, QString("old"));
    QCOMPARE(changes.at(1).after, QuestionOutcome());
}

void EvaluationComparisonTest::putsTheFallenFirst()
{
    const EvaluationRun before = sampleRun({sampleOutcome("same", {1}), sampleOutcome("rose", {2}),
        sampleOutcome("fell", {1}), sampleOutcome("gone", {1}), sampleOutcome("fell too", {1})});
    const EvaluationRun after = sampleRun({sampleOutcome("fell too", {3}), sampleOutcome("new", {1}),
        sampleOutcome("rose", {1}), sampleOutcome("same", {1}), sampleOutcome("fell", {2})});
    QStringList order;
    for (const QuestionChange &change : compareRuns(before, after)) {
        const bool isGone = change.kind == QuestionChange::Kind::Removed;
        order << (isGone ? change.before : change.after).question.id;
    }
    QCOMPARE(order, QStringList({"fell too", "fell", "rose", "same", "new", "gone"}));
}

void EvaluationComparisonTest::comparesRunsOfDifferentDepths()
{
    const EvaluationRun shallow
        = sampleRun({sampleOutcome("a", {0}), sampleOutcome("b", {0}), sampleOutcome("c", {2})}, 5);
    const EvaluationRun deep
        = sampleRun({sampleOutcome("a", {8}), sampleOutcome("b", {5}), sampleOutcome("c", {20})}, 50);
    const auto changes = compareRuns(shallow, deep);
    QCOMPARE(changes.at(0).after.question.id, QString("c"));
    QCOMPARE(changes.at(0).kind, QuestionChange::Kind::Fell);
    QCOMPARE(changes.at(1).after.question.id, QString("b"));
    QCOMPARE(changes.at(1).kind, QuestionChange::Kind::Rose);
    QCOMPARE(changes.at(2).after.question.id, QString("a")); // the first run could not see it either
    QCOMPARE(changes.at(2).kind, QuestionChange::Kind::Same);
    QCOMPARE(compareRuns(deep, shallow).at(0).after.question.id, QString("b"));
}

QTEST_GUILESS_MAIN(EvaluationComparisonTest)
#include "evaluation_comparison_test.moc"
