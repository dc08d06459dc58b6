// SPDX-License-Identifier: MIT
#include "tests/bench/bench_client.h"

#include "core/providers/chat_reply.h"
#include "tests/bench/figures.h"

#include <algorithm>
#include <charconv>

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

void collectAges(QByteArrayView text, QList<qint64> &ages)
{
    const qint64 now = monotonicNs();
    const char *const end = text.data() + text.size();
    const char *at = text.data();
    for (;;) {
        const char *const begin = std::find(at, end, '@');
        const char *const close = begin == end ? end : std::find(begin + 1, end, '@');
        if (close == end)
            return;
        qint64 written = 0;
        std::from_chars(begin + 1, close, written);
        ages << now - written;
        at = close + 1;
    }
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
