// SPDX-License-Identifier: MIT
#include "tests/bench/bench_client.h"

#include "core/providers/chat_reply.h"
#include "tests/bench/figures.h"

namespace freshet::bench {

namespace {

void answerNoKey(const ProviderId &, const Origin &, QObject *context, const std::function<void(Result<Secret>)> &done)
{
    QMetaObject::invokeMethod(
        context, [done] { done(Secret()); }, Qt::QueuedConnection);
}

QList<ProviderInfo> benchProvider(const QUrl &server)
{
    return {ProviderInfo{.id = QStringLiteral("bench"),
        .name = QStringLiteral("Bench"),
        .defaultBaseUrl = server.resolved(QUrl(QStringLiteral("/v1")))}};
}

} // namespace

BenchClient::BenchClient(const QUrl &server)
    : m_registry(benchProvider(server), answerNoKey), m_http({}), m_llm(m_http, m_registry, {})
{
}

ChatReply *BenchClient::ask(const QString &model, QObject *parent)
{
    ChatRequest request;
    request.model = {.provider = QStringLiteral("bench"), .model = model};
    request.messages = {ChatMessage{.role = ChatRole::User, .text = QStringLiteral("Go.")}};
    return m_llm.send(request, parent);
}

RawReader::RawReader(const QUrl &server, const QByteArray &model, QObject *parent) : QObject(parent)
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

void collectAges(const QString &text, QList<qint64> &ages)
{
    const qint64 now = monotonicNs();
    const QStringList parts = text.split(u'@');
    for (qsizetype i = 1; i < parts.size(); i += 2)
        ages << now - parts.at(i).toLongLong();
}

QJsonObject sideBySide(const QList<qint64> &ours, const QList<qint64> &raw)
{
    const QJsonObject left = percentiles(ours);
    const QJsonObject right = percentiles(raw);
    const auto added = [&](const char *name) {
        return rounded(left.value(QLatin1String(name)).toDouble() - right.value(QLatin1String(name)).toDouble());
    };
    return {
        {"freshet", left}, {"raw_socket", right}, {"added_p50_ms", added("p50_ms")}, {"added_p99_ms", added("p99_ms")}};
}

} // namespace freshet::bench
