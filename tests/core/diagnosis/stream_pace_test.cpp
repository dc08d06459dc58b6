// SPDX-License-Identifier: MIT
#include "core/diagnosis/stream_pace.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;
using Verdict = StreamPace::Verdict;

class StreamPaceTest : public QObject {
    Q_OBJECT

private slots:
    void judgesByTheTimeBetweenThePieces_data();
    void judgesByTheTimeBetweenThePieces();
};

void StreamPaceTest::judgesByTheTimeBetweenThePieces_data()
{
    QTest::addColumn<int>("pieces");
    QTest::addColumn<int>("microsecondsBetween");
    QTest::addColumn<int>("characters");
    QTest::addColumn<Verdict>("verdict");
    QTest::newRow("nothing") << 0 << 0 << 0 << Verdict::TooShort;
    QTest::newRow("one word") << 1 << 0 << 5 << Verdict::TooShort;
    QTest::newRow("a few words, slowly") << 3 << 100'000 << 15 << Verdict::TooShort;
    QTest::newRow("many words in one piece") << 1 << 0 << 36 << Verdict::AtOnce;
    QTest::newRow("many pieces at once") << 15 << 0 << 36 << Verdict::AtOnce;
    QTest::newRow("many pieces, as fast as they are read") << 15 << 60 << 36 << Verdict::AtOnce;
    QTest::newRow("3,000 tokens a second") << 29 << 333 << 36 << Verdict::Incremental;
    QTest::newRow("two pieces, one long after the other") << 2 << 50'000 << 36 << Verdict::Incremental;
    QTest::newRow("50 tokens a second") << 29 << 20'000 << 36 << Verdict::Incremental;
}

void StreamPaceTest::judgesByTheTimeBetweenThePieces()
{
    QFETCH(int, pieces);
    QFETCH(int, microsecondsBetween);
    QFETCH(int, characters);
    QFETCH(Verdict, verdict);
    QList<std::chrono::microseconds> arrivals;
    for (int piece = 0; piece < pieces; ++piece)
        arrivals << 5s + std::chrono::microseconds(piece * microsecondsBetween);
    const StreamPace pace = streamPace(arrivals, characters);
    QCOMPARE(pace.verdict, verdict);
    QCOMPARE(pace.pieces, pieces);
    if (verdict != Verdict::TooShort)
        QCOMPARE(pace.span.count(), (pieces - 1) * microsecondsBetween / 1000);
}

Q_DECLARE_METATYPE(StreamPace::Verdict)

QTEST_GUILESS_MAIN(StreamPaceTest)
#include "stream_pace_test.moc"
