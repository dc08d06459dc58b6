// SPDX-License-Identifier: MIT
#include "core/history/history_collections.h"
#include "core/history/history_worker.h"

#include <QSqlError>
#include <QSqlQuery>

// Which collections the chats search.

namespace freshet {

void HistoryWorker::storeCollections(const ConversationId &id, const std::optional<QList<CollectionName>> &collections)
{
    m_unsavedCollections.remove(id);
    const bool isStored = write(
        "Which collections the chat searches could not be saved",
        [&](QSqlQuery &query) { return writeCollections(query, id, collections); }, AfterFailure::Hold);
    if (isStored)
        return;
    m_unsavedCollections.insert(id, collections);
    hold();
}

void HistoryWorker::loadCollections()
{
    flushUnlessHeld();
    QHash<ConversationId, QList<CollectionName>> collections;
    read([&collections](QSqlQuery &query) {
        collections = readAllCollections(query);
        return !query.lastError().isValid();
    });
    for (auto chat = m_unsavedCollections.cbegin(); chat != m_unsavedCollections.cend(); ++chat) {
        if (*chat)
            collections.insert(chat.key(), **chat);
        else
            collections.remove(chat.key());
    }
    emit collectionsLoaded(collections);
}

void HistoryWorker::renameCollection(const CollectionName &from, const CollectionName &to)
{
    for (auto &collections : m_unsavedCollections) {
        if (collections)
            collections = withRenamed(*collections, from, to);
    }
    write("The collection's new name could not be saved in the chats",
        [&](QSqlQuery &query) { return renameInCollections(query, from, to); });
}

} // namespace freshet
