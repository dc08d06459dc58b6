// SPDX-License-Identifier: MIT
#include "core/server/message_budget.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;
using Verdict = MessageBudget::Verdict;

class MessageBudgetTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_budget = {}; }
    void letsABurstThrough();
    void closesAfterOneWarning();
    void letsTwentyASecondThroughForEver();
    void letsTwoMebibytesASecondThroughForEver();
    void countsBytesAsWellAsMessages();
    void forgivesOnceItIsFullAgain();
    void savesUpNoMoreThanABurst();

private:
    MessageBudget m_budget;
    MessageBudget::TimePoint m_now{1h};
};

void MessageBudgetTest::letsABurstThrough()
{
    for (int i = 0; i < 40; ++i)
        QCOMPARE(m_budget.take(100, m_now), Verdict::Fine);
    QCOMPARE(m_budget.take(100, m_now), Verdict::Warn);
}

void MessageBudgetTest::closesAfterOneWarning()
{
    for (int i = 0; i < 40; ++i)
        m_budget.take(0, m_now);
    QCOMPARE(m_budget.take(0, m_now), Verdict::Warn);
    QCOMPARE(m_budget.take(0, m_now + 49ms), Verdict::Close);
    QCOMPARE(m_budget.take(0, m_now + 51ms), Verdict::Fine);
    QCOMPARE(m_budget.take(0, m_now + 52ms), Verdict::Close);
}

void MessageBudgetTest::letsTwentyASecondThroughForEver()
{
    for (int i = 0; i < 2000; ++i) {
        m_now += 50ms;
        QCOMPARE(m_budget.take(1000, m_now), Verdict::Fine);
    }
}

void MessageBudgetTest::letsTwoMebibytesASecondThroughForEver()
{
    for (int i = 0; i < 1000; ++i) {
        m_now += 500ms;
        QCOMPARE(m_budget.take(1024 * 1024, m_now), Verdict::Fine);
    }
}

void MessageBudgetTest::countsBytesAsWellAsMessages()
{
    QCOMPARE(m_budget.take(1024 * 1024, m_now), Verdict::Fine);
    QCOMPARE(m_budget.take(1024 * 1024, m_now), Verdict::Fine);
    QCOMPARE(m_budget.take(1, m_now), Verdict::Warn);
}

void MessageBudgetTest::forgivesOnceItIsFullAgain()
{
    for (int i = 0; i < 40; ++i)
        m_budget.take(0, m_now);
    QCOMPARE(m_budget.take(0, m_now), Verdict::Warn);
    m_now += 2s;
    for (int i = 0; i < 40; ++i)
        QCOMPARE(m_budget.take(0, m_now), Verdict::Fine);
    QCOMPARE(m_budget.take(0, m_now), Verdict::Warn);
}

void MessageBudgetTest::savesUpNoMoreThanABurst()
{
    m_budget.take(0, m_now);
    m_now += 24h;
    for (int i = 0; i < 40; ++i)
        QCOMPARE(m_budget.take(0, m_now), Verdict::Fine);
    QCOMPARE(m_budget.take(0, m_now), Verdict::Warn);
}

QTEST_APPLESS_MAIN(MessageBudgetTest)
#include "message_budget_test.moc"
