// SPDX-License-Identifier: MIT
#include "tests/bench/quit_bench.h"

#include "tests/app/quit_lane.h"
#include "tests/bench/figures.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cstdio>

namespace freshet::bench {

namespace {

constexpr int kQuits = 200;
constexpr std::chrono::milliseconds kMostPatience{60'000};

double milliseconds(std::chrono::nanoseconds time) { return static_cast<double>(time.count()) / 1e6; }

QJsonObject summary(QList<double> times)
{
    if (times.isEmpty())
        return {};
    std::sort(times.begin(), times.end());
    return {{QStringLiteral("quits"), times.size()}, {QStringLiteral("p50_ms"), rounded(times.at(times.size() / 2), 1)},
        {QStringLiteral("p99_ms"), rounded(times.at(times.size() * 99 / 100), 1)},
        {QStringLiteral("most_ms"), rounded(times.last(), 1)}};
}

} // namespace

QJsonObject measureQuit()
{
    test::QuitLane lane; // one: what is measured should have the machine
    QList<double> windows;
    QList<double> processes;
    int wrong = 0;
    for (quint32 seed = 0; seed < kQuits; ++seed) {
        QRandomGenerator random(seed);
        lane.start(test::randomQuit(random));
        if (!QTest::qWaitFor([&lane] { return lane.isOver(); }, static_cast<int>(kMostPatience.count())))
            break;
        const QStringList problems = lane.problems();
        wrong += problems.isEmpty() ? 0 : 1;
        for (const QString &problem : problems)
            std::fprintf(stderr, "bench: quit %u: %s\n", seed, qPrintable(problem));
        if (lane.times().windowGone)
            windows << milliseconds(*lane.times().windowGone);
        if (lane.wasShown())
            processes << milliseconds(lane.times().processGone);
    }
    return {{QStringLiteral("window_gone"), summary(windows)}, {QStringLiteral("process_gone"), summary(processes)},
        {QStringLiteral("wrong"), wrong}};
}

} // namespace freshet::bench
