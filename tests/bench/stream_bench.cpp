// SPDX-License-Identifier: MIT
#include "tests/bench/stream_bench.h"

#include "core/chat/llm_service.h"
#include "core/net/http_client.h"
#include "core/providers/chat_reply.h"
#include "core/providers/provider_registry.h"
#include "tests/bench/figures.h"

#include <QEventLoop>
#include <QTcpSocket>
#include <QTimer>

namespace freshet::bench {

namespace {

/// The real way of a token, without a window.
struct Client {
    explicit Client(const QUrl &server)
        : registry({ProviderInfo {.id = QStringLiteral("bench"), .name = QStringLiteral("Bench"),
                       .defaultBaseUrl = server.resolved(QUrl(QStringLiteral("/v1")))}},
            [](const ProviderId &, const Origin &, QObject *context, const std::function<void(Result<Secret>)> &done) {
                QMetaObject::invokeMethod(context, [done] { done(Secret()); }, Qt::QueuedConnection);
            })
        , http({})
        , llm(http, registry, {})
    {
    }

    ChatReply *ask(const QString &model, QObject *parent)
    {
        ChatRequest request;
        request.model = {.provider = QStringLiteral("bench"), .model = model};
        request.messages = {{.role = ChatRole::User, .text = QStringLiteral("Go.")}};
        return llm.send(request, parent);
    }

    ProviderRegistry registry;
    HttpClient http;
    LlmService llm;
};

void collectAges(const QString &text, QList<qint64> &ages)
{
    const qint64 now = monotonicNs();
    const QStringList parts = text.split(u'@');
    for (qsizetype i = 1; i < parts.size(); i += 2)
        ages << now - parts.at(i).toLongLong();
}

/// Reads the same stream from a plain socket; whole lines only, as any reader must.
class RawReader : public QObject {
public:
    RawReader(const QUrl &server, const QByteArray &model, QObject *parent)
        : QObject(parent)
    {
        m_socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
        const QByteArray body = "{\"model\":\"" + model + "\"}";
        m_socket.write("POST /v1/chat/completions HTTP/1.1\r\nHost: bench\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] {
            while (m_socket.canReadLine())
                collectAges(QString::fromUtf8(m_socket.readLine()), ages);
        });
    }

    QList<qint64> ages;

private:
    QTcpSocket m_socket;
};

QString modelName(qint64 tokens, int rate)
{
    return QStringLiteral("n=%1,rate=%2").arg(tokens).arg(rate);
}

double cpuOfOne(Client &client, qint64 tokens)
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
    Client client(server);
    cpuOfOne(client, 2000); // warm
    QJsonObject figures;
    for (const qint64 tokens : {1000, 10'000, 50'000}) {
        const int rounds = tokens == 1000 ? 10 : 1;
        double cpu = 0;
        for (int round = 0; round < rounds; ++round)
            cpu += cpuOfOne(client, tokens);
        figures.insert(QStringLiteral("us_per_token_%1").arg(tokens), rounded(cpu / static_cast<double>(tokens * rounds), 2));
    }
    figures.insert(QStringLiteral("ratio_50000_to_1000"),
        rounded(figures.value(QStringLiteral("us_per_token_50000")).toDouble()
                / figures.value(QStringLiteral("us_per_token_1000")).toDouble(),
            2));
    return figures;
}

QJsonObject measureLatency(const QUrl &server, int streams, int tokens)
{
    constexpr int kRate = 50;
    Client client(server);
    QObject scope;
    QEventLoop loop;
    QList<qint64> ages;
    int running = streams;
    int failures = 0;
    const QString model = modelName(tokens, kRate);
    for (int i = 0; i < streams; ++i) {
        ChatReply *reply = client.ask(model, &scope);
        QObject::connect(reply, &ChatReply::textAppended, &scope, [&ages](const QString &delta) { collectAges(delta, ages); });
        QObject::connect(reply, &ChatReply::finished, &scope, [reply, &running, &failures, &loop] {
            failures += reply->error() ? 1 : 0;
            if (--running == 0)
                loop.quit();
        });
    }
    RawReader raw(server, model.toUtf8(), &scope);
    const qint64 cpuBefore = processCpuNs();
    const qint64 begin = monotonicNs();
    loop.exec();
    const double cpuShare = static_cast<double>(processCpuNs() - cpuBefore) / static_cast<double>(monotonicNs() - begin);
    const QJsonObject ours = percentiles(ages);
    const QJsonObject theirs = percentiles(raw.ages);
    const auto added = [&](const char *name) {
        return rounded(ours.value(QLatin1String(name)).toDouble() - theirs.value(QLatin1String(name)).toDouble());
    };
    return {{"streams", streams}, {"failed", failures}, {"freshet", ours}, {"raw_socket", theirs},
        {"added_p50_ms", added("p50_ms")}, {"added_p99_ms", added("p99_ms")}, {"cpu_share_of_a_core", rounded(cpuShare)}};
}

} // namespace freshet::bench
