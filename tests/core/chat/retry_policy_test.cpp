// SPDX-License-Identifier: MIT
#include "core/chat/retry_policy.h"

#include <QTest>

#include <limits>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

RetryPolicy policy(int retries = 2, double jitter = 1)
{
    return RetryPolicy({.retries = retries, .backoff = 500ms, .jitter = [jitter] { return jitter; }});
}

Error failed(ErrorKind kind, std::optional<std::chrono::milliseconds> retryAfter = {})
{
    return {.kind = kind, .retryable = true, .retryAfter = retryAfter};
}

} // namespace

class RetryPolicyTest : public QObject {
    Q_OBJECT

private slots:
    void waitsLongerEachTimeThenGivesUp();
    void spreadsTheWaitByJitter();
    void waitsAsLongAsTheServerAsks();
    void doesNotWaitForMoreThanAMinute();
    void repeatsABrokenConnectionOnce_data();
    void repeatsABrokenConnectionOnce();
    void asksForALoadingModelForTwoMinutes();
    void asksForALoadingModelWithPauses_data();
    void asksForALoadingModelWithPauses();
    void takesNoTriesForALoadingModel();
    void neverRepeatsWhatIsHopeless();
    void repeatsNothingWhenNobodyWantsIt();
};

void RetryPolicyTest::waitsLongerEachTimeThenGivesUp()
{
    RetryPolicy retries = policy(8);
    QList<qint64> waits;
    while (const auto wait = retries.waitAfter(failed(ErrorKind::Server)))
        waits << wait->count();
    QCOMPARE(waits, (QList<qint64>{500, 1000, 2000, 4000, 8000, 16000, 30000, 30000}));
    QCOMPARE(retries.tries(), 8);
}

void RetryPolicyTest::spreadsTheWaitByJitter()
{
    QCOMPARE(policy(2, 0).waitAfter(failed(ErrorKind::Overloaded)), 0ms);
    QCOMPARE(policy(2, 0.5).waitAfter(failed(ErrorKind::Overloaded)), 250ms);
}

void RetryPolicyTest::waitsAsLongAsTheServerAsks()
{
    QCOMPARE(policy(2, 0.5).waitAfter(failed(ErrorKind::RateLimited, 7s)), 7s);
    QCOMPARE(policy(2, 0.5).waitAfter(failed(ErrorKind::RateLimited, 60s)), 60s);
}

void RetryPolicyTest::doesNotWaitForMoreThanAMinute()
{
    QCOMPARE(policy().waitAfter(failed(ErrorKind::RateLimited, 61s)), std::nullopt);
    RetryPolicy retries = policy(9);
    QVERIFY(retries.waitAfter(failed(ErrorKind::RateLimited, 60s)));
    QVERIFY(retries.waitAfter(failed(ErrorKind::RateLimited, 59s)));
    QCOMPARE(retries.waitAfter(failed(ErrorKind::RateLimited, 2s)), std::nullopt); // two minutes in all
}

void RetryPolicyTest::repeatsABrokenConnectionOnce_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("time-out") << ErrorKind::Timeout;
    QTest::newRow("network") << ErrorKind::Network;
}

void RetryPolicyTest::repeatsABrokenConnectionOnce()
{
    QFETCH(ErrorKind, kind);
    RetryPolicy retries = policy(5);
    QVERIFY(retries.waitAfter(failed(kind)));
    QVERIFY(!retries.waitAfter(failed(kind)));
    QVERIFY(retries.waitAfter(failed(ErrorKind::Server)));
}

void RetryPolicyTest::asksForALoadingModelForTwoMinutes()
{
    RetryPolicy retries = policy();
    std::chrono::milliseconds waited{0};
    while (const auto wait = retries.waitAfter(failed(ErrorKind::ModelLoading)))
        waited += *wait;
    QCOMPARE(waited, 120s);
    QCOMPARE(retries.tries(), 60);
}

void RetryPolicyTest::asksForALoadingModelWithPauses_data()
{
    QTest::addColumn<qint64>("told");
    QTest::newRow("at once") << qint64(0);
    QTest::newRow("a negative wait") << std::numeric_limits<qint64>::min();
}

void RetryPolicyTest::asksForALoadingModelWithPauses()
{
    QFETCH(qint64, told);
    RetryPolicy retries = policy();
    int polls = 0;
    while (retries.waitAfter(failed(ErrorKind::ModelLoading, std::chrono::milliseconds(told))))
        ++polls;
    QCOMPARE(polls, 60);
    QVERIFY(!policy().waitAfter(failed(ErrorKind::Server, -1ms)));
}

void RetryPolicyTest::takesNoTriesForALoadingModel()
{
    RetryPolicy retries = policy(1);
    QVERIFY(retries.waitAfter(failed(ErrorKind::ModelLoading)));
    QVERIFY(retries.waitAfter(failed(ErrorKind::ModelLoading)));
    QVERIFY(retries.waitAfter(failed(ErrorKind::Server)));
    QVERIFY(!retries.waitAfter(failed(ErrorKind::Server)));
    QCOMPARE(retries.tries(), 3);
}

void RetryPolicyTest::neverRepeatsWhatIsHopeless()
{
    for (const ErrorKind kind :
        {ErrorKind::Auth, ErrorKind::Billing, ErrorKind::Quota, ErrorKind::NotFound, ErrorKind::BadRequest,
            ErrorKind::ContextLength, ErrorKind::Cancelled, ErrorKind::Tls, ErrorKind::Truncated})
        QVERIFY(!policy().waitAfter(failed(kind)));
    QVERIFY(!policy().waitAfter({.kind = ErrorKind::Network})); // nothing listens there
}

void RetryPolicyTest::repeatsNothingWhenNobodyWantsIt()
{
    for (const ErrorKind kind : {ErrorKind::Server, ErrorKind::ModelLoading, ErrorKind::Network})
        QVERIFY(!policy(0).waitAfter(failed(kind)));
}

Q_DECLARE_METATYPE(freshet::ErrorKind)

QTEST_GUILESS_MAIN(RetryPolicyTest)
#include "retry_policy_test.moc"
