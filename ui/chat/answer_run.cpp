// SPDX-License-Identifier: MIT
#include "ui/chat/answer_run.h"

#include "core/query/query_reply.h"
#include "core/query/query_service.h"
#include "ui/chat/answer_words.h"

using namespace std::chrono_literals;

namespace freshet {

AnswerRun::AnswerRun(QueryService &queries, HistoryStore &history, const QueryRequest &request,
    const StoredMessage &question, const StoredMessage &answer, QObject *parent)
    : QObject(parent),
      m_queries(queries),
      m_history(history),
      m_request(request),
      m_question(question),
      m_answer{.id = answer.id,
          .conversation = answer.conversation,
          .parent = question.id,
          .role = ChatRole::Assistant,
          .state = StoredState::Streaming,
          .answer
          = {.text = answer.answer.text, .reasoning = answer.answer.reasoning, .sources = answer.answer.sources},
          .createdAt = answer.createdAt},
      m_sources(answer.answer.sources),
      m_tick(this)
{
    m_sinceAsked.start();
    m_inPhase.start();
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, [this] { emit phaseChanged(phaseLine()); });
    connect(&history, &HistoryStore::questionStored, this, [this](const MessageId &id) {
        if (id == m_question.id && !m_reply && !m_isOver)
            send();
    });
    history.storeQuestion(question, m_answer);
}

std::chrono::milliseconds AnswerRun::age() const { return std::chrono::milliseconds(m_sinceAsked.elapsed()); }

AnswerRun::~AnswerRun()
{
    if (m_isOver)
        return;
    m_answer.state = StoredState::Interrupted;
    m_answer.answer.sources = m_sources;
    m_history.finishAnswer(m_answer);
}

QString AnswerRun::phaseLine() const
{
    return freshet::phaseLine(m_phase, m_answer.answer.model.model, std::chrono::seconds(m_inPhase.elapsed() / 1000));
}

bool AnswerRun::isRevealing() const { return m_reply && !m_isOver && m_reply->isRevealing(); }

void AnswerRun::revealAll()
{
    if (m_reply)
        m_reply->revealAll();
}

void AnswerRun::send()
{
    m_reply = m_queries.ask(m_request, this);
    connect(m_reply, &QueryReply::accepted, this, [this](const ModelRef &model) { m_answer.answer.model = model; });
    connect(m_reply, &QueryReply::phaseChanged, this, &AnswerRun::setPhase);
    connect(m_reply, &QueryReply::sourcesFound, this, [this](const QList<Source> &sources) {
        m_sources = sources;
        emit sourcesFound(sources);
    });
    connect(m_reply, &QueryReply::textAppended, this, &AnswerRun::onText);
    connect(m_reply, &QueryReply::reasoningAppended, this, [this](const QString &delta) {
        m_answer.answer.reasoning += delta;
        emit reasoningAppended(delta);
    });
    connect(m_reply, &QueryReply::restarted, this, &AnswerRun::onRestarted);
    connect(m_reply, &QueryReply::finished, this, &AnswerRun::onReplyFinished);
}

void AnswerRun::stop()
{
    if (m_reply)
        m_reply->abort();
    else
        end(Error{.kind = ErrorKind::Cancelled});
}

void AnswerRun::setPhase(const PhaseInfo &phase)
{
    if (phase.phase != m_phase.phase || phase.phase == Phase::Retrying)
        m_inPhase.restart();
    m_phase = phase;
    const bool isCounting
        = phase.phase == Phase::Thinking || phase.phase == Phase::Waiting || phase.phase == Phase::Retrying;
    isCounting ? m_tick.start() : m_tick.stop();
    emit phaseChanged(phaseLine());
}

void AnswerRun::onText(const QString &delta)
{
    m_answer.answer.text += delta;
    m_history.appendToAnswer(m_answer.id, delta);
    emit textAppended(delta);
}

void AnswerRun::onRestarted()
{
    m_answer.answer.text = m_reply->answer().text;
    m_answer.answer.reasoning = m_reply->answer().reasoning;
    m_history.restartAnswer(m_answer.id);
    if (!m_answer.answer.text.isEmpty())
        m_history.appendToAnswer(m_answer.id, m_answer.answer.text);
    emit restarted();
}

void AnswerRun::onReplyFinished()
{
    m_answer.answer = m_reply->answer();
    if (m_answer.answer.model.provider.isEmpty())
        m_answer.answer.model = m_request.model;
    // Of an answer that was cut off, the citations are not told; its markers still name these.
    if (m_reply->error())
        m_answer.answer.sources = m_sources;
    end(m_reply->error());
}

void AnswerRun::end(const std::optional<Error> &error)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_tick.stop();
    m_answer.error = error;
    if (!error)
        m_answer.state = StoredState::Complete;
    else
        m_answer.state = m_answer.answer.text.isEmpty() ? StoredState::Failed : StoredState::Interrupted;
    m_history.finishAnswer(m_answer);
    emit finished();
}

} // namespace freshet
