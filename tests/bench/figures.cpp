// SPDX-License-Identifier: MIT
#include "tests/bench/figures.h"

#include <QFile>

#include <algorithm>
#include <cmath>
#include <limits>
#include <time.h>

namespace freshet::bench {

namespace {

qint64 readClock(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

} // namespace

qint64 monotonicNs() { return readClock(CLOCK_MONOTONIC); }

qint64 threadCpuNs() { return readClock(CLOCK_THREAD_CPUTIME_ID); }

qint64 processCpuNs() { return readClock(CLOCK_PROCESS_CPUTIME_ID); }

double bestCpuUs(int rounds, const std::function<void()> &run)
{
    qint64 best = std::numeric_limits<qint64>::max();
    for (int round = 0; round < rounds; ++round) {
        const qint64 before = processCpuNs();
        run();
        best = std::min(best, processCpuNs() - before);
    }
    return static_cast<double>(best) / 1000.0;
}

double rounded(double value, int digits)
{
    const double scale = std::pow(10.0, digits);
    return std::round(value * scale) / scale;
}

QJsonObject percentiles(QList<qint64> ns)
{
    if (ns.isEmpty())
        return {{"count", 0}};
    std::sort(ns.begin(), ns.end());
    const auto at = [&ns](double share) {
        const auto index = static_cast<qsizetype>(share * static_cast<double>(ns.size() - 1));
        return rounded(static_cast<double>(ns.at(index)) / 1e6);
    };
    return {{"p50_ms", at(0.5)}, {"p95_ms", at(0.95)}, {"p99_ms", at(0.99)}, {"max_ms", at(1)}, {"count", ns.size()}};
}

QJsonObject perTokenFigures(const std::function<double(qint64 tokens)> &cpuOf)
{
    QJsonObject figures;
    for (const qint64 tokens : {1000, 10'000, 50'000}) {
        const int rounds = tokens == 1000 ? 10 : 1; // a short one alone says little
        double cpu = 0;
        for (int round = 0; round < rounds; ++round)
            cpu += cpuOf(tokens);
        figures.insert(
            QStringLiteral("us_per_token_%1").arg(tokens), rounded(cpu / static_cast<double>(tokens * rounds), 2));
    }
    const double ratio = figures.value(QStringLiteral("us_per_token_50000")).toDouble()
        / figures.value(QStringLiteral("us_per_token_1000")).toDouble();
    figures.insert(QStringLiteral("ratio_50000_to_1000"), rounded(ratio, 2));
    return figures;
}

QJsonObject memoryOf(qint64 pid)
{
    QJsonObject memory;
    const auto take = [&](const char *fileName, std::initializer_list<std::pair<const char *, const char *>> fields) {
        QFile file(QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1String(fileName)));
        if (!file.open(QIODevice::ReadOnly))
            return;
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            for (const auto &[field, name] : fields) {
                if (line.startsWith(field))
                    memory.insert(QLatin1String(name), line.simplified().split(' ').value(1).toInt());
            }
        }
    };
    take("status", {{"VmRSS:", "rss_kb"}, {"RssAnon:", "anonymous_kb"}});
    take("smaps_rollup", {{"Pss:", "pss_kb"}}); // only root may read it of a release build
    return memory;
}

} // namespace freshet::bench
