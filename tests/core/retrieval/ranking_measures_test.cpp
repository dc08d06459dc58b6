// SPDX-License-Identifier: MIT
#include "tests/core/retrieval/ranking_measures.h"

#include <QTest>

#include <cmath>

using namespace freshet;

Q_DECLARE_METATYPE(RelevanceGains)

/// Every number here was worked out by hand: 1/log2(3) = 0.63093, 1/log2(4) = 0.5, 1/log2(5) = 0.43068.
class RankingMeasuresTest : public QObject {
    Q_OBJECT

private slots:
    void measuresWhatIsWorkedOutByHand_data();
    void measuresWhatIsWorkedOutByHand();
    void saysNothingWhereNothingIsRelevant();
    void meansCountEachQuestionAlike();
};

void RankingMeasuresTest::measuresWhatIsWorkedOutByHand_data()
{
    QTest::addColumn<QStringList>("ranked");
    QTest::addColumn<RelevanceGains>("gains");
    QTest::addColumn<int>("depth");
    QTest::addColumn<double>("ndcg");
    QTest::addColumn<double>("recall");
    QTest::addColumn<double>("reciprocalRank");

    const RelevanceGains one{{"a", 1}};
    QTest::newRow("first") << QStringList{"a", "b"} << one << 10 << 1.0 << 1.0 << 1.0;
    QTest::newRow("second") << QStringList{"b", "a"} << one << 10 << 0.63093 << 1.0 << 0.5;
    QTest::newRow("third") << QStringList{"b", "c", "a"} << one << 10 << 0.5 << 1.0 << 0.33333;
    QTest::newRow("just inside") << QStringList{"b", "a"} << one << 2 << 0.63093 << 1.0 << 0.5;
    QTest::newRow("beyond the depth, so only its rank is seen")
        << QStringList{"b", "c", "a"} << one << 2 << 0.0 << 0.0 << 0.33333;
    QTest::newRow("not at all") << QStringList{"b", "c"} << one << 10 << 0.0 << 0.0 << 0.0;
    QTest::newRow("nothing found") << QStringList() << one << 10 << 0.0 << 0.0 << 0.0;

    const RelevanceGains graded{{"a", 2}, {"b", 1}, {"c", 0}, {"d", -1}};
    // ideal: 2 + 1 * 0.63093 = 2.63093
    QTest::newRow("graded, ideal") << QStringList{"a", "b", "c"} << graded << 10 << 1.0 << 1.0 << 1.0;
    QTest::newRow("graded, swapped: (1 + 2 * 0.63093) / 2.63093")
        << QStringList{"b", "a"} << graded << 10 << 0.85972 << 1.0 << 1.0;
    QTest::newRow("a judged 0 is no find: (0 + 2 * 0.63093 + 1 * 0.5) / 2.63093")
        << QStringList{"c", "a", "b"} << graded << 10 << 0.66967 << 1.0 << 0.5;
    QTest::newRow("a negative gain takes nothing away: (0 + 2 * 0.63093) / 2.63093")
        << QStringList{"d", "a"} << graded << 10 << 0.47962 << 0.5 << 0.5;
    QTest::newRow("more relevant than the depth: ideal is cut as well, recall is not")
        << QStringList{"a", "b"} << graded << 1 << 1.0 << 0.5 << 1.0;

    const RelevanceGains tied{{"a", 1}, {"b", 1}, {"c", 1}};
    // ideal: 1 + 0.63093 + 0.5 = 2.13093
    QTest::newRow("equal gains in one order") << QStringList{"a", "b", "c"} << tied << 10 << 1.0 << 1.0 << 1.0;
    QTest::newRow("equal gains in another") << QStringList{"c", "a", "b"} << tied << 10 << 1.0 << 1.0 << 1.0;
    QTest::newRow("a gap: (1 + 0.5 + 0.43068) / 2.13093")
        << QStringList{"a", "x", "b", "c"} << tied << 10 << 0.90603 << 1.0 << 1.0;
    QTest::newRow("a document twice counts once: 1 / 2.13093")
        << QStringList{"a", "a", "a"} << tied << 10 << 0.46928 << 0.33333 << 1.0;
    QTest::newRow("a repeat takes no place: (1 + 0.63093) / (1 + 0.63093)")
        << QStringList{"a", "a", "b"} << tied << 2 << 1.0 << 0.66667 << 1.0;
    QTest::newRow("nor does one that is not relevant: 0.63093 / (1 + 0.63093)")
        << QStringList{"x", "x", "a"} << tied << 2 << 0.38685 << 0.33333 << 0.5;
}

void RankingMeasuresTest::measuresWhatIsWorkedOutByHand()
{
    QFETCH(QStringList, ranked);
    QFETCH(RelevanceGains, gains);
    QFETCH(int, depth);
    QFETCH(double, ndcg);
    QFETCH(double, recall);
    QFETCH(double, reciprocalRank);

    const auto measures = RankingMeasures::of(ranked, gains, depth);
    QVERIFY(measures);
    const auto isNear = [](double a, double b) { return std::abs(a - b) < 0.00001; };
    QVERIFY2(isNear(measures->ndcg, ndcg), qPrintable(QString::number(measures->ndcg, 'f', 6)));
    QVERIFY2(isNear(measures->recall, recall), qPrintable(QString::number(measures->recall, 'f', 6)));
    QVERIFY2(isNear(measures->reciprocalRank, reciprocalRank),
        qPrintable(QString::number(measures->reciprocalRank, 'f', 6)));
}

void RankingMeasuresTest::saysNothingWhereNothingIsRelevant()
{
    QVERIFY(!RankingMeasures::of({"a"}, {}, 10));
    QVERIFY(!RankingMeasures::of({"a"}, {{"a", 0}, {"b", -2}}, 10));
    QVERIFY(!RankingMeasures::of({}, {}, 10));
    QVERIFY(!RankingMeasures::of({"a"}, {{"a", 1}}, 0));
}

void RankingMeasuresTest::meansCountEachQuestionAlike()
{
    QCOMPARE(RankingMeasures::mean({}), RankingMeasures());
    const RankingMeasures half{.ndcg = 0.5, .recall = 1, .reciprocalRank = 0.25};
    QCOMPARE(RankingMeasures::mean({half}), half);
    QCOMPARE(RankingMeasures::mean({half, {.ndcg = 1, .recall = 0, .reciprocalRank = 0.75}}),
        (RankingMeasures{.ndcg = 0.75, .recall = 0.5, .reciprocalRank = 0.5}));
}

QTEST_GUILESS_MAIN(RankingMeasuresTest)
#include "ranking_measures_test.moc"
