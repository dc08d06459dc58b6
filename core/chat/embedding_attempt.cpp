// SPDX-License-Identifier: MIT
#include "core/chat/embedding_attempt.h"

#include "core/providers/error_classifier.h"

#include <utility>

namespace freshet {

EmbeddingAttempt::EmbeddingAttempt(HttpClient &http, const ProviderConfig &config, const EmbeddingBatch &batch,
    const RetryPolicy &retries, QObject *parent)
    : QObject(parent), m_client(http), m_config(config), m_batch(batch), m_retries(retries)
{
}

void EmbeddingAttempt::send(const EmbeddingRequest &request, const HttpLimits &limits)
{
    m_body.clear();
    m_http = m_client.send(embeddingAdapterFor(m_config)->request(request, m_config), limits, this);
    connect(m_http, &HttpReply::bytesReceived, this, [this](const QByteArray &bytes) { m_body += bytes; });
    connect(m_http, &HttpReply::finished, this, [this] {
        const auto vectors = result();
        m_body.clear();
        std::exchange(m_http, nullptr)->deleteLater();
        emit finished(vectors); // whoever hears it may delete this
    });
}

Result<QList<EmbeddingVector>> EmbeddingAttempt::result() const
{
    HttpResponse response = m_http->response();
    if (response.status >= 400)
        return failure(classifiedError(response, m_config));
    if (m_http->error())
        return failure(*m_http->error());
    response.body = m_body;
    return embeddingAdapterFor(m_config)->vectors(response, m_batch.count, m_config);
}

} // namespace freshet
