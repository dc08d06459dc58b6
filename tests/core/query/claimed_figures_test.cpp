// SPDX-License-Identifier: MIT
#include "core/query/claimed_figures.h"

#include <QTest>

using namespace freshet;

class ClaimedFiguresTest : public QObject {
    Q_OBJECT

private slots:
    void looksForEachNumberAsOftenAsItIsClaimed_data();
    void looksForEachNumberAsOftenAsItIsClaimed();
    void addsUpWhatSeveralTextsHave();
};

void ClaimedFiguresTest::looksForEachNumberAsOftenAsItIsClaimed_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("all");
    QTest::addColumn<bool>("any"); // of each, without regard to how often

    QTest::newRow("none") << "It is old."
                          << "In 2019." << true << true;
    QTest::newRow("the same") << "In 2019, 3 times."
                              << "3 times in 2019." << true << true;
    QTest::newRow("another") << "In 2018."
                             << "In 2019." << false << false;
    QTest::newRow("nothing there") << "In 2018."
                                   << "It is old." << false << false;
    QTest::newRow("another notation") << "1,50 bar"
                                      << "1.5 bar" << true << true;
    QTest::newRow("one that may mean two") << "1.500 of them"
                                           << "1500 of them" << true << true;
    QTest::newRow("twice, and there once") << "3 of 3"
                                           << "3 of 4" << false << true;
    QTest::newRow("twice, and there twice") << "3 of 3"
                                            << "3 of 3 and 4" << true << true;
    QTest::newRow("twice in two notations") << "1.5 and 1,5"
                                            << "1.5 alone" << false << true;
    QTest::newRow("in letters, and nothing else") << "two reasons"
                                                  << "reasons" << true << false;
    QTest::newRow("in letters, and another number") << "two reasons"
                                                    << "3 reasons" << false << false;
}

void ClaimedFiguresTest::looksForEachNumberAsOftenAsItIsClaimed()
{
    QFETCH(QString, claim);
    QFETCH(QString, text);

    const ClaimedFigures claimed(figuresIn(claim, "english"));
    const QList<Figure> there = figuresIn(text, "english");
    const ClaimedFigures::Found found = claimed.findIn(there);
    QTEST(claimed.areAllIn({&found}), "all");
    QTEST(claimed.areAllAmong(readingsOf(there)), "any");
}

void ClaimedFiguresTest::addsUpWhatSeveralTextsHave()
{
    const ClaimedFigures claimed(figuresIn(u"3 of 3 in 2019", "english"));
    const ClaimedFigures::Found one = claimed.findIn(figuresIn(u"3 of them in 2019", "english"));
    const ClaimedFigures::Found other = claimed.findIn(figuresIn(u"3 of 7", "english"));
    QVERIFY(!claimed.areAllIn({&one}));
    QVERIFY(!claimed.areAllIn({&other}));
    QVERIFY(claimed.areAllIn({&one, &other}));
    QVERIFY(!one.hasOther);
    QVERIFY(other.hasOther);
    QVERIFY(!claimed.areAllIn({}));
}

QTEST_GUILESS_MAIN(ClaimedFiguresTest)
#include "claimed_figures_test.moc"
