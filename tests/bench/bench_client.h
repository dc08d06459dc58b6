// SPDX-License-Identifier: MIT
#pragma once

#include "core/chat/llm_service.h"
#include "core/net/http_client.h"
#include "core/providers/provider_registry.h"

#include <QByteArrayView>
#include <QJsonObject>
#include <QList>
#include <QUrl>

namespace freshet {
class ChatReply;
}

namespace freshet::bench {

/// The real way of a token from the socket to a ChatReply, set up for the fake server.
class BenchClient {
public:
    explicit BenchClient(const QUrl &server);

    /// @p model as TokenServer takes it. @p parent owns the handle.
    ChatReply *ask(const QString &model, QObject *parent);

private:
    ProviderRegistry m_registry;
    HttpClient m_http;
    LlmService m_llm;
};

/// Appends the age of each "@NANOSECONDS@" in @p text.
void collectAges(QByteArrayView text, QList<qint64> &ages);

/// Both sides and what the first adds: {"freshet":…,"raw_socket":…,"added_p50_ms":…,"added_p99_ms":…}.
QJsonObject sideBySide(const QList<qint64> &ours, const QList<qint64> &raw);

} // namespace freshet::bench
