// SPDX-License-Identifier: MIT
#include "core/server/tool_query.h"

#include "core/query/prompt_builder.h"
#include "core/query/query_reply.h"
#include "core/query/query_service.h"
#include "core/server/query_protocol.h"
#include "core/server/tool_request.h"

#include <QPointer>

#include <utility>

namespace freshet {

ToolQuery::ToolQuery(const Ask &ask, const QString &streamId, const QDateTime &now, QObject *parent)
    : QObject(parent), m_ask(ask), m_streamId(streamId), m_startedAt(now), m_model(ask.request.model)
{
    m_grace.setSingleShot(true);
    m_grace.setInterval(kGrace);
    connect(&m_grace, &QTimer::timeout, this, &ToolQuery::cancel);
}

ToolQuery::~ToolQuery() = default;

void ToolQuery::run(QueryService &queries)
{
    m_state = State::Running;
    QueryRequest request = m_ask.request;
    request.caller = m_ask.caller.name;
    m_reply = queries.ask(request, this);
    m_reply->setPaused(m_isPaused);
    connectReply();
}

void ToolQuery::connectReply()
{
    connect(m_reply, &QueryReply::accepted, this, [this](const ModelRef &model, bool withRetrieval) {
        m_model = model;
        say(protocol::accepted(m_streamId, model, withRetrieval));
        emit accepted();
    });
    connect(m_reply, &QueryReply::phaseChanged, this, [this](const PhaseInfo &info) { say(protocol::phase(info)); });
    connect(m_reply, &QueryReply::sourcesFound, this,
        [this](const QList<Source> &sources) { say(protocol::sources(sources)); });
    connect(m_reply, &QueryReply::reasoningAppended, this, [this](const QString &delta) {
        if (!m_text.isEmpty())
            flush();
        m_reasoning += delta;
        flushSoon();
    });
    connect(m_reply, &QueryReply::textAppended, this, [this](const QString &delta) {
        if (!m_reasoning.isEmpty())
            flush();
        m_text += delta;
        flushSoon();
    });
    connect(m_reply, &QueryReply::restarted, this, [this](const QString &reason) {
        say(protocol::restarted(reason));
        emit restarted();
    });
    connect(m_reply, &QueryReply::finished, this, &ToolQuery::end);
}

/// What was said before goes first.
void ToolQuery::say(const QJsonObject &message)
{
    flush();
    if (m_ask.keeping == Keeping::Nothing)
        return;
    m_log.append(message);
    emit logGrew();
}

void ToolQuery::flushSoon()
{
    if (std::exchange(m_isFlushDue, true))
        return;
    QMetaObject::invokeMethod(this, &ToolQuery::flush, Qt::QueuedConnection);
}

void ToolQuery::flush()
{
    m_isFlushDue = false;
    const QString reasoning = std::exchange(m_reasoning, {});
    const QString text = std::exchange(m_text, {});
    if (reasoning.isEmpty() && text.isEmpty())
        return;
    if (m_ask.keeping == Keeping::ForResume) {
        if (!reasoning.isEmpty())
            m_log.appendReasoning(reasoning);
        if (!text.isEmpty())
            m_log.appendToken(text);
        emit logGrew();
        return;
    }
    if (!reasoning.isEmpty())
        emit reasoningAppended(reasoning);
    if (!text.isEmpty())
        emit textAppended(text);
}

void ToolQuery::end()
{
    if (m_state == State::Ended)
        return;
    if (const auto &error = m_reply->error())
        return endWith(*error);
    say(protocol::final(m_reply->answer()));
    m_state = State::Ended;
    m_grace.stop();
    emit ended();
}

void ToolQuery::endWith(const Error &error)
{
    m_error = error;
    say(protocol::error(toldToTools(error), m_reply ? m_reply->answer().text : QString()));
    m_state = State::Ended;
    m_grace.stop();
    emit ended();
}

void ToolQuery::cancel()
{
    if (m_state == State::Running)
        m_reply->abort(); // its end is ours
    else if (m_state == State::Waiting)
        endWith({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Stopped.")});
}

void ToolQuery::setPaused(bool paused)
{
    m_isPaused = paused;
    if (m_reply)
        m_reply->setPaused(paused);
}

void ToolQuery::follow()
{
    ++m_followers;
    m_grace.stop();
}

void ToolQuery::unfollow()
{
    --m_followers;
    setPaused(false); // who goes may have been the slow one; another that is will say so
    if (m_followers == 0 && m_state != State::Ended)
        m_grace.start();
}

qint64 ToolQuery::tokens() const
{
    if (!m_reply)
        return 0;
    const QueryAnswer &answer = m_reply->answer();
    const Usage &usage = answer.usage;
    if (m_error && answer.text.isEmpty() && answer.reasoning.isEmpty() && !usage.promptTokens)
        return 0; // as far as anybody knows, no model read the question
    const qint64 asked = usage.promptTokens.value_or(estimatedTokens(m_ask.request.question));
    const qint64 answered
        = usage.completionTokens.value_or(estimatedTokens(answer.text) + estimatedTokens(answer.reasoning));
    return asked + answered;
}

} // namespace freshet
