// SPDX-License-Identifier: MIT
#include "core/chat/answer_hops.h"

#include <QTest>

using namespace freshet;

class AnswerHopsTest : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatTheEarlierPartsSaid();
    void goesOnFromNoPlaceTwice();
    void comesToAnEnd();
    void goesOnFromNowhere();
    void addsWhatIsKnown();
};

void AnswerHopsTest::keepsWhatTheEarlierPartsSaid()
{
    AnswerHops hops;
    QCOMPARE(hops.note(), QString());
    QVERIFY(hops.goOn("a", {.text = "One"}));
    QCOMPARE(hops.note(), QString("continued once"));
    QVERIFY(hops.goOn("b", {.text = "One two"}));
    QCOMPARE(hops.before().text, QString("One two"));
    QCOMPARE(hops.note(), QString("continued 2 times"));
}

void AnswerHopsTest::goesOnFromNoPlaceTwice()
{
    AnswerHops hops;
    QVERIFY(hops.goOn("a", {.text = "One"}));
    QVERIFY(!hops.goOn("a", {.text = "x"}));
    QVERIFY(hops.goOn("b", {}));
    QVERIFY(!hops.goOn("a", {.text = "x"})); // a circle
    QCOMPARE(hops.before().text, QString());
    QCOMPARE(hops.note(), "continued 2 times");
}

void AnswerHopsTest::comesToAnEnd()
{
    AnswerHops hops;
    for (int i = 0; i < AnswerHops::kMost; ++i)
        QVERIFY(hops.goOn(QString::number(i), {}));
    QVERIFY(!hops.goOn("one more", {}));
}

void AnswerHopsTest::goesOnFromNowhere()
{
    AnswerHops hops;
    QVERIFY(!hops.goOn("", {}));
    QVERIFY(!hops.goOn(QString(AnswerHops::kLongestContinuation + 1, 'x'), {}));
    QVERIFY(hops.goOn(QString(AnswerHops::kLongestContinuation, 'x'), {}));
}

void AnswerHopsTest::addsWhatIsKnown()
{
    const Usage a{.promptTokens = 3, .completionTokens = 4, .costUsd = 0.5};
    const Usage b{.promptTokens = 5, .reasoningTokens = 1, .costUsd = 0.25};
    QCOMPARE(sumOf(a, b), (Usage{.promptTokens = 8, .completionTokens = 4, .reasoningTokens = 1, .costUsd = 0.75}));
    QCOMPARE(sumOf({}, b), b);
    QCOMPARE(sumOf(a, {}), a);
}

QTEST_GUILESS_MAIN(AnswerHopsTest)
#include "answer_hops_test.moc"
