// SPDX-License-Identifier: MIT
#include "ui/chat/chat_controller.h"

#include "core/query/attachment_file.h"
#include "core/query/query_service.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/chat/answer_run.h"
#include "ui/chat/answer_words.h"
#include "ui/chat/chat_collection_store.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_controller.h"
#include "ui/chat/draft_store.h"
#include "ui/chat/question_request.h"
#include "ui/chat/title_controller.h"
#include "ui/models/model_choice.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/open_external.h"

#include <algorithm>

namespace freshet {

namespace {

QList<int> numbersOf(const QList<Source> &sources)
{
    QList<int> numbers;
    for (const Source &source : sources)
        numbers << source.number;
    return numbers;
}

} // namespace

ChatController::ChatController(QueryService &queries, HistoryStore &history, SettingsStore &settings,
    const ModelChoice &model, DraftStore &drafts, ChatCollectionStore &collections, DraftStore::NewChat newChat,
    QObject *parent)
    : QObject(parent),
      m_queries(queries),
      m_history(history),
      m_settings(settings),
      m_drafts(drafts),
      m_collections(collections),
      m_model(model),
      m_current(newHistoryId()),
      m_newChat(m_current),
      m_writing(new ComposerController({queries, drafts, settings, model, newChat}, this)),
      m_titles(new TitleController(queries, history, settings, this))
{
    connect(&history, &HistoryStore::conversationLoaded, this,
        [this](const ConversationId &id, const QList<StoredMessage> &messages, const MessageId &leaf) {
            if (m_loading != Loading::No && id == m_current)
                onLoaded(MessageTree(messages, leaf));
        });
    connect(&history, &HistoryStore::conversationsDeleted, this, [this](const QList<ConversationId> &ids) {
        for (const ConversationId &id : ids)
            onDeleted(id);
    });
    connect(&collections, &ChatCollectionStore::changed, this, &ChatController::updateCollections);
    connect(&collections, &ChatCollectionStore::looked, this, &ChatController::updateCollections);
    updateCollections();
}

ChatController::~ChatController()
{
    writeQueuedAgain();
    qDeleteAll(m_runs); // before the panel that they report to
}

void ChatController::showOn(ChatPanel &panel)
{
    m_panel = &panel;
    connectPanel();
    m_writing->showOn(panel);
    for (const AnswerRun *run : std::as_const(m_runs))
        follow(*run, panel.transcript());
    updateActivity();
    if (m_loading == Loading::No)
        show(m_messages);
}

void ChatController::connectPanel()
{
    const Composer &composer = m_panel->composer();
    const TranscriptView &transcript = m_panel->transcript();
    connect(&composer, &Composer::submitted, this, [this](const QString &question, const MessageId &editing) {
        if (ask(question, m_panel->composer().draft().attachments, editing))
            m_writing->sent(m_current);
    });
    connect(&composer, &Composer::chooseModelRequested, this, &ChatController::chooseModelRequested);
    connect(&composer, &Composer::stopRequested, this, &ChatController::stop);
    connect(&composer, &Composer::takeBackRequested, this, &ChatController::takeBack);
    connect(&composer, &Composer::lastQuestionRequested, this, &ChatController::recallLastQuestion);
    connect(&transcript, &TranscriptView::actionTriggered, this, &ChatController::onAction);
    connect(&transcript, &TranscriptView::revealAllRequested, this, [this] {
        if (AnswerRun *const run = runOf(m_messages.leaf()))
            run->revealAll();
    });
    connect(&transcript, &TranscriptView::citationActivated, this, &ChatController::sourcesRequested);
    connect(&transcript, &TranscriptView::saveSelectionRequested, this, &ChatController::saveSelectionRequested);
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

void ChatController::newTemporaryChat()
{
    if (m_newTemporary.isEmpty()) {
        m_newTemporary = newHistoryId();
        m_history.keepInMemory(m_newTemporary);
    }
    switchTo(m_newTemporary);
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

void ChatController::openAt(const ConversationId &id, const MessageId &message)
{
    if (id != m_current)
        open(id);
    m_wanted = message;
    if (m_loading == Loading::No)
        show(MessageTree(m_messages));
}

void ChatController::onLoaded(const MessageTree &messages)
{
    const QList<StoredMessage> &all = messages.messages();
    const bool isOutdated = std::any_of(all.cbegin(), all.cend(),
        [this](const StoredMessage &message) { return message.state == StoredState::Streaming && !runOf(message.id); });
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
    m_current = id;
    m_loading = Loading::No;
    m_wanted.clear();
    m_compared.clear();
    m_messages = {};
    if (id == m_newChat)
        m_writing->openNewChat();
    else
        m_writing->open(id);
    updateCollections();
    updateActivity();
    emit currentChanged(id);
}

const QString &ChatController::currentName() const { return m_current == m_newChat ? m_writing->newChat() : m_current; }

void ChatController::updateCollections() { m_writing->setCollections(m_collections.searched(currentName())); }

void ChatController::show(const MessageTree &messages)
{
    m_loading = Loading::No;
    m_compared.clear();
    m_messages = messages;
    for (const AnswerRun *run : std::as_const(m_runs)) {
        if (run->answer().conversation != m_current || m_messages.find(run->answer().id))
            continue;
        m_messages.put(run->question()); // was asked while this was read
        m_messages.put(run->answer());
    }
    const MessageId wanted = std::exchange(m_wanted, {});
    turnTo(wanted);
    m_panel->transcript().setMessages(shownFrom({}));
    if (const AnswerRun *const run = runOf(m_messages.leaf()))
        m_panel->transcript().setRevealing(run->answer().id, run->isRevealing());
    updateActivity();
    m_panel->setPage(m_messages.isEmpty() ? ChatPanel::Page::Start : ChatPanel::Page::Transcript);
    emit sourcesChanged();
    emit chatShown();
    if (m_messages.find(wanted))
        emit messageShown(wanted);
}

/// To a branch on which that message is.
void ChatController::turnTo(const MessageId &message)
{
    const QList<StoredMessage> way = m_messages.way();
    const bool isOnTheWay
        = std::any_of(way.cbegin(), way.cend(), [&message](const StoredMessage &shown) { return shown.id == message; });
    if (isOnTheWay || !m_messages.find(message))
        return;
    m_messages.show(message);
    m_history.setLeaf(m_current, m_messages.leaf());
}

/// From that message of the branch that is shown; all of it for an empty id.
QList<TranscriptMessage> ChatController::shownFrom(const MessageId &id) const
{
    QList<TranscriptMessage> shown;
    bool isBefore = !id.isEmpty();
    const QList<StoredMessage> way = m_messages.way();
    for (const StoredMessage &message : way) {
        isBefore = isBefore && message.id != id;
        if (!isBefore)
            shown << shownAs(message);
    }
    return shown;
}

void ChatController::leave(const ConversationId &id)
{
    stopAll(id);
    if (id == m_current)
        newChat();
}

void ChatController::stopAll(const ConversationId &id)
{
    const QList<AnswerRun *> runs = m_runs;
    for (AnswerRun *run : runs) {
        if (run->answer().conversation == id)
            run->stop();
    }
}

void ChatController::remove(const ConversationId &id) { removeAll({id}); }

void ChatController::removeAll(const QList<ConversationId> &ids)
{
    for (const ConversationId &id : ids)
        onDeleted(id);
    m_history.deleteConversations(ids);
}

/// Its draft is forgotten before it is left: what is left is stored.
void ChatController::onDeleted(const ConversationId &id)
{
    for (const AnswerRun *run : std::as_const(m_runs)) {
        if (run->answer().conversation == id)
            m_queued.remove(run->answer().id);
    }
    m_writing->forget(id);
    leave(id);
}

QSet<ConversationId> ChatController::answering() const
{
    QSet<ConversationId> chats;
    for (const AnswerRun *run : m_runs)
        chats << run->answer().conversation;
    return chats;
}

bool ChatController::isAnswering() const { return runOf(m_messages.leaf()) != nullptr; }

bool ChatController::ask(const QString &question, const QList<Attachment> &attachments, const MessageId &instead)
{
    if (m_loading != Loading::No)
        return false;
    const StoredMessage *const edited = m_messages.find(instead);
    if (!edited && isAnswering()) {
        m_queued[m_messages.leaf()] << Draft{.text = question, .pasted = {}, .attachments = attachments};
        keepQueued(m_current);
        updateActivity();
        return true;
    }
    beginChat();
    const StoredMessage asked = newQuestion(m_current, edited ? edited->parent : m_messages.leaf(),
        {.text = question, .pasted = {}, .attachments = attachments});
    if (edited)
        m_panel->transcript().removeMessagesFrom(instead);
    const StoredMessage answer{.id = newHistoryId()};
    start(asked, answer, historyForModel(edited ? m_messages.wayBefore(instead) : m_messages.way()), m_model.current());
    showWhatWasStarted(asked, answer.id);
    return true;
}

/// Something is asked in the chat that is shown: it is no longer the one that nothing was asked in.
void ChatController::beginChat()
{
    if (m_current == m_newChat) {
        m_newChat = newHistoryId();
        m_collections.move(m_writing->newChat(), m_current);
    }
    if (m_current == m_newTemporary)
        m_newTemporary.clear();
}

StoredMessage ChatController::newQuestion(
    const ConversationId &chat, const MessageId &parent, const Draft &question) const
{
    return {.id = newHistoryId(),
        .conversation = chat,
        .parent = parent,
        .answer = {.text = question.text},
        .createdAt = QDateTime::currentDateTimeUtc(),
        .attachments = question.attachments};
}

/// Of @p begun only the id, and what is said already, is used.
void ChatController::start(
    const StoredMessage &question, const StoredMessage &begun, const QList<ChatMessage> &told, const ModelRef &model)
{
    const StoredMessage answer{.id = begun.id,
        .conversation = question.conversation,
        .parent = question.id,
        .role = ChatRole::Assistant,
        .state = StoredState::Streaming,
        .answer = begun.answer,
        .createdAt = QDateTime::currentDateTimeUtc()};
    m_collections.look(); // another program may have taken one away
    QueryRequest request = requestFromSettings(m_settings, model, m_collections.searched(question.conversation));
    request.question = question.answer.text;
    request.history = told;
    attach(request, question.attachments);
    if (!begun.answer.text.isEmpty())
        request.begun
            = {.text = begun.answer.text, .reasoning = begun.answer.reasoning, .sources = begun.answer.sources};
    auto *const run = new AnswerRun(m_queries, m_history, request, question, answer, this);
    if (isHere(question.conversation)) {
        m_messages.put(question);
        m_messages.put(answer);
    }
    adopt(*run);
    updateActivity();
}

void ChatController::adopt(AnswerRun &run)
{
    m_runs << &run;
    connect(&run, &AnswerRun::finished, this, [this, &run] { onRunFinished(&run); });
    follow(run, m_panel->transcript());
}

void ChatController::takeOver(ChatController &other, const ConversationId &id)
{
    // It may be current(), which changes.
    const ConversationId chat = id; // NOLINT(performance-unnecessary-copy-initialization)
    if (other.m_current == chat)
        other.newChat();
    QList<AnswerRun *> runs = other.m_runs;
    runs.removeIf([&chat](const AnswerRun *run) { return run->answer().conversation != chat; });
    if (runs.isEmpty())
        return;
    for (AnswerRun *run : std::as_const(runs)) {
        other.m_runs.removeOne(run);
        run->disconnect(); // from whatever showed it there
        run->setParent(this);
        if (const QList<Draft> queued = other.m_queued.take(run->answer().id); !queued.isEmpty())
            m_queued.insert(run->answer().id, queued);
        adopt(*run);
    }
    other.updateActivity();
    updateActivity();
}

/// In the chat that is shown.
void ChatController::showWhatWasStarted(const StoredMessage &question, const MessageId &answerId)
{
    m_messages.showTo(answerId);
    m_compared.clear();
    m_panel->setPage(ChatPanel::Page::Transcript);
    TranscriptView &transcript = m_panel->transcript();
    if (!transcript.column().indexOf(question.id))
        transcript.appendMessage(shownAs(question));
    const TranscriptMessage answer = shownAs(*m_messages.find(answerId));
    if (transcript.column().indexOf(answerId))
        transcript.replaceMessage(answer);
    else
        transcript.appendMessage(answer);
    updateActivity();
}

/// Unknown ids are ignored by the transcript: what comes for a chat that is not shown needs no question here.
void ChatController::follow(const AnswerRun &run, TranscriptView &transcript)
{
    TranscriptView *const view = &transcript;
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
    connect(&run, &AnswerRun::restarted, view, [view, id, &run] {
        view->restartAnswer(id);
        view->appendText(id, run.answer().answer.text);
        view->appendReasoning(id, run.answer().answer.reasoning);
    });
}

void ChatController::onRunFinished(AnswerRun *run)
{
    const StoredMessage &answer = run->answer();
    m_runs.removeOne(run);
    if (m_messages.find(answer.id)) {
        m_messages.put(answer);
        m_panel->transcript().finishAnswer(shownAs(answer));
        finishCompared(answer);
        emit sourcesChanged();
    }
    if (const QList<Draft> queued = m_queued.take(answer.id); !queued.isEmpty())
        askNext(*run, queued);
    keepQueued(answer.conversation);
    emit answered(run->question(), answer, run->age());
    m_titles->onAnswered(run->question(), answer);
    run->deleteLater();
    updateActivity();
}

/// Also in a chat that is not shown. What cannot be asked is written down again: nobody knows whether it still fits.
void ChatController::askNext(const AnswerRun &finished, QList<Draft> queued)
{
    const StoredMessage &before = finished.answer();
    if (before.state != StoredState::Complete) {
        for (const Draft &question : std::as_const(queued))
            writeAgain(before.conversation, question);
        return;
    }
    const StoredMessage question = newQuestion(before.conversation, before.id, queued.takeFirst());
    const StoredMessage answer{.id = newHistoryId()};
    if (!queued.isEmpty())
        m_queued.insert(answer.id, queued);
    const bool isShown = isHere(before.conversation) && m_messages.leaf() == before.id;
    start(question, answer, finished.request().history + historyForModel({finished.question(), before}),
        m_model.current());
    if (isShown)
        showWhatWasStarted(question, answer.id);
}

void ChatController::writeAgain(const ConversationId &chat, const Draft &question)
{
    if (chat == m_current)
        m_panel->composer().add(question.text, question.attachments);
    else
        m_drafts.addTo(chat, question);
}

/// All that waits here for answers that end with this.
void ChatController::writeQueuedAgain()
{
    for (const AnswerRun *run : std::as_const(m_runs)) {
        const ConversationId &chat = run->answer().conversation;
        const QList<Draft> queued = m_queued.take(run->answer().id);
        for (const Draft &question : queued)
            writeAgain(chat, question);
        if (!queued.isEmpty())
            keepQueued(chat);
    }
}

/// Through a crash.
void ChatController::keepQueued(const ConversationId &chat)
{
    QList<Draft> waiting;
    for (const AnswerRun *run : std::as_const(m_runs)) {
        if (run->answer().conversation == chat)
            waiting << m_queued.value(run->answer().id);
    }
    m_writing->setWaiting(chat, waiting);
}

void ChatController::takeBack(int queued)
{
    QList<Draft> &waiting = m_queued[m_messages.leaf()];
    if (queued < waiting.size())
        writeAgain(m_current, waiting.takeAt(queued));
    keepQueued(m_current);
    updateActivity();
}

void ChatController::stop()
{
    const StoredMessage *const shown = m_messages.find(m_messages.leaf());
    if (!shown)
        return;
    const MessageId question = shown->parent;
    const QList<AnswerRun *> runs = m_runs;
    for (AnswerRun *run : runs) {
        if (run->answer().parent == question)
            run->stop();
    }
}

AnswerRun *ChatController::runOf(const MessageId &answer) const
{
    const auto run = std::find_if(
        m_runs.cbegin(), m_runs.cend(), [&answer](const AnswerRun *it) { return it->answer().id == answer; });
    return run == m_runs.cend() ? nullptr : *run;
}

SourcesPanel::Content ChatController::sourcesOf(MessageId answerId) const
{
    const AnswerRun *const run = runOf(m_messages.leaf());
    if (run && (answerId.isEmpty() || answerId == run->answer().id) && !run->sources().isEmpty())
        return {.sources = run->sources()};
    const QList<StoredMessage> way = m_messages.way();
    const auto answer = std::find_if(way.crbegin(), way.crend(), [&](const StoredMessage &message) {
        return answerId.isEmpty() ? !message.answer.sources.isEmpty() : message.id == answerId;
    });
    if (answer == way.crend())
        return {};
    SourcesPanel::Content content{.sources = answer->answer.sources};
    for (const Source &source : answer->answer.sources)
        content.citingTexts.insert(source.number, citingText(answer->answer.text, source.number));
    content.citations = answer->answer.citations;
    return content;
}

void ChatController::updateActivity()
{
    m_panel->composer().setActivity(isAnswering() ? Composer::Activity::Answering : Composer::Activity::Idle);
    QStringList queued;
    const QList<Draft> waiting = m_queued.value(m_messages.leaf());
    for (const Draft &question : waiting)
        queued << question.text;
    m_panel->composer().setQueued(queued);
    m_writing->setMessages(m_messages.way());
    emit answeringChanged(answering());
}

TranscriptMessage ChatController::shownAs(StoredMessage message) const
{
    const AnswerRun *const run = runOf(message.id);
    if (run)
        message = run->answer(); // newer than what is stored
    TranscriptMessage shown = toTranscript(message, m_model.providerName(message.answer.model.provider));
    if (run) {
        shown.phase = run->phaseLine();
        shown.sources = numbersOf(run->sources());
    }
    const MessageTree::Branch branch = m_messages.branchOf(message.id);
    shown.branch = branch.index + 1;
    shown.branches = branch.count;
    return shown;
}

} // namespace freshet
