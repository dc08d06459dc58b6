// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QList>

#include <functional>

namespace freshet::bench {

/// Nanoseconds of CLOCK_MONOTONIC: comparable between the processes of one machine.
qint64 monotonicNs();

/// CPU time that the calling thread has used, in nanoseconds.
qint64 threadCpuNs();

/// CPU time that all threads of this process have used, in nanoseconds.
qint64 processCpuNs();

/// Microseconds of CPU that @p run takes, the best of a few: what disturbs a run only adds to it.
double bestCpuUs(int rounds, const std::function<void()> &run);

/// {"p50_ms":…,"p95_ms":…,"p99_ms":…,"max_ms":…,"count":…} in milliseconds; sorts @p ns.
QJsonObject percentiles(QList<qint64> ns);

/// Resident and proportional memory of a process in kB, from /proc.
QJsonObject memoryOf(qint64 pid);

/// Runs @p cpuOf (tokens → microseconds) for 1,000, 10,000 and 50,000 tokens: cost a token of each, and their ratio.
QJsonObject perTokenFigures(const std::function<double(qint64 tokens)> &cpuOf);

double rounded(double value, int digits = 3);

} // namespace freshet::bench
