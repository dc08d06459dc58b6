// SPDX-License-Identifier: MIT
#include "ui/chat/chat_collection_store.h"

#include "core/history/history_collections.h"
#include "core/retrieval/retrieval_service.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/chat/draft_store.h"

namespace freshet {

namespace {

QList<CollectionName> withSearched(QList<CollectionName> names, const CollectionName &name, bool isSearched)
{
    names.removeAll(name);
    if (isSearched)
        names << name;
    return names;
}

} // namespace

ChatCollectionStore::ChatCollectionStore(
    HistoryStore &history, RetrievalService &retrieval, SettingsStore &settings, QObject *parent)
    : QObject(parent), m_history(history), m_retrieval(retrieval), m_settings(settings)
{
    connect(&history, &HistoryStore::collectionsLoaded, this, &ChatCollectionStore::onLoaded);
    connect(&history, &HistoryStore::chatsImported, this, &ChatCollectionStore::load);
    connect(&history, &HistoryStore::conversationsDeleted, this, [this](const QList<ConversationId> &ids) {
        for (const ConversationId &id : ids)
            m_own.remove(id);
    });
    connect(&retrieval, &RetrievalService::collectionsChanged, this, &ChatCollectionStore::look);
    connect(&retrieval, &RetrievalService::collectionNamesRead, this, [this](const QList<CollectionName> &names) {
        m_known.emplace(names.begin(), names.end());
        emit looked();
    });
    connect(&settings, &SettingsStore::changed, this, [this](const QString &key) {
        if (key == QLatin1String(keys::chatCollections.key))
            emit changed();
    });
}

void ChatCollectionStore::load()
{
    m_chosenSince.clear();
    m_history.loadCollections();
}

void ChatCollectionStore::look() { m_retrieval.readCollectionNames(); }

void ChatCollectionStore::onLoaded(const QHash<ConversationId, QList<CollectionName>> &stored)
{
    for (auto choice = stored.cbegin(); choice != stored.cend(); ++choice) {
        const QString &chat = choice.key();
        if (m_chosenSince.contains(chat) || m_own.contains(chat))
            continue;
        if (DraftStore::isFurtherNewChat(chat)) // of a window of an earlier run
            m_history.storeCollections(chat, std::nullopt);
        else
            m_own.insert(chat, *choice);
    }
    emit changed();
}

QList<CollectionName> ChatCollectionStore::chosen(const QString &chat) const
{
    const auto own = m_own.constFind(chat);
    return own == m_own.cend() ? m_settings.get(keys::chatCollections) : *own;
}

/// The guide comes back by itself.
bool ChatCollectionStore::isMissing(const CollectionName &name) const
{
    return m_known && !m_known->contains(name) && name != kGuideCollection;
}

QList<CollectionName> ChatCollectionStore::searched(const QString &chat) const
{
    QList<CollectionName> names = chosen(chat);
    names.removeIf([this](const CollectionName &name) { return isMissing(name); });
    return names;
}

void ChatCollectionStore::choose(const QString &chat, const std::optional<QList<CollectionName>> &names)
{
    if (names)
        m_own.insert(chat, *names);
    else
        m_own.remove(chat);
    m_chosenSince << chat;
    m_history.storeCollections(chat, names);
    emit changed();
}

void ChatCollectionStore::setSearched(const QString &chat, const CollectionName &name, bool isSearched)
{
    if (m_known && isSearched)
        m_known->insert(name); // it came since somebody looked
    choose(chat, withSearched(chosen(chat), name, isSearched));
}

void ChatCollectionStore::setSearchedByNewChats(const CollectionName &name, bool isSearched)
{
    if (m_known && isSearched)
        m_known->insert(name);
    m_settings.set(keys::chatCollections, withSearched(m_settings.get(keys::chatCollections), name, isSearched));
}

void ChatCollectionStore::followNewChats(const QString &chat) { choose(chat, std::nullopt); }

QList<CollectionName> ChatCollectionStore::dropMissing(const QString &chat)
{
    QList<CollectionName> names;
    QList<CollectionName> missing;
    const QList<CollectionName> all = chosen(chat);
    for (const CollectionName &name : all)
        (isMissing(name) ? missing : names) << name;
    if (missing.isEmpty())
        return missing;
    if (hasChoice(chat))
        choose(chat, names);
    else
        m_settings.set(keys::chatCollections, names);
    return missing;
}

void ChatCollectionStore::move(const QString &from, const QString &to)
{
    if (const auto own = m_own.constFind(from); own != m_own.cend()) {
        choose(to, *own);
        choose(from, std::nullopt);
    }
    emit moved(from, to);
}

void ChatCollectionStore::renameCollection(const CollectionName &from, const CollectionName &to)
{
    if (m_known && m_known->remove(from))
        m_known->insert(to);
    for (QList<CollectionName> &names : m_own)
        names = withRenamed(names, from, to);
    m_history.renameCollection(from, to);
    m_settings.set(keys::chatCollections, withRenamed(m_settings.get(keys::chatCollections), from, to));
    emit changed();
}

} // namespace freshet
