// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/chat/embedding_batch_policy.h"
#include "core/chat/retry_policy.h"
#include "core/net/http_client.h"

#include <QObject>

namespace freshet {

/// One batch on its way: asks the server, once or again, and reads the answer. Deleting it aborts.
class EmbeddingAttempt : public QObject {
    Q_OBJECT

public:
    EmbeddingAttempt(HttpClient &http, const ProviderConfig &config, const EmbeddingBatch &batch,
        const RetryPolicy &retries, QObject *parent);

    const EmbeddingBatch &batch() const { return m_batch; }
    bool isSent() const { return m_http; }
    void send(const EmbeddingRequest &request, const HttpLimits &limits);

    /// As RetryPolicy::waitAfter() of this batch alone.
    std::optional<std::chrono::milliseconds> waitAfter(const Error &error) { return m_retries.waitAfter(error); }

signals:
    void finished(const freshet::Result<QList<freshet::EmbeddingVector>> &vectors); ///< Once for each send().

private:
    Result<QList<EmbeddingVector>> result() const;

    HttpClient &m_client;
    const ProviderConfig &m_config; // not owned: outlives this
    const EmbeddingBatch m_batch;
    RetryPolicy m_retries;
    HttpReply *m_http = nullptr; // child of this; null while nothing is sent
    QByteArray m_body;
};

} // namespace freshet
