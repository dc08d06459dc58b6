// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/embedding_types.h"

#include <QObject>

#include <chrono>
#include <optional>

namespace freshet {

/// The handle of texts that are being turned into vectors; what ChatReply is to an answer.
///
/// - Never null, and silent until control is back in the event loop.
/// - finished() comes exactly once and last, whether it succeeded, failed or was aborted; the handle does not change
///   after it.
/// - Deleting the handle aborts the requests. The caller owns it: give it a parent or deleteLater() it.
class EmbeddingReply : public QObject {
    Q_OBJECT

public:
    ~EmbeddingReply() override;

    bool isFinished() const { return m_finished; }
    const std::optional<Error> &error() const { return m_error; }
    const ModelRef &model() const { return m_model; } ///< The one that is asked.

    /// One a text, in the texts' order, all of one length, each normalised. Empty unless it succeeded.
    const QList<EmbeddingVector> &vectors() const { return m_vectors; }

public slots:
    virtual void abort() = 0; ///< Leads to finished() with ErrorKind::Cancelled; harmless when finished.

signals:
    void progressed(qsizetype done, qsizetype total); ///< Texts.
    void waiting(std::chrono::milliseconds wait, const QString &reason); ///< Before a request is tried again.
    void finished();

protected:
    explicit EmbeddingReply(const ModelRef &model, QObject *parent = nullptr);

    void progress(qsizetype done, qsizetype total);
    void tellWait(std::chrono::milliseconds wait, const QString &reason);
    void succeed(const QList<EmbeddingVector> &vectors);
    void fail(const Error &error);

private:
    void finish();

    const ModelRef m_model;
    QList<EmbeddingVector> m_vectors;
    std::optional<Error> m_error;
    bool m_finished = false;
};

} // namespace freshet
