// SPDX-License-Identifier: MIT
#include "tests/bench/endpoint_bench.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "tests/bench/bench_client.h"
#include "tests/bench/figures.h"
#include "tests/bench/pixel_bench.h"
#include "tests/bench/plain_stream.h"
#include "tests/bench/program_rig.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <cmath>
#include <memory>
#include <unistd.h>
#include <utility>
#include <vector>

namespace freshet::bench {

namespace {

const ProviderId kServer = QStringLiteral("openai-compatible");

/// `freshet serve` with the counterpart as its provider, and limits that let 256 streams through.
class Served {
public:
    Served(const QString &freshet, const QUrl &server)
    {
        {
            SettingsStore settings(m_profile.filePath(QStringLiteral("settings.ini")));
            settings.set(keys::baseUrl(kServer), server.resolved(QUrl(QStringLiteral("/v1"))).toString());
            settings.set(keys::serverConnections, 256);
            settings.set(keys::serverQueries, 256);
            settings.set(keys::automaticRefresh, false);
        }
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(freshet,
            {QStringLiteral("--profile"), m_profile.path(), QStringLiteral("serve"), QStringLiteral("--port"),
                QStringLiteral("0"), QStringLiteral("--json")});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(30'000)) { }
        const QJsonObject serving = QJsonDocument::fromJson(m_process.readLine()).object();
        m_url = QUrl(serving.value(QLatin1String("url")).toString());
        QFile token(serving.value(QLatin1String("token_file")).toString());
        if (!token.open(QFile::ReadOnly))
            qFatal("freshet serve did not start");
        m_token = token.readAll().trimmed();
    }
    ~Served()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }

    PlainStream::Target target(PlainStream::Way way) const { return {m_url, way, m_token}; }
    QJsonObject memory() const { return memoryOf(m_process.processId()); }

    double cpuSeconds() const
    {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(m_process.processId()));
        if (!stat.open(QFile::ReadOnly))
            return 0;
        const QByteArray line = stat.readAll();
        const QList<QByteArray> fields = line.sliced(line.lastIndexOf(')') + 2).split(' ');
        const double ticks = fields.value(11).toDouble() + fields.value(12).toDouble(); // of user and kernel
        return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
    }

private:
    QTemporaryDir m_profile;
    QProcess m_process;
    QUrl m_url;
    QByteArray m_token;
};

struct Round {
    QList<qint64> firsts;
    QList<qint64> ages;
    int failed = 0;
    double seconds = 0;
};

/// As many streams at once, all connected before the first is asked.
Round run(const PlainStream::Target &target, int streams, qint64 tokens, int rate)
{
    const QByteArray model = "n=" + QByteArray::number(tokens) + ",rate=" + QByteArray::number(rate);
    QObject scope;
    QEventLoop loop;
    QList<PlainStream *> all;
    int connecting = streams;
    int running = streams;
    for (int i = 0; i < streams; ++i) {
        auto *const stream = new PlainStream(target, model, &scope);
        all << stream;
        QObject::connect(stream, &PlainStream::connected, &loop, [&] {
            if (--connecting == 0)
                loop.quit();
        });
        QObject::connect(stream, &PlainStream::ended, &loop, [&] {
            if (--running == 0)
                loop.quit();
        });
    }
    loop.exec();
    const qint64 begin = monotonicNs();
    for (PlainStream *stream : std::as_const(all))
        stream->ask();
    loop.exec();
    Round round{.seconds = static_cast<double>(monotonicNs() - begin) / 1e9};
    for (const PlainStream *stream : std::as_const(all)) {
        round.firsts << stream->firstNs;
        round.ages << stream->ages;
        round.failed += stream->ages.size() == tokens ? 0 : 1;
    }
    return round;
}

/// As run(), by nothing but Qt's network access: what a client in Qt cannot be faster than.
QList<qint64> firstsOfPlainQt(const QUrl &server, int streams)
{
    constexpr int kPerManager = 6; // Qt opens no more connections to one server
    std::vector<std::unique_ptr<QNetworkAccessManager>> managers;
    QNetworkRequest request(server.resolved(QUrl(QStringLiteral("/v1/chat/completions"))));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    QEventLoop loop;
    QList<qint64> firsts;
    int running = streams;
    const qint64 begin = monotonicNs();
    for (int i = 0; i < streams; ++i) {
        if (i % kPerManager == 0)
            managers.push_back(std::make_unique<QNetworkAccessManager>());
        QNetworkReply *const reply = managers.back()->post(request, R"({"model":"n=2,rate=50"})");
        QObject::connect(reply, &QNetworkReply::readyRead, &loop, [&firsts, begin, reply, isFirst = true]() mutable {
            if (reply->readAll().contains('@') && std::exchange(isFirst, false))
                firsts << monotonicNs() - begin;
        });
        QObject::connect(reply, &QNetworkReply::finished, &loop, [&] {
            if (--running == 0)
                loop.quit();
        });
    }
    loop.exec();
    return firsts;
}

/// One after the other, so that even one stream has a median.
QList<qint64> firstsOfOne(const PlainStream::Target &target)
{
    QList<qint64> firsts;
    for (int i = 0; i < 50; ++i)
        firsts << run(target, 1, 2, 500).firsts;
    return firsts;
}

QJsonObject pacedFigures(
    const Served &served, const PlainStream::Target &through, const PlainStream::Target &direct, int streams)
{
    const Round plain = run(direct, streams, 500, 50);
    const double before = served.cpuSeconds();
    const Round ours = run(through, streams, 500, 50);
    const double cpu = served.cpuSeconds() - before;
    const bool isOne = streams == 1;
    return {{"first_token",
                sideBySide(isOne ? firstsOfOne(through) : ours.firsts, isOne ? firstsOfOne(direct) : plain.firsts)},
        {"token", sideBySide(ours.ages, plain.ages)}, {"failed", ours.failed + plain.failed},
        {"cpu_share_of_a_core", rounded(cpu / ours.seconds)}, {"memory", served.memory()}};
}

QJsonObject fullSpeedFigures(
    const Served &served, const PlainStream::Target &through, const PlainStream::Target &direct)
{
    constexpr qint64 kTokens = 200'000;
    const auto perSecond = [](double seconds) { return std::round(double(kTokens) / seconds); };
    const Round plain = run(direct, 1, kTokens, 0);
    const double before = served.cpuSeconds();
    const Round ours = run(through, 1, kTokens, 0);
    const double cpu = served.cpuSeconds() - before;
    return {{"tokens_a_second", perSecond(ours.seconds)}, {"direct_tokens_a_second", perSecond(plain.seconds)},
        {"tokens_a_cpu_second", perSecond(cpu)}, {"failed", ours.failed + plain.failed}, {"memory", served.memory()}};
}

} // namespace

QJsonObject measureEndpoint(const QString &freshet, const QUrl &server)
{
    using Way = PlainStream::Way;
    const Served served(freshet, server);
    const PlainStream::Target direct{.url = server};
    const PlainStream::Target socket = served.target(Way::WebSocket);
    run(socket, 1, 50, 500); // warm
    return {{"websocket_1_stream", pacedFigures(served, socket, direct, 1)},
        {"plain_qt_100_streams", QJsonObject{{"first_token", percentiles(firstsOfPlainQt(server, 100))}}},
        {"websocket_100_streams", pacedFigures(served, socket, direct, 100)},
        {"http_100_streams", pacedFigures(served, served.target(Way::Sse), direct, 100)},
        {"websocket_full_speed", fullSpeedFigures(served, socket, direct)},
        {"http_full_speed", fullSpeedFigures(served, served.target(Way::Sse), direct)}};
}

QJsonObject measureWindowWhileServing(const QUrl &server)
{
    ProgramRig rig({{.id = kServer,
        .name = QStringLiteral("Bench"),
        .defaultBaseUrl = server.resolved(QUrl(QStringLiteral("/v1")))}});
    rig.settings.set(keys::serverPort, 0);
    rig.settings.set(keys::serverConnections, 256);
    rig.settings.set(keys::serverQueries, 256);
    const auto token = rig.endpoint.tokens().create(QStringLiteral("bench"), allTokenScopes());
    if (!token || !rig.endpoint.start())
        qFatal("the endpoint does not start");
    const PlainStream::Target target{rig.endpoint.url(), PlainStream::Way::WebSocket, token->secret.reveal()};
    Round tools;
    const std::unique_ptr<QThread> others(QThread::create([&] { tools = run(target, 100, 600, 50); }));
    QEventLoop loop;
    QObject::connect(others.get(), &QThread::finished, &loop, &QEventLoop::quit);
    others->start();
    QJsonObject figures = measureLatencyToPixel(server);
    if (!others->isFinished())
        loop.exec();
    figures.insert(QStringLiteral("tools"), QJsonObject{{"token", percentiles(tools.ages)}, {"failed", tools.failed}});
    return figures;
}

QJsonObject soakEndpoint(const QString &freshet, const QUrl &server, int seconds)
{
    constexpr int kStreams = 200;
    const Served served(freshet, server);
    QJsonArray memory;
    Round all;
    const double before = served.cpuSeconds();
    const qint64 begin = monotonicNs();
    do {
        const Round round = run(served.target(PlainStream::Way::WebSocket), kStreams, 500, 50);
        all.ages << round.ages;
        all.failed += round.failed;
        all.seconds = static_cast<double>(monotonicNs() - begin) / 1e9;
        memory.append(served.memory());
    } while (all.seconds < seconds);
    return {{"streams", kStreams}, {"seconds", rounded(all.seconds)}, {"failed", all.failed},
        {"token", percentiles(all.ages)}, {"cpu_s", rounded(served.cpuSeconds() - before)}, {"memory", memory}};
}

} // namespace freshet::bench
