// SPDX-License-Identifier: MIT
#include "core/providers/embedding_reply.h"

namespace freshet {

EmbeddingReply::EmbeddingReply(const ModelRef &model, QObject *parent) : QObject(parent), m_model(model) { }

EmbeddingReply::~EmbeddingReply() = default;

void EmbeddingReply::progress(qsizetype done, qsizetype total)
{
    if (!m_finished)
        emit progressed(done, total);
}

void EmbeddingReply::tellWait(std::chrono::milliseconds wait, const QString &reason)
{
    if (!m_finished)
        emit waiting(wait, reason);
}

void EmbeddingReply::succeed(const QList<EmbeddingVector> &vectors)
{
    if (!m_finished)
        m_vectors = vectors;
    finish();
}

void EmbeddingReply::fail(const Error &error)
{
    if (!m_finished)
        m_error = error;
    finish();
}

void EmbeddingReply::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    QMetaObject::invokeMethod(this, &EmbeddingReply::finished, Qt::QueuedConnection);
}

} // namespace freshet
