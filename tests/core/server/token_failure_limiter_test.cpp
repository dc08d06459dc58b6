// SPDX-License-Identifier: MIT
#include "core/server/token_failure_limiter.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;
using Answer = TokenFailureLimiter::Answer;

class TokenFailureLimiterTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_limiter = {}; }
    void answersTwentyFailuresInAMinute();
    void throttlesTheTwentyFirst();
    void answersOneASecondWhileItThrottles();
    void forgetsAMinuteLater();
    void keepsThrottlingWhoeverKeepsGuessing();
    void lendsNothingToSlowGuessers();
    void remembersLittleOfManyGuesses();

private:
    void fail(int times)
    {
        for (int i = 0; i < times; ++i)
            m_limiter.failed(m_now);
    }

    TokenFailureLimiter m_limiter;
    TokenFailureLimiter::TimePoint m_now{1h};
};

void TokenFailureLimiterTest::answersTwentyFailuresInAMinute()
{
    for (int i = 0; i < 20; ++i)
        QCOMPARE(m_limiter.failed(m_now), Answer::Refuse);
    QVERIFY(!m_limiter.isThrottling(m_now));
}

void TokenFailureLimiterTest::throttlesTheTwentyFirst()
{
    fail(20);
    QCOMPARE(m_limiter.failed(m_now + 59'999ms), Answer::Refuse); // the first of its second
    QVERIFY(m_limiter.isThrottling(m_now + 59'999ms));
    QCOMPARE(m_limiter.failed(m_now + 59'999ms), Answer::Close);
}

void TokenFailureLimiterTest::answersOneASecondWhileItThrottles()
{
    fail(21);
    int answers = 0;
    for (auto after = 1ms; after <= 10s; after += 10ms)
        answers += m_limiter.failed(m_now + after) == Answer::Refuse;
    QCOMPARE(answers, 9);
}

void TokenFailureLimiterTest::forgetsAMinuteLater()
{
    fail(21);
    QVERIFY(m_limiter.isThrottling(m_now + 59'999ms));
    QVERIFY(!m_limiter.isThrottling(m_now + 60s));
    m_now += 60s;
    for (int i = 0; i < 20; ++i)
        QCOMPARE(m_limiter.failed(m_now), Answer::Refuse);
    QVERIFY(!m_limiter.isThrottling(m_now));
}

void TokenFailureLimiterTest::keepsThrottlingWhoeverKeepsGuessing()
{
    fail(21);
    for (int second = 1; second < 600; ++second) {
        m_limiter.failed(m_now + std::chrono::seconds(second));
        QVERIFY(m_limiter.isThrottling(m_now + std::chrono::seconds(second)));
    }
}

void TokenFailureLimiterTest::lendsNothingToSlowGuessers()
{
    for (int i = 0; i < 1000; ++i) {
        m_now += 3s; // twenty a minute
        QCOMPARE(m_limiter.failed(m_now), Answer::Refuse);
        QVERIFY(!m_limiter.isThrottling(m_now));
    }
}

void TokenFailureLimiterTest::remembersLittleOfManyGuesses()
{
    int answers = 0;
    for (int i = 0; i < 10'000; ++i)
        answers += m_limiter.failed(m_now + std::chrono::milliseconds(i)) == Answer::Refuse;
    QCOMPARE(answers, 20 + 10);
}

QTEST_APPLESS_MAIN(TokenFailureLimiterTest)
#include "token_failure_limiter_test.moc"
