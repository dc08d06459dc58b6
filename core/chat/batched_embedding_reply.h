// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/chat/embedding_batch_policy.h"
#include "core/chat/embedding_service.h"
#include "core/domain/provider_info.h"
#include "core/providers/embedding_reply.h"

#include <QTimer>

namespace freshet {

class EmbeddingAttempt;

/// EmbeddingService's handle: all texts, in as many requests as it takes.
class BatchedEmbeddingReply : public EmbeddingReply {
    Q_OBJECT

public:
    /// @p request names its model. All references must outlive the handle.
    BatchedEmbeddingReply(HttpClient &http, const ProviderRegistry &providers, const EmbeddingRequest &request,
        const EmbeddingService::Options &options, QObject *parent);
    ~BatchedEmbeddingReply() override;

    void abort() override;

private:
    Status checkRequest() const;
    void onResolved(const Result<ProviderConfig> &config);
    void sendMore();
    void send(EmbeddingAttempt *attempt);
    void onAttemptFinished(EmbeddingAttempt *attempt, const Result<QList<EmbeddingVector>> &vectors);
    Status take(const EmbeddingBatch &batch, const QList<EmbeddingVector> &vectors);
    void onAttemptFailed(EmbeddingAttempt *attempt, const Error &error);
    void drop(EmbeddingAttempt *attempt);
    Error tooLong(qsizetype text, Error error = {}) const;
    Error explained(Error error) const;
    void giveUp(const Error &error);

    HttpClient &m_http;
    const ProviderRegistry &m_providers;
    const EmbeddingService::Options m_options;
    const EmbeddingRequest m_request;
    ProviderConfig m_config;
    std::optional<EmbeddingBatchPolicy> m_batches; ///< Not before the provider is resolved.
    QList<EmbeddingAttempt *> m_attempts; // children of this; under way, or waiting to be sent again
    QTimer m_wait; ///< While it runs nothing is sent: a server that wants a pause wants it from all.
    QList<EmbeddingVector> m_vectors;
    qsizetype m_done = 0; ///< Texts.
    qsizetype m_dimensions = 0; ///< Of those that are done.
};

} // namespace freshet
