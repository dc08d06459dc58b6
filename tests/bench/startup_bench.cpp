// SPDX-License-Identifier: MIT
#include "tests/bench/startup_bench.h"

#include "tests/bench/figures.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>

namespace freshet::bench {

namespace {

struct Start {
    qint64 firstFrameNs = 0;
    QJsonObject memory;
};

Start startOnce(const QString &program, const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("freshet.startup.debug=true"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    const qint64 begin = monotonicNs();
    process.start(program, arguments);
    QByteArray said;
    while (!said.contains("first frame painted") && process.waitForReadyRead(10'000))
        said += process.readAll();
    Start start{.firstFrameNs = said.contains("first frame painted") ? monotonicNs() - begin : 0};
    QThread::msleep(1000);
    start.memory = memoryOf(process.processId());
    process.kill();
    process.waitForFinished();
    return start;
}

QJsonObject median(QList<Start> starts)
{
    std::sort(
        starts.begin(), starts.end(), [](const Start &a, const Start &b) { return a.firstFrameNs < b.firstFrameNs; });
    const Start &middle = starts.at(starts.size() / 2);
    QJsonObject figures = middle.memory;
    figures.insert(QStringLiteral("first_frame_ms"), rounded(static_cast<double>(middle.firstFrameNs) / 1e6, 1));
    return figures;
}

QHash<QString, qint64> wakeUpsOfThreads(qint64 process)
{
    QHash<QString, qint64> counts;
    const QDir threads(QStringLiteral("/proc/%1/task").arg(process));
    for (const QString &thread : threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile status(threads.filePath(thread + QStringLiteral("/status")));
        if (!status.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("voluntary_ctxt_switches:"))
                counts.insert(thread, line.mid(line.indexOf(':') + 1).trimmed().toLongLong());
        }
    }
    return counts;
}

qint64 wakeUpsInAMinute(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    process.waitForStarted();
    QThread::sleep(30);
    const QHash<QString, qint64> before = wakeUpsOfThreads(process.processId());
    QThread::sleep(60);
    const QHash<QString, qint64> after = wakeUpsOfThreads(process.processId());
    process.kill();
    process.waitForFinished();
    qint64 wakeUps = 0;
    for (auto thread = after.cbegin(); thread != after.cend(); ++thread)
        wakeUps += thread.value() - before.value(thread.key());
    return wakeUps;
}

} // namespace

QJsonObject measureIdle(const QString &freshet, const QString &bare)
{
    const QTemporaryDir profile;
    return {{"freshet_wakeups_a_minute", wakeUpsInAMinute(freshet, {QStringLiteral("--profile"), profile.path()})},
        {"bare_wakeups_a_minute", wakeUpsInAMinute(bare, {})}};
}

QJsonObject measureStartup(const QString &freshet, const QString &bare)
{
    constexpr int kRounds = 9;
    QTemporaryDir profile;
    const QStringList arguments{QStringLiteral("--profile"), profile.path()};
    startOnce(freshet, arguments); // makes the profile and warms the page cache
    startOnce(bare, {});
    QList<Start> ours;
    QList<Start> theirs;
    for (int round = 0; round < kRounds; ++round) {
        ours << startOnce(freshet, arguments);
        theirs << startOnce(bare, {});
    }
    const QJsonObject freshetFigures = median(ours);
    const QJsonObject bareFigures = median(theirs);
    const auto ratio = [&](const char *name) {
        const QString key = QLatin1String(name);
        return rounded(freshetFigures.value(key).toDouble() / bareFigures.value(key).toDouble(), 2);
    };
    return {{"freshet", freshetFigures}, {"bare", bareFigures}, {"ratio_first_frame", ratio("first_frame_ms")},
        {"ratio_rss", ratio("rss_kb")}, {"ratio_pss", ratio("pss_kb")}};
}

} // namespace freshet::bench
