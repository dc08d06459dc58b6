// SPDX-License-Identifier: MIT
#include "ui/chat/answer_run.h"
#include "ui/chat/answer_words.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/compare_view.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_controller.h"
#include "ui/models/model_choice.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/open_external.h"

#include <algorithm>

// The answers to one question, side by side. They are branches of the chat as any others.

namespace freshet {

namespace {

/// Without what is done with it in the chat.
TranscriptMessage alone(TranscriptMessage message)
{
    message.branches = 1;
    message.canContinue = false;
    message.canBeAskedAgain = false;
    message.footer.clear();
    if (message.notice)
        message.notice->actions.clear();
    return message;
}

} // namespace

std::optional<Draft> ChatController::questionToCompare()
{
    Composer &composer = m_panel->composer();
    if (!composer.isComplete())
        return {};
    if (const auto last = lastOf(ChatRole::User); last && composer.question().isEmpty())
        return Draft{.text = last->answer.text, .pasted = {}, .attachments = last->attachments};
    const Draft written = composer.draft();
    return Draft{.text = written.text.trimmed(), .pasted = written.pasted, .attachments = written.attachments};
}

void ChatController::askModels(const Draft &question, const QList<ModelRef> &models)
{
    const QString text = joinedTexts(question.text, question.pasted);
    if (m_loading != Loading::No || models.isEmpty() || text.isEmpty())
        return;
    beginChat();
    const std::optional<StoredMessage> last = lastOf(ChatRole::User);
    const bool isSame = last && last->answer.text == text && last->attachments == question.attachments;
    const QString written = m_panel->composer().question();
    const bool isWritten
        = written.isEmpty() ? m_panel->composer().draft().attachments == question.attachments : written == text;
    const StoredMessage asked = isSame
        ? *last
        : newQuestion(m_current, m_messages.leaf(), {.text = text, .pasted = {}, .attachments = question.attachments});
    const QList<ChatMessage> told = historyForModel(isSame ? m_messages.wayBefore(asked.id) : m_messages.way());
    MessageId first;
    for (const ModelRef &model : models) {
        const StoredMessage answer{.id = newHistoryId()};
        start(asked, answer, told, model);
        first = first.isEmpty() ? answer.id : first;
    }
    if (isSame)
        m_panel->transcript().removeMessagesFrom(m_messages.leaf());
    showWhatWasStarted(asked, first);
    m_history.setLeaf(m_current, first);
    if (isWritten)
        m_writing->sent(m_current);
    compareAnswers(asked.id);
}

void ChatController::compareAnswers(const MessageId &question)
{
    const StoredMessage *const asked = m_messages.find(question);
    if (!asked)
        return;
    m_compared = question;
    QList<CompareView::Answer> answers;
    QList<const AnswerRun *> runs;
    for (const StoredMessage &message : m_messages.messages()) {
        if (message.parent != question)
            continue;
        const AnswerRun *const run = runOf(message.id);
        const ModelRef model = run ? run->request().model : message.answer.model;
        runs << run;
        answers << CompareView::Answer{
            alone(shownAs(message)), m_model.labelOf(model), run ? QString() : figuresOf(message)};
    }
    CompareView &view = m_panel->compare();
    view.setAnswers(asked->answer.text, answers);
    connect(&view, &CompareView::keepRequested, this, &ChatController::keepAnswer, Qt::UniqueConnection);
    connect(&view, &CompareView::closeRequested, this, &ChatController::closeComparison, Qt::UniqueConnection);
    const QList<TranscriptView *> transcripts = view.transcripts();
    for (qsizetype i = 0; i < transcripts.size(); ++i) {
        if (runs.at(i))
            follow(*runs.at(i), *transcripts.at(i));
        connect(transcripts.at(i), &TranscriptView::citationActivated, this, &ChatController::sourcesRequested);
        connect(
            transcripts.at(i), &TranscriptView::saveSelectionRequested, this, &ChatController::saveSelectionRequested);
        connect(transcripts.at(i), &TranscriptView::linkActivated, this, [](const QUrl &url) { openExternal(url); });
    }
    m_panel->setPage(ChatPanel::Page::Compare);
}

QString ChatController::figuresOf(const StoredMessage &answer) const
{
    return figuresFor(answer.answer, m_model.costOf(answer.answer.model, answer.answer.usage));
}

void ChatController::finishCompared(const StoredMessage &answer)
{
    if (m_compared.isEmpty() || answer.parent != m_compared)
        return;
    CompareView &view = m_panel->compare();
    const QList<TranscriptView *> transcripts = view.transcripts();
    for (TranscriptView *transcript : transcripts)
        transcript->finishAnswer(alone(shownAs(answer)));
    view.setFigures(answer.id, figuresOf(answer));
}

void ChatController::keepAnswer(const MessageId &answer)
{
    const QList<StoredMessage> way = m_messages.way();
    const auto shown = std::find_if(
        way.cbegin(), way.cend(), [this](const StoredMessage &message) { return message.parent == m_compared; });
    if (shown != way.cend() && shown->id != answer)
        showBranch(shown->id, answer);
    closeComparison();
}

bool ChatController::closeComparison()
{
    if (m_compared.isEmpty())
        return false;
    m_compared.clear();
    m_panel->setPage(ChatPanel::Page::Transcript);
    m_panel->compare().setAnswers({}, {});
    m_panel->composer().setFocus();
    return true;
}

} // namespace freshet
