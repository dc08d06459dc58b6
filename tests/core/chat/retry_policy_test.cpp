// SPDX-License-Identifier: MIT
#include "core/chat/retry_policy.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <cmath>
#include <limits>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

RetryPolicy policy(int retries = 2, double jitter = 1)
{
    return RetryPolicy({.retries = retries, .jitter = [jitter] { return jitter; }});
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
    void spreadsTheWaitsEvenly_data();
    void spreadsTheWaitsEvenly();
    void repeatsWhatTheServerCallsWorthIt();
    void repeatsAnInternalErrorAsOftenAsToldAlone();
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
    QCOMPARE(waits, (QList<qint64>{1000, 2000, 4000, 8000, 16000, 30000, 30000}));
    QCOMPARE(retries.tries(), 7); // one more would be beyond two minutes
}

void RetryPolicyTest::spreadsTheWaitByJitter()
{
    QCOMPARE(policy(2, 0).waitAfter(failed(ErrorKind::Overloaded)), 0ms);
    QCOMPARE(policy(2, 0.5).waitAfter(failed(ErrorKind::Overloaded)), 500ms);
}

void RetryPolicyTest::spreadsTheWaitsEvenly_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<qint64>("most");
    QTest::newRow("the first wait") << 1 << qint64(1000);
    QTest::newRow("the second wait") << 2 << qint64(2000);
    QTest::newRow("the longest wait") << 7 << qint64(30'000);
}

/// Full jitter: every tenth of the range gets its share, none of it is left out.
void RetryPolicyTest::spreadsTheWaitsEvenly()
{
    QFETCH(int, failures);
    QFETCH(qint64, most);
    constexpr int kDraws = 20'000;
    QRandomGenerator random(4711);
    double draw = 0; // only the last wait is drawn: the earlier ones would use up the two minutes
    std::array<int, 10> tenths{};
    for (int i = 0; i < kDraws; ++i) {
        RetryPolicy retries({.retries = 9, .jitter = [&draw] { return draw; }});
        draw = 0;
        for (int failure = 1; failure < failures; ++failure)
            QVERIFY(retries.waitAfter(failed(ErrorKind::Server)));
        draw = random.generateDouble();
        const auto wait = retries.waitAfter(failed(ErrorKind::Server));
        QVERIFY(wait && wait->count() >= 0 && wait->count() <= most);
        ++tenths.at(static_cast<size_t>(std::min<qint64>(9, wait->count() * 10 / most)));
    }
    for (const int count : tenths)
        QVERIFY2(std::abs(count - kDraws / 10) < kDraws / 100, qPrintable(QString::number(count))); // 4.7 sigma
}

void RetryPolicyTest::repeatsWhatTheServerCallsWorthIt()
{
    RetryPolicy retries = policy();
    const Error conflict{.kind = ErrorKind::BadRequest, .httpStatus = 409, .retryable = true};
    QVERIFY(retries.waitAfter(conflict));
    QVERIFY(retries.waitAfter(conflict));
    QVERIFY(!retries.waitAfter(conflict));
    QVERIFY(!policy().waitAfter({.kind = ErrorKind::BadRequest, .httpStatus = 409})); // x-should-retry: false
}

void RetryPolicyTest::repeatsAnInternalErrorAsOftenAsToldAlone()
{
    RetryPolicy retries({.retries = 3, .serverErrors = 1});
    QVERIFY(retries.waitAfter(failed(ErrorKind::Server)));
    QVERIFY(!retries.waitAfter(failed(ErrorKind::Server)));
    QVERIFY(retries.waitAfter(failed(ErrorKind::Overloaded)));
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
