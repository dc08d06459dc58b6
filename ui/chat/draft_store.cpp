// SPDX-License-Identifier: MIT
#include "ui/chat/draft_store.h"

#include "ui/chat/composer.h"

#include <algorithm>

namespace freshet {

namespace {

const QLatin1String kFurtherNewChat("new:");

/// @p later below @p draft.
Draft joinedDrafts(Draft draft, const Draft &later)
{
    draft.text = joinedTexts(draft.text, later.text);
    draft.pasted = joinedTexts(draft.pasted, later.pasted);
    draft.attachments << later.attachments;
    return draft;
}

Draft withWaiting(Draft draft, const QList<Draft> &waiting)
{
    if (waiting.isEmpty())
        return draft;
    if (!draft.editing.isEmpty()) {
        draft.aside = std::make_shared<const Draft>(withWaiting(draft.aside ? *draft.aside : Draft(), waiting));
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

DraftStore::DraftStore(HistoryStore &history, QObject *parent) : QObject(parent), m_history(history)
{
    connect(&history, &HistoryStore::draftsLoaded, this, &DraftStore::onLoaded);
}

QString DraftStore::takeNewChat()
{
    QStringList left{kNewChat};
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft) {
        if (draft.key().startsWith(kFurtherNewChat))
            left << draft.key();
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
        return false;
    if (draft.isEmpty())
        m_drafts.remove(chat);
    else
        m_drafts.insert(chat, draft);
    return true;
}

void DraftStore::store(const QString &chat)
{
    m_history.storeDraft(chat, withWaiting(m_drafts.value(chat), m_waiting.value(chat)));
}

void DraftStore::addTo(const QString &chat, const Draft &more)
{
    Draft &draft = m_drafts[chat];
    draft = joinedDrafts(draft, more);
    store(chat);
    emit added(chat, more);
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
    m_drafts.remove(chat);
    m_waiting.remove(chat);
}

/// What is there already is newer.
void DraftStore::onLoaded(const QHash<ConversationId, Draft> &drafts)
{
    QHash<QString, Draft> stored = drafts;
    QStringList further; // of windows of the last run: all of it goes on in the first one
    for (auto draft = drafts.cbegin(); draft != drafts.cend(); ++draft) {
        if (draft.key().startsWith(kFurtherNewChat) && !m_newChats.contains(draft.key()))
            further << draft.key();
    }
    std::sort(further.begin(), further.end()); // always in the same order
    Draft collected;
    for (const QString &name : std::as_const(further))
        collected = joinedDrafts(collected, stored.take(name));
    if (!collected.isEmpty() && !m_drafts.contains(kNewChat))
        stored.insert(kNewChat, joinedDrafts(stored.value(kNewChat), collected));
    else if (!collected.isEmpty())
        addTo(kNewChat, collected);
    for (auto draft = stored.cbegin(); draft != stored.cend(); ++draft) {
        if (draft->isEmpty() || m_drafts.contains(draft.key()))
            continue;
        m_drafts.insert(draft.key(), draft.value());
        emit loaded(draft.key(), draft.value());
    }
    if (!further.isEmpty())
        store(kNewChat);
    for (const QString &name : std::as_const(further))
        m_history.storeDraft(name, {}); // only now that they are elsewhere
}

} // namespace freshet
