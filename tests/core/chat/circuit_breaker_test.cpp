// SPDX-License-Identifier: MIT
#include "core/chat/circuit_breaker.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

const CircuitBreaker::Key kUser{"openai", "https://api.openai.com", ""};
const CircuitBreaker::Key kTool{"openai", "https://api.openai.com", "indexer"};

Error failure(ErrorKind kind, int status = 0)
{
    return {.kind = kind, .message = "It failed.", .httpStatus = status, .retryable = true, .detail = "upstream"};
}

} // namespace

class CircuitBreakerTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_now = QDateTime({2026, 11, 28}, {12, 0}, Qt::UTC); }
    void opensAfterFiveFailuresInAMinute();
    void countsWhatFailedLongAgoNoMore();
    void startsOverAfterASuccess();
    void countsOnlyWhatIsTheServersFault_data();
    void countsOnlyWhatIsTheServersFault();
    void letsOneProbeThrough();
    void closesWhenTheProbeSucceeds();
    void opensAgainWhenTheProbeFails();
    void neverWaitsLongerThanHalfAMinute();
    void letsTheNextOneProbeWhenTheProbeWasStopped();
    void isNotMovedByWhatWasAskedBefore();
    void survivesAClockThatIsSetBack();
    void keepsCallersAndServersApart();
    void tellsWhenToTryAgain();

private:
    CircuitBreaker breaker()
    {
        return CircuitBreaker({.clock = [this] { return m_now; }});
    }
    void open(CircuitBreaker &circuits, const CircuitBreaker::Key &key)
    {
        for (int i = 0; i < 5; ++i)
            circuits.failed(key, failure(ErrorKind::Server, 500));
    }
    void pass(std::chrono::milliseconds time) { m_now = m_now.addMSecs(time.count()); }

    QDateTime m_now;
};

void CircuitBreakerTest::opensAfterFiveFailuresInAMinute()
{
    CircuitBreaker circuits = breaker();
    for (int i = 0; i < 4; ++i) {
        circuits.failed(kUser, failure(ErrorKind::Server, 500));
        pass(15s);
    }
    QVERIFY(!circuits.isOpen(kUser) && !circuits.refusal(kUser, "OpenAI"));
    circuits.failed(kUser, failure(ErrorKind::Server, 500)); // 60 s after the first
    QVERIFY(circuits.isOpen(kUser) && circuits.refusal(kUser, "OpenAI"));
}

void CircuitBreakerTest::countsWhatFailedLongAgoNoMore()
{
    CircuitBreaker circuits = breaker();
    for (int i = 0; i < 20; ++i) {
        circuits.failed(kUser, failure(ErrorKind::Server, 500));
        QVERIFY(!circuits.isOpen(kUser));
        pass(15001ms);
    }
}

void CircuitBreakerTest::startsOverAfterASuccess()
{
    CircuitBreaker circuits = breaker();
    for (int i = 0; i < 20; ++i) {
        if (i % 4 == 3)
            circuits.succeeded(kUser);
        circuits.failed(kUser, failure(ErrorKind::Overloaded, 503));
        QVERIFY(!circuits.isOpen(kUser));
    }
}

void CircuitBreakerTest::countsOnlyWhatIsTheServersFault_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<bool>("counts");
    const auto row = [](const char *name, const Error &error, bool counts) { QTest::newRow(name) << error << counts; };
    row("500", failure(ErrorKind::Server, 500), true);
    row("an error in the stream", failure(ErrorKind::Server, 200), true);
    row("503", failure(ErrorKind::Overloaded, 503), true);
    row("504", failure(ErrorKind::Timeout, 504), true);
    row("silence", failure(ErrorKind::Timeout), true);
    row("a broken connection", failure(ErrorKind::Network), true);
    row("nothing listens", Error{.kind = ErrorKind::Network}, false);
    row("streaming refused with 501", Error{.kind = ErrorKind::Server, .httpStatus = 501, .parameter = "stream"},
        false);
    row("a web page at a wrong address", Error{.kind = ErrorKind::Server, .httpStatus = 200}, false);
    row("429", failure(ErrorKind::RateLimited, 429), false);
    row("a bad key", failure(ErrorKind::Auth, 401), false);
    row("a bad request", failure(ErrorKind::BadRequest, 400), false);
    row("a loading model", failure(ErrorKind::ModelLoading, 503), false);
    row("cancelled", failure(ErrorKind::Cancelled), false);
    row("an untrusted certificate", failure(ErrorKind::Tls), false);
}

void CircuitBreakerTest::countsOnlyWhatIsTheServersFault()
{
    QFETCH(Error, error);
    QFETCH(bool, counts);
    CircuitBreaker circuits = breaker();
    for (int i = 0; i < 10; ++i)
        circuits.failed(kUser, error);
    QCOMPARE(circuits.isOpen(kUser), counts);
}

void CircuitBreakerTest::letsOneProbeThrough()
{
    CircuitBreaker circuits = breaker();
    open(circuits, kUser);
    pass(29999ms);
    QVERIFY(circuits.refusal(kUser, "OpenAI"));
    pass(1ms);
    QVERIFY(!circuits.isOpen(kUser));
    QVERIFY(!circuits.refusal(kUser, "OpenAI"));
    QVERIFY(circuits.isOpen(kUser));
    for (int i = 0; i < 100; ++i)
        QVERIFY(circuits.refusal(kUser, "OpenAI"));
}

void CircuitBreakerTest::closesWhenTheProbeSucceeds()
{
    CircuitBreaker circuits = breaker();
    open(circuits, kUser);
    pass(30s);
    QVERIFY(!circuits.refusal(kUser, "OpenAI"));
    circuits.succeeded(kUser);
    QVERIFY(!circuits.refusal(kUser, "OpenAI"));
    circuits.failed(kUser, failure(ErrorKind::Server, 500)); // one is no row
    QVERIFY(!circuits.refusal(kUser, "OpenAI"));
}

void CircuitBreakerTest::opensAgainWhenTheProbeFails()
{
    CircuitBreaker circuits = breaker();
    open(circuits, kUser);
    for (int i = 0; i < 1000; ++i) {
        pass(30s);
        QVERIFY(!circuits.refusal(kUser, "OpenAI"));
        pass(5s);
        circuits.failed(kUser, failure(ErrorKind::Timeout));
        const auto refusal = circuits.refusal(kUser, "OpenAI");
        QVERIFY(refusal);
        QCOMPARE(refusal->retryAfter, 30s);
        QCOMPARE(refusal->kind, ErrorKind::Timeout);
    }
}

void CircuitBreakerTest::neverWaitsLongerThanHalfAMinute()
{
    CircuitBreaker circuits = breaker();
    open(circuits, kUser);
    pass(30s);
    QVERIFY(!circuits.refusal(kUser, "OpenAI")); // a probe that is silent for ever
    pass(30s);
    QVERIFY(!circuits.refusal(kUser, "OpenAI"));
}

void CircuitBreakerTest::letsTheNextOneProbeWhenTheProbeWasStopped()
{
    CircuitBreaker circuits = breaker();
    open(circuits, kUser);
    pass(30s);
    QVERIFY(!circuits.refusal(kUser, "OpenAI"));
    circuits.stopped(kUser);
    QVERIFY(!circuits.refusal(kUser, "OpenAI"));
    QVERIFY(circuits.refusal(kUser, "OpenAI"));
    circuits.stopped({"never", "seen", ""});
}

/// Answers of a silent server may fail many minutes after they were asked for.
void CircuitBreakerTest::isNotMovedByWhatWasAskedBefore()
{
    CircuitBreaker circuits = breaker();
    open(circuits, kUser);
    pass(20s);
    circuits.failed(kUser, failure(ErrorKind::Timeout));
    circuits.stopped(kUser);
    QCOMPARE(circuits.refusal(kUser, "OpenAI")->retryAfter, 10s);
    pass(10s);
    QVERIFY(!circuits.refusal(kUser, "OpenAI")); // the probe
    QVERIFY(circuits.refusal(kUser, "OpenAI"));
}

void CircuitBreakerTest::survivesAClockThatIsSetBack()
{
    CircuitBreaker circuits = breaker();
    open(circuits, kUser);
    m_now = m_now.addYears(-1);
    QVERIFY(!circuits.refusal(kUser, "OpenAI"));
}

void CircuitBreakerTest::keepsCallersAndServersApart()
{
    CircuitBreaker circuits = breaker();
    open(circuits, kTool);
    QVERIFY(circuits.refusal(kTool, "OpenAI"));
    QVERIFY(!circuits.refusal(kUser, "OpenAI"));
    QVERIFY(!circuits.refusal({"openai", "https://proxy.example", "indexer"}, "OpenAI"));
    QVERIFY(!circuits.refusal({"groq", "https://api.openai.com", "indexer"}, "OpenAI"));
}

void CircuitBreakerTest::tellsWhenToTryAgain()
{
    CircuitBreaker circuits = breaker();
    open(circuits, kUser);
    pass(7500ms);
    const Error error = circuits.refusal(kUser, "OpenAI").value();
    QCOMPARE(error.kind, ErrorKind::Server);
    QCOMPARE(error.retryAfter, 22500ms);
    QVERIFY(error.retryable);
    QCOMPARE(error.detail, QString("upstream"));
    QCOMPARE(
        error.message, QString("OpenAI failed 5 times in a row and is left alone for a moment. Try again in 23 s."));
}

QTEST_GUILESS_MAIN(CircuitBreakerTest)
#include "circuit_breaker_test.moc"
