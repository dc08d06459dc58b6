// SPDX-License-Identifier: MIT
#include "tests/app/quit_lane.h"

#include <QRandomGenerator>
#include <QtTest>

#include <array>

using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

constexpr int kQuits = 200;

}

/// The window's program is quit at any moment, in any way, whatever it is doing: it ends by itself, nothing that was
/// seen or written is lost, and the next start finds everything as it should be.
///
/// What it takes is measured by `freshet_bench --quit`; here is only a limit for what hangs.
class QuitTest : public QObject {
    Q_OBJECT

private slots:
    void takesNoQuitForAFailedStart();
    void losesNothingWhenTheDisplayGoes();
    void quitsAtAnyMoment_data();
    void quitsAtAnyMoment();

private:
    std::array<QuitLane, 2> m_lanes; ///< Side by side: two cores.
};

/// Three starts that came to nothing in a row would put the settings aside.
void QuitTest::takesNoQuitForAFailedStart()
{
    QuitLane lane;
    for (int start = 0; start < 4; ++start) {
        lane.start({.afterReports = 1, .atFile = "window.starts"}); // at the window, should the file not be noticed
        QTRY_VERIFY_WITH_TIMEOUT(lane.isOver(), 30'000);
        QVERIFY2(lane.problems().isEmpty(), qPrintable(lane.problems().join('\n')));
        QVERIFY(!QFile::exists(lane.profile() + "/window.starts"));
    }
}

void QuitTest::losesNothingWhenTheDisplayGoes()
{
    QuitLane lane;
    for (const int afterReports : {1, 3, 40, 120}) {
        lane.start({.how = Quit::How::KillDisplay, .afterReports = afterReports, .servers = {"stream", "silent"}});
        QTRY_VERIFY_WITH_TIMEOUT(lane.isOver(), 30'000);
        QVERIFY2(lane.problems().isEmpty(), qPrintable(lane.problems().join('\n')));
    }
    lane.start({.afterReports = 5, .servers = {"stream"}}); // which removes what the others left
    QTRY_VERIFY_WITH_TIMEOUT(lane.isOver(), 30'000);
    QVERIFY2(lane.problems().isEmpty(), qPrintable(lane.problems().join('\n')));
}

void QuitTest::quitsAtAnyMoment_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 0; seed < kQuits / 2; ++seed) // two each
        QTest::addRow("%u", seed) << seed;
}

void QuitTest::quitsAtAnyMoment()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    for (QuitLane &lane : m_lanes)
        lane.start(randomQuit(random));
    for (QuitLane &lane : m_lanes)
        QTRY_VERIFY_WITH_TIMEOUT(lane.isOver(), 30'000);
    for (const QuitLane &lane : m_lanes)
        QVERIFY2(lane.problems().isEmpty(), qPrintable(lane.problems().join('\n')));
}

QTEST_GUILESS_MAIN(QuitTest)
#include "quit_test.moc"
