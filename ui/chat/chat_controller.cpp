// SPDX-License-Identifier: MIT
#include "ui/chat/chat_controller.h"

#include "core/query/query_service.h"
#include "core/settings/generation_defaults.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/chat/answer_run.h"
#include "ui/chat/answer_words.h"
#include "ui/chat/chat_panel.h"
#include "ui/models/model_choice.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/open_external.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QUuid>

#include <algorithm>

namespace freshet {

namespace {

QString newChatId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

QList<int> numbersOf(const QList<Source> &sources)
{
    QList<int> numbers;
    for (const Source &source : sources)
        numbers << source.number;
    return numbers;
}

} // namespace

ChatController::ChatController(
    QueryService &queries, HistoryStore &history, SettingsStore &settings, const ModelChoice &model, QObject *parent)
    : QObject(parent),
      m_queries(queries),
      m_history(history),
      m_settings(settings),
      m_model(model),
      m_current(newChatId()),
      m_newChat(m_current)
{
    connect(&history, &HistoryStore::conversationLoaded, this,
        [this](const ConversationId &id, const QList<StoredMessage> &messages) {
            if (m_loading != Loading::No && id == m_current)
                onLoaded(messages);
        });
    connect(&history, &HistoryStore::failed, this,
        [this](const Error &error) { m_panel->notice().showNotice(error.message); });
}

ChatController::~ChatController() { qDeleteAll(m_runs); } // before the panel that they report to

void ChatController::showOn(ChatPanel &panel)
{
    const Composer::Draft draft = m_panel ? m_panel->composer().draft() : Composer::Draft();
    m_panel = &panel;
    connectPanel();
    for (const AnswerRun *run : std::as_const(m_runs))
        follow(*run);
    panel.composer().setDraft(draft);
    updateActivity();
    if (m_loading == Loading::No)
        show(m_messages);
}

void ChatController::connectPanel()
{
    const Composer &composer = m_panel->composer();
    const TranscriptView &transcript = m_panel->transcript();
    connect(&composer, &Composer::submitted, this, [this](const QString &question) {
        if (ask(question))
            m_panel->composer().setDraft({});
    });
    connect(&composer, &Composer::stopRequested, this, &ChatController::stop);
    connect(&composer, &Composer::lastQuestionRequested, this, &ChatController::recallLastQuestion);
    connect(&transcript, &TranscriptView::actionTriggered, this, &ChatController::onAction);
    connect(&transcript, &TranscriptView::revealAllRequested, this, [this] {
        if (AnswerRun *const run = m_runs.value(m_current))
            run->revealAll();
    });
    connect(&transcript, &TranscriptView::citationActivated, this, &ChatController::sourcesRequested);
    connect(&transcript, &TranscriptView::linkActivated, this, [](const QUrl &url) { openExternal(url); });
    m_settings.bind(keys::sendOnEnter, m_panel, [panel = m_panel](bool isEnter) {
        panel->composer().setSendKey(isEnter ? Composer::SendKey::Enter : Composer::SendKey::ControlEnter);
    });
}

void ChatController::newChat()
{
    switchTo(m_newChat);
    show({});
}

void ChatController::open(const ConversationId &id)
{
    if (id == m_current)
        return;
    switchTo(id);
    m_loading = Loading::Once;
    m_history.loadConversation(id);
}

void ChatController::onLoaded(const QList<StoredMessage> &messages)
{
    const AnswerRun *const run = m_runs.value(m_current);
    const bool isOutdated = std::any_of(messages.cbegin(), messages.cend(), [run](const StoredMessage &message) {
        return message.state == StoredState::Streaming && !(run && run->answer().id == message.id);
    });
    // An answer that ended between the reading and now is on its way to the store already: the next reading has it.
    if (isOutdated && m_loading == Loading::Once) {
        m_loading = Loading::Again;
        m_history.loadConversation(m_current);
        return;
    }
    show(messages);
}

void ChatController::switchTo(const ConversationId &id)
{
    if (const Composer::Draft draft = m_panel->composer().draft(); draft.isEmpty())
        m_drafts.remove(m_current);
    else
        m_drafts.insert(m_current, draft);
    m_current = id;
    m_loading = Loading::No;
    m_messages.clear();
    m_panel->composer().setDraft(m_drafts.value(id));
    updateActivity();
    emit currentChanged(id);
}

void ChatController::show(const QList<StoredMessage> &messages)
{
    m_loading = Loading::No;
    m_messages = messages;
    AnswerRun *const run = m_runs.value(m_current);
    QList<TranscriptMessage> shown;
    for (StoredMessage &message : m_messages) {
        const bool isGrowing = run && message.id == run->answer().id;
        if (isGrowing)
            message = run->answer(); // newer than what is stored
        TranscriptMessage it = shownAs(message);
        if (isGrowing) {
            it.phase = run->phaseLine();
            it.sources = numbersOf(run->sources());
        }
        shown << it;
    }
    m_panel->transcript().setMessages(shown);
    if (run)
        m_panel->transcript().setRevealing(run->answer().id, run->isRevealing());
    m_panel->setPage(shown.isEmpty() ? ChatPanel::Page::Start : ChatPanel::Page::Transcript);
    emit sourcesChanged();
}

void ChatController::remove(const ConversationId &id)
{
    if (AnswerRun *const run = m_runs.value(id))
        run->stop();
    m_history.deleteConversation(id);
    if (id == m_current)
        newChat();
    m_drafts.remove(id);
}

bool ChatController::ask(const QString &question)
{
    if (isAnswering() || m_loading != Loading::No)
        return false;
    if (m_current == m_newChat)
        m_newChat = newChatId();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QList<ChatMessage> told = historyForModel(m_messages);
    const StoredMessage asked{
        .id = newChatId(), .conversation = m_current, .answer = {.text = question}, .createdAt = now};
    const StoredMessage answer{.id = newChatId(),
        .conversation = m_current,
        .role = ChatRole::Assistant,
        .state = StoredState::Streaming,
        .createdAt = now};
    m_messages << asked << answer;
    m_panel->setPage(ChatPanel::Page::Transcript);
    m_panel->transcript().appendMessage(shownAs(asked));
    start(asked, answer, told);
    return true;
}

void ChatController::start(const StoredMessage &question, const StoredMessage &answer, const QList<ChatMessage> &told)
{
    const QueryRequest request{.question = question.answer.text,
        .instructions = m_settings.get(keys::instructions),
        .history = told,
        .model = m_model.current(),
        .retrieval = {.collections = m_settings.get(keys::chatCollections), .topK = m_settings.get(keys::chatPassages)},
        .options = generationDefaults(m_settings)};
    auto *const run = new AnswerRun(m_queries, m_history, request, question, answer, this);
    m_runs.insert(m_current, run);
    m_panel->transcript().startAnswer(answer.id);
    m_panel->transcript().setPhase(answer.id, run->phaseLine());
    connect(run, &AnswerRun::finished, this, [this, run] { onRunFinished(run); });
    follow(*run);
    updateActivity();
}

/// Unknown ids are ignored by the transcript: what comes for a chat that is not shown needs no question here.
void ChatController::follow(const AnswerRun &run)
{
    TranscriptView *const view = &m_panel->transcript();
    const MessageId id = run.answer().id;
    connect(&run, &AnswerRun::phaseChanged, view, [view, id](const QString &line) { view->setPhase(id, line); });
    connect(&run, &AnswerRun::sourcesFound, view,
        [view, id](const QList<Source> &sources) { view->setSources(id, numbersOf(sources)); });
    connect(&run, &AnswerRun::textAppended, view, [view, id, &run](const QString &delta) {
        view->appendText(id, delta);
        view->setRevealing(id, run.isRevealing());
    });
    connect(&run, &AnswerRun::reasoningAppended, view,
        [view, id](const QString &delta) { view->appendReasoning(id, delta); });
    connect(&run, &AnswerRun::restarted, view, [view, id] { view->restartAnswer(id); });
}

void ChatController::onRunFinished(AnswerRun *run)
{
    const StoredMessage &answer = run->answer();
    m_runs.remove(answer.conversation);
    if (const int index = indexOf(answer.id); index >= 0) {
        m_messages[index] = answer;
        m_panel->transcript().finishAnswer(shownAs(answer));
        emit sourcesChanged();
    }
    run->deleteLater();
    updateActivity();
}

void ChatController::stop()
{
    if (AnswerRun *const run = m_runs.value(m_current))
        run->stop();
}

void ChatController::onAction(const MessageId &id, MessageAction action)
{
    const int index = indexOf(id);
    if (index < 0)
        return;
    switch (action) {
    case MessageAction::Copy: // the view's own
        return;
    case MessageAction::Edit:
        m_panel->composer().addText(m_messages.at(index).answer.text);
        m_panel->composer().setFocus();
        return;
    case MessageAction::Regenerate:
    case MessageAction::Retry:
        askAgain(id);
        return;
    case MessageAction::Continue:
        ask(tr("Please continue."));
        return;
    case MessageAction::ChooseModel:
        emit chooseModelRequested();
        return;
    case MessageAction::OpenSettings:
        requestSettings(m_messages.at(index));
        return;
    }
}

void ChatController::requestSettings(const StoredMessage &failed)
{
    const ProviderId &asked = failed.answer.model.provider;
    emit settingsRequested(
        asked.isEmpty() ? m_model.current().provider : asked, failed.error ? failed.error->kind : ErrorKind::Cancelled);
}

/// The last answer starts over in its place; an earlier one is asked again at the end, so that nothing is lost.
void ChatController::askAgain(const MessageId &answerId)
{
    const int index = indexOf(answerId);
    if (isAnswering() || index < 1 || m_messages.at(index - 1).role != ChatRole::User)
        return;
    const StoredMessage question = m_messages.at(index - 1);
    if (index + 1 < m_messages.size()) {
        ask(question.answer.text);
        return;
    }
    m_panel->transcript().removeMessagesFrom(answerId);
    start(question, m_messages.at(index), historyForModel(m_messages.first(index - 1)));
}

void ChatController::recallLastQuestion()
{
    const auto last = std::find_if(m_messages.crbegin(), m_messages.crend(),
        [](const StoredMessage &message) { return message.role == ChatRole::User; });
    if (last != m_messages.crend())
        m_panel->composer().addText(last->answer.text);
}

void ChatController::copyLastAnswer() const
{
    const auto last = std::find_if(m_messages.crbegin(), m_messages.crend(), [](const StoredMessage &message) {
        return message.role == ChatRole::Assistant && !message.answer.text.isEmpty();
    });
    if (last != m_messages.crend())
        QGuiApplication::clipboard()->setText(last->answer.text);
}

SourcesPanel::Content ChatController::sourcesOf(MessageId answerId) const
{
    const AnswerRun *const run = m_runs.value(m_current);
    if (run && (answerId.isEmpty() || answerId == run->answer().id) && !run->sources().isEmpty())
        return {.sources = run->sources()};
    const auto answer = std::find_if(m_messages.crbegin(), m_messages.crend(), [&](const StoredMessage &message) {
        return answerId.isEmpty() ? !message.answer.sources.isEmpty() : message.id == answerId;
    });
    if (answer == m_messages.crend())
        return {};
    SourcesPanel::Content content{.sources = answer->answer.sources};
    for (const Source &source : answer->answer.sources)
        content.citingTexts.insert(source.number, citingText(answer->answer.text, source.number));
    for (const Citation &citation : answer->answer.citations) {
        Support &weakest = content.support[citation.number]; // the enum's first value is the strongest
        weakest = std::max(weakest, citation.support);
    }
    return content;
}

void ChatController::updateActivity()
{
    m_panel->composer().setActivity(isAnswering() ? Composer::Activity::Answering : Composer::Activity::Idle);
    emit answeringChanged(QSet<ConversationId>(m_runs.keyBegin(), m_runs.keyEnd()));
}

int ChatController::indexOf(const MessageId &id) const
{
    const auto it = std::find_if(
        m_messages.cbegin(), m_messages.cend(), [&](const StoredMessage &message) { return message.id == id; });
    return it == m_messages.cend() ? -1 : static_cast<int>(it - m_messages.cbegin());
}

TranscriptMessage ChatController::shownAs(const StoredMessage &message) const
{
    return toTranscript(message, m_model.providerName(message.answer.model.provider));
}

} // namespace freshet
