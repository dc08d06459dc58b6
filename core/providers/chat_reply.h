// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/chat_types.h"

#include <QObject>

#include <optional>

namespace freshet {

/// The handle of one running chat request; to chat what QNetworkReply is to HTTP.
///
/// - Never null, and silent until control is back in the event loop: connect after the call, miss nothing.
/// - finished() comes exactly once and last, whether it succeeded, failed or was aborted; the handle does not
///   change after it.
/// - text() is the concatenation of the textAppended() deltas since the last restarted().
/// - Deleting the handle aborts the request. The caller owns it: give it a parent or deleteLater() it.
class ChatReply : public QObject {
    Q_OBJECT

public:
    ~ChatReply() override;

    bool isFinished() const { return m_finished; }
    const QString &text() const { return m_text; } ///< All text so far; kept when an error ends it.
    const QString &reasoning() const { return m_reasoning; }
    const std::optional<Error> &error() const { return m_error; }
    const Usage &usage() const { return m_usage; } ///< Whole when finished.
    FinishReason finishReason() const { return m_finishReason; }
    const QList<ToolCall> &toolCalls() const { return m_toolCalls; }
    Delivery delivery() const { return m_delivery; }
    const ModelRef &servedBy() const { return m_servedBy; } ///< Not the asked-for model after a fallback.
    const QStringList &notes() const { return m_notes; }
    virtual bool isRevealing() const { return false; } ///< The text is there and is only shown bit by bit.

    /// For back-pressure: a paused answer reads no more of its stream (what was read already may still be told), and
    /// no clock but that of the whole exchange runs against the server meanwhile. An answer that is in memory anyway
    /// goes on.
    virtual void setPaused(bool /*paused*/) { }

public slots:
    virtual void abort() = 0; ///< Leads to finished() with ErrorKind::Cancelled; harmless when finished.
    virtual void revealAll() { } ///< Shows the rest of a text that isRevealing() at once; else harmless.

signals:
    void phaseChanged(const freshet::PhaseInfo &phase);
    void textAppended(const QString &delta);
    void reasoningAppended(const QString &delta);
    void restarted(const QString &reason); ///< Another way of asking: forget text and reasoning so far.
    void finished();

protected:
    explicit ChatReply(const ModelRef &model, QObject *parent = nullptr);

    void setPhase(const PhaseInfo &phase); ///< Emits only when it differs from the last one.
    void appendText(const QString &delta);
    void appendReasoning(const QString &delta);
    void restart(const ModelRef &model, const QString &reason);
    void setUsage(const Usage &usage) { m_usage = usage; }
    void setToolCalls(const QList<ToolCall> &calls) { m_toolCalls = calls; }
    void setDelivery(Delivery delivery) { m_delivery = delivery; }
    void addNote(const QString &note) { m_notes << note; }
    void succeed(FinishReason reason);
    void fail(const Error &error);

private:
    void finish();

    QString m_text;
    QString m_reasoning;
    QStringList m_notes;
    QList<ToolCall> m_toolCalls;
    Usage m_usage;
    ModelRef m_servedBy;
    PhaseInfo m_phase;
    std::optional<Error> m_error;
    FinishReason m_finishReason = FinishReason::Unknown;
    Delivery m_delivery = Delivery::Native;
    bool m_hasPhase = false;
    bool m_finished = false;
};

} // namespace freshet
