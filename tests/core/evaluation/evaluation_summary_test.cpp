// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_summary.h"
#include "tests/core/evaluation/evaluation_samples.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

class EvaluationSummaryTest : public QObject {
    Q_OBJECT

private slots:
    void countsEachQuestionAlike();
    void takesTheFirstOfSeveralWhereverItIsNamed();
    void seesOnlyWhatIsWithinTheDepth();
    void takesTimesThatWereTaken_data();
    void takesTimesThatWereTaken();
    void countsQuestionsAskedWithoutVectors();
    void isNothingOfNoQuestions();
};

void EvaluationSummaryTest::countsEachQuestionAlike()
{
    const auto summary = EvaluationSummary::of(
        sampleRun({sampleOutcome("a", {1}), sampleOutcome("b", {0, 0, 0, 4}), sampleOutcome("c", {0})}));
    QCOMPARE(summary.questions, 3);
    QCOMPARE(summary.recall, (1 + 0.25 + 0) / 3);
    QCOMPARE(summary.meanReciprocalRank, (1 + 0.25 + 0) / 3);
}

void EvaluationSummaryTest::takesTheFirstOfSeveralWhereverItIsNamed()
{
    const auto summary = EvaluationSummary::of(sampleRun({sampleOutcome("a", {5, 2, 0, 4})}));
    QCOMPARE(summary.recall, 0.75);
    QCOMPARE(summary.meanReciprocalRank, 0.5);
}

void EvaluationSummaryTest::seesOnlyWhatIsWithinTheDepth()
{
    const EvaluationRun run = sampleRun({sampleOutcome("a", {3, 1}), sampleOutcome("b", {4})});
    QCOMPARE(EvaluationSummary::of(run, 3).recall, 0.5);
    QCOMPARE(EvaluationSummary::of(run, 3).meanReciprocalRank, 0.5);
    QCOMPARE(EvaluationSummary::of(run, 2).recall, 0.25);
    QCOMPARE(EvaluationSummary::of(run, 4).recall, 1.0);
    QCOMPARE(EvaluationSummary::of(run, 4).meanReciprocalRank, 0.625);
}

void EvaluationSummaryTest::takesTimesThatWereTaken_data()
{
    QTest::addColumn<QList<int>>("times");
    QTest::addColumn<int>("median");
    QTest::addColumn<int>("percentile95");

    QList<int> hundred;
    for (int i = 100; i >= 1; --i)
        hundred << i;
    QTest::newRow("one") << QList<int>{7} << 7 << 7;
    QTest::newRow("two") << QList<int>{9, 3} << 3 << 9;
    QTest::newRow("three") << QList<int>{9, 3, 5} << 5 << 9;
    QTest::newRow("twenty") << hundred.last(20) << 10 << 19;
    QTest::newRow("a hundred") << hundred << 50 << 95;
}

void EvaluationSummaryTest::takesTimesThatWereTaken()
{
    QFETCH(QList<int>, times);
    QFETCH(int, median);
    QFETCH(int, percentile95);

    QList<QuestionOutcome> outcomes;
    for (const int time : times)
        outcomes << sampleOutcome(QString::number(time), {1}, time);
    const auto summary = EvaluationSummary::of(sampleRun(outcomes));
    QVERIFY(summary.median == std::chrono::milliseconds(median));
    QVERIFY(summary.percentile95 == std::chrono::milliseconds(percentile95));
}

void EvaluationSummaryTest::countsQuestionsAskedWithoutVectors()
{
    QuestionOutcome slow = sampleOutcome("b", {1});
    slow.vectorProblem = QStringLiteral("It answers too slowly.");
    QCOMPARE(EvaluationSummary::of(sampleRun({sampleOutcome("a", {1}), slow, slow})).withoutVectors, 2);
}

void EvaluationSummaryTest::isNothingOfNoQuestions()
{
    QCOMPARE(EvaluationSummary::of(sampleRun({})), EvaluationSummary());
}

QTEST_GUILESS_MAIN(EvaluationSummaryTest)
#include "evaluation_summary_test.moc"
