// SPDX-License-Identifier: MIT
#include "ui/chat/draft_store.h"

#include "ui/chat/composer.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace freshet {

namespace {

const QLatin1String kFurtherNewChat("new:");
constexpr auto kStoreDelay = 400ms; ///< As for what is typed.

std::shared_ptr<const Draft> setAside(const Draft &draft) { return std::make_shared<const Draft>(draft); }
Draft setAsideBy(const Draft &draft) { return draft.aside ? *draft.aside : Draft(); }

Draft withWaiting(Draft draft, const QList<Draft> &waiting)
{
    if (waiting.isEmpty())
        return draft;
    if (!draft.editing.isEmpty()) {
        draft.aside = setAside(withWaiting(setAsideBy(draft), waiting));
        return draft;
    }
    Draft all;
    for (const Draft &question : waiting) {
        all.text = joinedTexts(all.text, question.text);
        all.attachments << question.attachments;
    }
    draft.text = joinedTexts(all.text, draft.text);
    draft.attachments = all.attachments + draft.attachments;
    return draft;
}

} // namespace

Draft joinedDrafts(Draft draft, const Draft &later)
{
    if (!later.editing.isEmpty() && later.editing != draft.editing) {
        Draft edit = later;
        edit.aside = setAside(joinedDrafts(std::move(draft), setAsideBy(later)));
        return edit;
    }
    draft.text = joinedTexts(draft.text, later.text);
    draft.pasted = joinedTexts(draft.pasted, later.pasted);
    draft.attachments << later.attachments;
    if (later.aside)
        draft.aside = setAside(joinedDrafts(setAsideBy(draft), *later.aside));
    return draft;
}

DraftStore::DraftStore(HistoryStore &history, QObject *parent)
    : QObject(parent), m_history(history), m_loader(this), m_storeSoon(this)
{
    m_storeSoon.setSingleShot(true);
    m_storeSoon.setInterval(kStoreDelay);
    connect(&m_storeSoon, &QTimer::timeout, this, &DraftStore::storeAttached);
    connect(&m_loader, &AttachmentLoader::attached, this, &DraftStore::attach);
    connect(&history, &HistoryStore::draftsLoaded, this, &DraftStore::onLoaded, Qt::SingleShotConnection);
}

DraftStore::~DraftStore() { storeAttached(); }

bool DraftStore::isFurtherNewChat(const QString &chat) { return chat.startsWith(kFurtherNewChat); }

void DraftStore::load()
{
    if (!std::exchange(m_isAsked, true))
        m_history.loadDrafts();
}

QString DraftStore::takeNewChat(NewChat kind)
{
    QStringList left;
    if (kind == NewChat::Found) {
        left << kNewChat;
        for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft) {
            if (isFurtherNewChat(draft.key()))
                left << draft.key();
        }
    }
    left.removeIf([this](const QString &name) { return m_newChats.contains(name); });
    const QString name = left.isEmpty() ? QString(kFurtherNewChat + newHistoryId()) : left.first();
    m_newChats << name;
    return name;
}

void DraftStore::giveBack(const QString &newChat) { m_newChats.remove(newChat); }

bool DraftStore::put(const QString &chat, const Draft &draft)
{
    if (draft == m_drafts.value(chat))
        return m_attached.contains(chat);
    if (draft.isEmpty())
        m_drafts.remove(chat);
    else
        m_drafts.insert(chat, draft);
    return true;
}

void DraftStore::store(const QString &chat)
{
    if (!m_isLoaded) {
        load(); // before this takes its place
        m_storedBefore << chat;
    }
    m_attached.remove(chat);
    m_history.storeDraft(chat, withWaiting(m_drafts.value(chat), m_waiting.value(chat)));
}

void DraftStore::addTo(const QString &chat, const Draft &more)
{
    Draft &draft = m_drafts[chat];
    if (draft.editing.isEmpty())
        draft = joinedDrafts(draft, more);
    else
        draft.aside = setAside(joinedDrafts(setAsideBy(draft), more));
    store(chat);
    emit added(chat, more);
}

void DraftStore::attach(const QString &chat, const Attachment &file)
{
    m_drafts[chat].attachments << file;
    m_attached << chat;
    if (!m_storeSoon.isActive()) // not put off by further files
        m_storeSoon.start();
    emit attached(chat, file);
}

void DraftStore::storeAttached()
{
    const QSet<QString> chats = m_attached;
    for (const QString &chat : chats)
        store(chat);
}

bool DraftStore::putWaiting(const QString &chat, const QList<Draft> &waiting)
{
    if (waiting == m_waiting.value(chat))
        return false;
    if (waiting.isEmpty())
        m_waiting.remove(chat);
    else
        m_waiting.insert(chat, waiting);
    return true;
}

void DraftStore::forget(const QString &chat)
{
    m_loader.forget(chat);
    m_drafts.remove(chat);
    m_waiting.remove(chat);
    m_attached.remove(chat);
}

/// What is there already was written before this came, and may have been stored in its place: both are kept.
void DraftStore::onLoaded(const QHash<ConversationId, Draft> &drafts)
{
    QHash<QString, Draft> stored = drafts;
    QStringList further; // of windows of the last run: all of it goes on in the first one
    for (auto draft = drafts.cbegin(); draft != drafts.cend(); ++draft) {
        if (isFurtherNewChat(draft.key()) && !m_newChats.contains(draft.key()))
            further << draft.key();
    }
    std::sort(further.begin(), further.end()); // always in the same order
    for (const QString &name : std::as_const(further)) {
        const Draft draft = stored.take(name);
        stored.insert(kNewChat, joinedDrafts(stored.value(kNewChat), draft));
    }
    m_isLoaded = true;
    for (auto draft = stored.cbegin(); draft != stored.cend(); ++draft) {
        const QString &chat = draft.key();
        if (draft->isEmpty())
            continue;
        m_drafts.insert(chat, joinedDrafts(*draft, m_drafts.value(chat)));
        emit loaded(chat, *draft);
        if (m_storedBefore.contains(chat))
            store(chat);
    }
    m_storedBefore.clear();
    if (!further.isEmpty())
        store(kNewChat);
    for (const QString &name : std::as_const(further))
        m_history.storeDraft(name, {}); // only now that they are elsewhere
}

} // namespace freshet
