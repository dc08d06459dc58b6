// SPDX-License-Identifier: MIT
#include "ui/chat/composer_controller.h"

#include "core/query/attachment_file.h"
#include "core/query/query_run.h"
#include "core/query/query_service.h"
#include "core/settings/settings_store.h"
#include "ui/chat/answer_words.h"
#include "ui/chat/budget_meter.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_hint.h"
#include "ui/chat/prompt_dialog.h"
#include "ui/chat/prompt_words.h"
#include "ui/chat/question_request.h"
#include "ui/models/model_choice.h"

#include <QFileDialog>
#include <QImage>

#include <algorithm>

using namespace std::chrono_literals;

namespace freshet {

namespace {

constexpr int kMostAttachments = 20;
constexpr auto kKeepDelay = 400ms; ///< Half a second at most, with the time that the disk takes.

} // namespace

ComposerController::ComposerController(const Services &services, QObject *parent)
    : QObject(parent),
      m_services(services),
      m_budget(this),
      m_keepSoon(this),
      m_newChat(services.drafts.takeNewChat(services.newChat)),
      m_chat(m_newChat)
{
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(kKeepDelay);
    connect(&m_keepSoon, &QTimer::timeout, this, &ComposerController::keepDraft);
    connect(&services.drafts, &DraftStore::loaded, this, &ComposerController::onDraftLoaded);
    connect(&services.drafts, &DraftStore::added, this, [this](const QString &chat, const Draft &more) {
        if (chat == m_chat)
            composer().add(more.text, more.attachments);
    });
    connect(&services.drafts, &DraftStore::attached, this, [this](const QString &chat, const Attachment &file) {
        if (chat == m_chat)
            composer().addAttachments({file});
    });
    connect(&services.settings, &SettingsStore::changed, &m_budget, &QuestionBudget::setOutdated);
    connect(&services.model, &ModelChoice::changed, this, &ComposerController::updateModel);
    connect(&m_budget, &QuestionBudget::needed, this, &ComposerController::estimate);
    connect(&loader(), &AttachmentLoader::pendingChanged, this, [this](const QString &chat) {
        if (chat == m_chat)
            composer().setPending(loader().pending(chat));
    });
    connect(&loader(), &AttachmentLoader::failed, this, [this](const QString &chat, const QString &sentence) {
        if (chat == m_chat)
            composer().hint().setProblem(sentence);
    });
}

ComposerController::~ComposerController()
{
    if (m_keepSoon.isActive())
        keepDraft();
    m_services.drafts.giveBack(m_newChat);
}

Composer &ComposerController::composer() { return m_panel->composer(); }

void ComposerController::showOn(ChatPanel &panel)
{
    const Draft draft = m_panel ? composer().draft() : m_services.drafts.draft(m_chat);
    m_panel = &panel;
    composer().setDraft(draft);
    composer().setPending(loader().pending(m_chat));
    connectPanel();
    updateModel();
}

void ComposerController::connectPanel()
{
    const Composer &writing = composer();
    connect(&writing, &Composer::draftChanged, this, [this] {
        if (!m_keepSoon.isActive()) // not put off by further typing
            m_keepSoon.start();
        m_budget.setOutdated();
    });
    connect(&writing, &Composer::earlierRequested, this, [this] { walk(QuestionWalk::Step::Earlier); });
    connect(&writing, &Composer::laterRequested, this, [this] { walk(QuestionWalk::Step::Later); });
    connect(&writing, &Composer::attachRequested, this, &ComposerController::chooseFiles);
    connect(&writing, &Composer::picturePasted, this,
        [this](const QImage &picture) { loader().readPicture(m_chat, picture); });
    connect(m_panel, &ChatPanel::pictureDropped, this,
        [this](const QImage &picture) { loader().readPicture(m_chat, picture); });
    connect(&writing, &Composer::promptRequested, this, &ComposerController::showPrompt);
    connect(&m_budget, &QuestionBudget::estimated, &writing, [this](const Prompt &expected) {
        composer().budget().setPrompt(expected);
        composer().hint().setLeftOut(leftOutWords(expected));
    });
}

/// What was typed before it came stays, below.
void ComposerController::onDraftLoaded(const QString &chat, const Draft &stored)
{
    if (chat != m_chat)
        return;
    composer().setDraft(joinedDrafts(stored, composer().draft()));
}

void ComposerController::keepDraft()
{
    if (takeDraft())
        m_services.drafts.store(m_chat);
}

bool ComposerController::takeDraft()
{
    m_keepSoon.stop();
    return m_services.drafts.put(m_chat, composer().draftSoFar());
}

void ComposerController::setWaiting(const QString &chat, const QList<Draft> &waiting)
{
    if (!m_services.drafts.putWaiting(chat, waiting))
        return;
    if (chat == m_chat)
        takeDraft();
    m_services.drafts.store(chat);
}

void ComposerController::open(const QString &chat)
{
    composer().draft(); // with what an input method was composing
    keepDraft();
    m_chat = chat;
    m_messages.clear();
    composer().setDraft(m_services.drafts.draft(chat));
    composer().setPending(loader().pending(chat));
}

void ComposerController::openNewChat() { open(m_newChat); }

void ComposerController::setMessages(const QList<StoredMessage> &messages)
{
    m_messages = messages;
    m_budget.setOutdated();
}

void ComposerController::setCollections(const QList<CollectionName> &collections)
{
    if (collections == m_collections)
        return;
    m_collections = collections;
    m_budget.setOutdated();
}

void ComposerController::sent(const QString &chat)
{
    composer().takeAway();
    keepDraft();
    m_chat = chat;
}

void ComposerController::forget(const QString &chat)
{
    m_services.drafts.forget(chat);
    if (chat == m_chat) {
        composer().setDraft({});
        m_keepSoon.stop();
    }
}

void ComposerController::attachFiles(const QStringList &paths)
{
    const qsizetype there = composer().draftSoFar().attachments.size() + loader().pending(m_chat).size();
    const qsizetype room = std::max<qsizetype>(kMostAttachments - there, 0);
    loader().readFiles(m_chat, paths.mid(0, room));
    if (paths.size() > room) {
        composer().hint().setProblem(
            tr("Up to %1 files go with a question. Add the others to your documents.").arg(kMostAttachments));
    }
}

void ComposerController::chooseFiles()
{
    auto *const dialog = new QFileDialog(m_panel, tr("Attach to this question"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &ComposerController::attachFiles);
    dialog->open();
}

void ComposerController::walk(QuestionWalk::Step step)
{
    QStringList questions;
    for (const StoredMessage &message : std::as_const(m_messages)) {
        if (message.role == ChatRole::User && (questions.isEmpty() || questions.last() != message.answer.text))
            questions << message.answer.text;
    }
    QString written = composer().question();
    QString before;
    if (!composer().draft().editing.isEmpty()) {
        if (!questions.contains(written))
            return; // an edit that has begun is not walked away from
        composer().giveUpEdit();
        before = composer().question();
        written = written == questions.last() ? written : before;
    }
    if (const auto text = m_walk.take(step, questions, written, before))
        composer().setText(*text);
}

QList<StoredMessage> ComposerController::messagesBefore(const MessageId &edited) const
{
    if (edited.isEmpty())
        return m_messages; // shared, not copied
    const auto at = std::find_if(m_messages.cbegin(), m_messages.cend(),
        [&edited](const StoredMessage &message) { return message.id == edited; });
    return m_messages.first(at - m_messages.cbegin());
}

void ComposerController::updateModel()
{
    const QueryRequest request{.model = m_services.model.current()};
    const bool canSee = m_services.queries.modelFor(request).canSee.value_or(true);
    composer().setSight(m_services.model.isQuotesOnly() ? Composer::Sight::NoModel
            : canSee                                    ? Composer::Sight::Possible
                                                        : Composer::Sight::Impossible);
    m_budget.setOutdated();
}

void ComposerController::estimate()
{
    const QueryRequest request = requestFromSettings(m_services.settings, m_services.model.current(), m_collections);
    const Draft draft = composer().draftSoFar();
    m_budget.estimate({.draft = draft,
        .messages = messagesBefore(draft.editing),
        .parts = m_services.queries.expectedParts(request),
        .builder = m_services.queries.prompts()});
}

void ComposerController::showPrompt()
{
    delete m_prompt;
    m_prompt = new PromptDialog(m_panel);
    m_prompt->setAttribute(Qt::WA_DeleteOnClose);
    m_prompt->show();
    QueryRequest request = requestFromSettings(m_services.settings, m_services.model.current(), m_collections);
    const Draft draft = composer().draft();
    request.question = composer().question();
    request.history = historyForModel(messagesBefore(draft.editing));
    freshet::attach(request, draft.attachments);
    QueryRun *const run = m_services.queries.preview(request, m_prompt);
    connect(run, &QueryReply::finished, m_prompt, [this, run, options = request.options] {
        if (run->error())
            m_prompt->setProblem(run->error()->message);
        else if (run->prompt().messages.isEmpty())
            m_prompt->setProblem(tr("Nothing is sent: the answer is made of quotes from your documents, here."));
        else
            m_prompt->setText(promptText({m_services.model.label(), options, run->prompt(), run->answer().notes}));
    });
}

} // namespace freshet
