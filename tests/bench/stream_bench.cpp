// SPDX-License-Identifier: MIT
#include "tests/bench/stream_bench.h"

#include "core/providers/chat_reply.h"
#include "tests/bench/bench_client.h"
#include "tests/bench/figures.h"
#include "tests/bench/plain_stream.h"

#include <QEventLoop>

namespace freshet::bench {

namespace {

QString modelName(qint64 tokens, int rate) { return QStringLiteral("n=%1,rate=%2").arg(tokens).arg(rate); }

/// Microseconds of CPU for one answer.
double cpuOfOne(BenchClient &client, qint64 tokens)
{
    constexpr int kRate = 5000;
    QObject scope;
    QEventLoop loop;
    ChatReply *reply = client.ask(modelName(tokens, kRate), &scope);
    QObject::connect(reply, &ChatReply::finished, &loop, &QEventLoop::quit);
    const qint64 before = processCpuNs();
    loop.exec();
    return static_cast<double>(processCpuNs() - before) / 1000.0;
}

} // namespace

QJsonObject measureCpuPerToken(const QUrl &server)
{
    BenchClient client(server);
    cpuOfOne(client, 2000); // warm
    return perTokenFigures([&client](qint64 tokens) { return cpuOfOne(client, tokens); });
}

QJsonObject measureLatency(const QUrl &server, int streams, int tokens)
{
    constexpr int kRate = 50;
    BenchClient client(server);
    QObject scope;
    QEventLoop loop;
    QList<qint64> ages;
    int running = streams;
    int failures = 0;
    const QString model = modelName(tokens, kRate);
    for (int i = 0; i < streams; ++i) {
        ChatReply *reply = client.ask(model, &scope);
        QObject::connect(reply, &ChatReply::textAppended, &scope,
            [&ages](const QString &delta) { collectAges(delta.toUtf8(), ages); });
        QObject::connect(reply, &ChatReply::finished, &scope, [reply, &running, &failures, &loop] {
            failures += reply->error() ? 1 : 0;
            if (--running == 0)
                loop.quit();
        });
    }
    PlainStream raw({.url = server}, model.toUtf8(), &scope);
    QObject::connect(&raw, &PlainStream::connected, &raw, &PlainStream::ask);
    const qint64 cpuBefore = processCpuNs();
    const qint64 begin = monotonicNs();
    loop.exec();
    const auto cpu = static_cast<double>(processCpuNs() - cpuBefore);
    QJsonObject figures = sideBySide(ages, raw.ages);
    figures.insert(QStringLiteral("streams"), streams);
    figures.insert(QStringLiteral("failed"), failures);
    figures.insert(QStringLiteral("cpu_share_of_a_core"), rounded(cpu / static_cast<double>(monotonicNs() - begin)));
    return figures;
}

} // namespace freshet::bench
