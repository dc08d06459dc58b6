// SPDX-License-Identifier: MIT
#include "ui/chat/question_budget.h"

#include "core/query/attachment_file.h"
#include "ui/chat/answer_words.h"

#include <QtConcurrent>

using namespace std::chrono_literals;

namespace freshet {

namespace {

constexpr auto kBudgetDelay = 150ms;

Prompt expectedPrompt(const QuestionBudget::Question &question)
{
    QueryRequest request;
    attach(request, question.draft.attachments);
    PromptParts parts = question.parts;
    parts.question = question.draft.text + question.draft.pasted;
    parts.extraContext = request.extraContext;
    parts.images = request.images;
    parts.history = historyForModel(question.messages);
    Prompt prompt = question.builder.build(parts);
    prompt.messages.clear();
    return prompt;
}

} // namespace

QuestionBudget::QuestionBudget(QObject *parent) : QObject(parent), m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kBudgetDelay);
    connect(&m_timer, &QTimer::timeout, this, &QuestionBudget::needed);
}

void QuestionBudget::setOutdated()
{
    if (m_isEstimating)
        m_isOutdated = true;
    else if (!m_timer.isActive())
        m_timer.start();
}

void QuestionBudget::estimate(const Question &question)
{
    m_isEstimating = true;
    m_isOutdated = false;
    // Not QFuture::then(): it asserts when its context goes first.
    auto *const watcher = new QFutureWatcher<Prompt>(this);
    connect(watcher, &QFutureWatcher<Prompt>::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_isEstimating = false;
        emit estimated(watcher->result());
        if (m_isOutdated)
            m_timer.start();
    });
    watcher->setFuture(QtConcurrent::run(expectedPrompt, question));
}

} // namespace freshet
