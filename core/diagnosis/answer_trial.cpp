// SPDX-License-Identifier: MIT
#include "core/diagnosis/answer_trial.h"

#include "core/providers/chat_reply.h"

namespace freshet {

namespace {

constexpr int kTrialTokens = 16; ///< The least that every API takes.
constexpr int kStreamedTrialTokens = 48; ///< Enough to see them come.

ChatRequest trialQuestion(const ModelRef &model, StreamMode streaming)
{
    const bool isStreamed = streaming == StreamMode::Streamed;
    return {.model = model,
        .messages = {{ChatRole::User,
            isStreamed ? QStringLiteral("Count from 1 to 15, with blanks between, and write nothing else.")
                       : QStringLiteral("Answer with the word OK.")}},
        .options = {.maxTokens = isStreamed ? kStreamedTrialTokens : kTrialTokens},
        .streaming = streaming};
}

} // namespace

AnswerTrial::AnswerTrial(
    LlmService &service, const ModelRef &model, StreamMode streaming, const Ticks &ticks, QObject *parent)
    : QObject(parent), m_ticks(ticks), m_reply(service.send(trialQuestion(model, streaming), this))
{
    const auto note = [this] { m_arrivals << m_ticks(); };
    connect(m_reply, &ChatReply::textAppended, this, note);
    connect(m_reply, &ChatReply::reasoningAppended, this, note);
    connect(m_reply, &ChatReply::restarted, this, [this] { m_arrivals.clear(); });
    connect(m_reply, &ChatReply::finished, this, &AnswerTrial::onFinished);
}

void AnswerTrial::onFinished()
{
    AnswerTrialResult result{.error = m_reply->error(),
        .model = m_reply->servedBy().model,
        .saidNothing = m_reply->text().isEmpty(),
        .delivery = m_reply->delivery(),
        .pace = streamPace(m_arrivals, m_reply->text().size() + m_reply->reasoning().size()),
        .notes = m_reply->notes()};
    if (result.error && result.error->kind == ErrorKind::Empty)
        result.error.reset();
    emit finished(result);
}

} // namespace freshet
