// SPDX-License-Identifier: MIT
#include "core/retrieval/embedding_pace.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

class EmbeddingPaceTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_now = QDateTime({2026, 11, 28}, {12, 0}, Qt::UTC); }
    void waitsLongerAfterEachFailure();
    void waitsAsLongAsTheServerAsks();
    void leavesAServerAloneThatFailsAgainAndAgain();
    void startsOverAfterASuccess();

private:
    EmbeddingPace pace()
    {
        return EmbeddingPace({.inFlight = 3, .clock = [this] { return m_now; }});
    }
    void pass(std::chrono::milliseconds time) { m_now = m_now.addMSecs(time.count()); }

    QDateTime m_now;
};

void EmbeddingPaceTest::waitsLongerAfterEachFailure()
{
    EmbeddingPace pace = this->pace();
    QCOMPARE(pace.pause(), 0ms);
    QCOMPARE(pace.mostInFlight(), 3);
    for (const auto expected : {1000ms, 2000ms, 4000ms, 8000ms}) {
        pace.failed({.kind = ErrorKind::Server});
        QCOMPARE(pace.pause(), expected);
        QCOMPARE(pace.mostInFlight(), 1);
        QVERIFY(!pace.isOpen());
        pass(expected - 1ms);
        QCOMPARE(pace.pause(), 1ms);
        pass(1ms);
        QCOMPARE(pace.pause(), 0ms);
    }
}

void EmbeddingPaceTest::waitsAsLongAsTheServerAsks()
{
    EmbeddingPace pace = this->pace();
    pace.failed({.kind = ErrorKind::RateLimited, .retryAfter = 90s});
    QCOMPARE(pace.pause(), 90s);
    pass(90s);
    pace.failed({.kind = ErrorKind::RateLimited, .retryAfter = 10ms});
    QCOMPARE(pace.pause(), 2s); // not sooner than by itself
}

void EmbeddingPaceTest::leavesAServerAloneThatFailsAgainAndAgain()
{
    EmbeddingPace pace = this->pace();
    for (int i = 0; i < 5; ++i)
        pace.failed({.kind = ErrorKind::Network});
    QVERIFY(pace.isOpen());
    QCOMPARE(pace.pause(), 30s);
    pass(30s);
    QCOMPARE(pace.pause(), 0ms); // one thing may be asked
    QCOMPARE(pace.mostInFlight(), 1);
    for (int i = 0; i < 50; ++i)
        pace.failed({.kind = ErrorKind::Network});
    QCOMPARE(pace.pause(), 30s);
}

void EmbeddingPaceTest::startsOverAfterASuccess()
{
    EmbeddingPace pace = this->pace();
    for (int i = 0; i < 7; ++i)
        pace.failed({.kind = ErrorKind::Server});
    pace.succeeded();
    QVERIFY(!pace.isOpen());
    QCOMPARE(pace.pause(), 0ms);
    QCOMPARE(pace.mostInFlight(), 3);
    pace.failed({.kind = ErrorKind::Server});
    QCOMPARE(pace.pause(), 1s);
}

QTEST_GUILESS_MAIN(EmbeddingPaceTest)
#include "embedding_pace_test.moc"
