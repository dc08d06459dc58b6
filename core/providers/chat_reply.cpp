// SPDX-License-Identifier: MIT
#include "core/providers/chat_reply.h"

namespace freshet {

ChatReply::ChatReply(const ModelRef &model, QObject *parent) : QObject(parent), m_servedBy(model) { }

ChatReply::~ChatReply() = default;

void ChatReply::setPhase(const PhaseInfo &phase)
{
    if (m_finished || (m_hasPhase && phase == m_phase))
        return;
    m_hasPhase = true;
    m_phase = phase;
    emit phaseChanged(phase);
}

void ChatReply::appendText(const QString &delta)
{
    if (m_finished || delta.isEmpty())
        return;
    m_text += delta;
    emit textAppended(delta);
}

void ChatReply::appendReasoning(const QString &delta)
{
    if (m_finished || delta.isEmpty())
        return;
    m_reasoning += delta;
    emit reasoningAppended(delta);
}

void ChatReply::restart(const ModelRef &model, const QString &reason)
{
    if (m_finished)
        return;
    m_text.clear();
    m_reasoning.clear();
    m_toolCalls.clear();
    m_usage = {};
    m_servedBy = model;
    emit restarted(reason);
}

void ChatReply::succeed(FinishReason reason)
{
    if (!m_finished)
        m_finishReason = reason;
    finish();
}

void ChatReply::fail(const Error &error)
{
    if (!m_finished) {
        m_error = error;
        if (error.kind == ErrorKind::Cancelled)
            m_finishReason = FinishReason::Cancelled;
    }
    finish();
}

void ChatReply::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    QMetaObject::invokeMethod(this, &ChatReply::finished, Qt::QueuedConnection);
}

} // namespace freshet
