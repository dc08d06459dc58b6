// SPDX-License-Identifier: MIT
#include "ui/chat/answer_run.h"
#include "ui/chat/answer_words.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/models/model_choice.h"
#include "ui/transcript/transcript_view.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

// What can be done with one message, or with the last one.

namespace freshet {

void ChatController::onAction(const MessageId &id, MessageAction action)
{
    const StoredMessage *const message = m_messages.find(id);
    if (!message)
        return;
    switch (action) {
    case MessageAction::Copy: // the view's own
        return;
    case MessageAction::Edit:
        m_panel->composer().edit(id, message->answer.text, message->attachments);
        m_panel->composer().setFocus();
        return;
    case MessageAction::Regenerate:
    case MessageAction::Retry:
        askAgain(id);
        return;
    case MessageAction::Continue:
        goOnWith(id);
        return;
    case MessageAction::ChooseModel:
        emit chooseModelRequested();
        return;
    case MessageAction::OpenSettings:
        requestSettings(*message);
        return;
    case MessageAction::PreviousBranch:
        turnBranch(id, -1);
        return;
    case MessageAction::NextBranch:
        turnBranch(id, 1);
        return;
    case MessageAction::CompareBranches:
        compareAnswers(message->parent);
        return;
    }
}

void ChatController::requestSettings(const StoredMessage &failed)
{
    const ProviderId &asked = failed.answer.model.provider;
    emit settingsRequested(
        asked.isEmpty() ? m_model.current().provider : asked, failed.error ? failed.error->kind : ErrorKind::Cancelled);
}

/// Another answer to the same question, beside this one; in its place where nothing was said in it.
void ChatController::askAgain(const MessageId &answerId)
{
    const StoredMessage *const answer = m_messages.find(answerId);
    const StoredMessage *const found = answer ? m_messages.find(answer->parent) : nullptr;
    if (!found || runOf(answerId))
        return;
    const StoredMessage question = *found;
    const bool isNothing = answer->answer.text.isEmpty() && m_messages.leaf() == answerId;
    const StoredMessage started{.id = isNothing ? answerId : newHistoryId()};
    m_panel->transcript().removeMessagesFrom(answerId);
    start(question, started, historyForModel(m_messages.wayBefore(question.id)), m_model.current());
    showWhatWasStarted(question, started.id);
}

void ChatController::goOnWith(const MessageId &answerId)
{
    const StoredMessage *const answer = m_messages.find(answerId);
    const StoredMessage *const found = answer ? m_messages.find(answer->parent) : nullptr;
    if (!found || runOf(answerId))
        return;
    const StoredMessage question = *found;
    start(question, StoredMessage(*answer), historyForModel(m_messages.wayBefore(question.id)), m_model.current());
    m_panel->transcript().replaceMessage(shownAs(*m_messages.find(answerId)));
}

void ChatController::turnBranch(const MessageId &id, int step)
{
    if (const MessageId beside = m_messages.branchBeside(id, step); !beside.isEmpty())
        showBranch(id, beside);
}

void ChatController::showBranch(const MessageId &shown, const MessageId &beside)
{
    m_messages.show(beside);
    m_history.setLeaf(m_current, m_messages.leaf());
    m_panel->transcript().replaceMessagesFrom(shown, shownFrom(beside));
    updateActivity();
    emit sourcesChanged();
}

std::optional<StoredMessage> ChatController::lastOf(ChatRole role) const
{
    const QList<StoredMessage> way = m_messages.way();
    const auto last = std::find_if(way.crbegin(), way.crend(), [role](const StoredMessage &message) {
        return message.role == role && (role == ChatRole::User || !message.answer.text.isEmpty());
    });
    return last == way.crend() ? std::nullopt : std::optional(*last);
}

void ChatController::recallLastQuestion()
{
    if (const auto last = lastOf(ChatRole::User))
        m_panel->composer().edit(last->id, last->answer.text, last->attachments);
}

void ChatController::copyLastAnswer() const
{
    if (const auto last = lastOf(ChatRole::Assistant))
        QGuiApplication::clipboard()->setText(last->answer.text);
}

void ChatController::goOnWithLast()
{
    if (const auto last = lastOf(ChatRole::Assistant); last && shownAs(*last).canContinue)
        goOnWith(last->id);
}

void ChatController::askLastAgain() { askAgain(m_messages.leaf()); }

} // namespace freshet
