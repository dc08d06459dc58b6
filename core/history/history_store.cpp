// SPDX-License-Identifier: MIT
#include "core/history/history_store.h"

#include "core/history/history_worker.h"
#include "core/history/reading_place.h"

#include <QFileInfo>
#include <QStorageInfo>
#include <QUuid>

namespace freshet {

HistoryStore::HistoryStore(const QString &databasePath, QObject *parent)
    : HistoryStore(databasePath, HistoryOptions(), parent)
{
}

HistoryStore::HistoryStore(const QString &databasePath, const HistoryOptions &options, QObject *parent)
    : QObject(parent), m_clock(options.clock), m_worker(new HistoryWorker(databasePath, options))
{
    connectWorker(m_worker);
    connect(m_worker, &HistoryWorker::foldersListed, this, &HistoryStore::foldersListed);
    connect(m_worker, &HistoryWorker::conversationsListed, this, &HistoryStore::conversationsListed);
    connect(m_worker, &HistoryWorker::chatsImported, this, &HistoryStore::chatsImported);
    connect(m_worker, &HistoryWorker::draftsLoaded, this, &HistoryStore::draftsLoaded);
    connect(m_worker, &HistoryWorker::collectionsLoaded, this, &HistoryStore::collectionsLoaded);
    connect(m_worker, &HistoryWorker::readingPlaceLoaded, this, &HistoryStore::readingPlaceLoaded);
    connect(m_worker, &HistoryWorker::modelsFound, this, &HistoryStore::modelsFound);
    connect(m_worker, &HistoryWorker::messageStored, this, &HistoryStore::messageStored);
    m_thread.setObjectName("history");
    m_thread.start();
    post(m_worker, [](HistoryWorker *worker) { worker->startCare(); });
}

HistoryStore::~HistoryStore()
{
    // quit() as the last job, so that everything asked for before it is done.
    post(m_worker, [this](HistoryWorker *) { m_thread.quit(); });
    m_thread.wait();
}

void HistoryStore::connectWorker(HistoryWorker *worker)
{
    worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, worker, &QObject::deleteLater);
    connect(worker, &HistoryWorker::conversationLoaded, this, &HistoryStore::conversationLoaded);
    connect(worker, &HistoryWorker::chatRead, this, &HistoryStore::chatRead);
    connect(worker, &HistoryWorker::conversationsChanged, this, &HistoryStore::conversationsChanged);
    connect(worker, &HistoryWorker::conversationsDeleted, this, &HistoryStore::conversationsDeleted);
    connect(worker, &HistoryWorker::questionStored, this, &HistoryStore::questionStored);
    connect(worker, &HistoryWorker::failed, this, &HistoryStore::failed);
}

template <typename Job>
void HistoryStore::post(HistoryWorker *worker, Job job)
{
    QMetaObject::invokeMethod(
        worker, [worker, job = std::move(job)] { job(worker); }, Qt::QueuedConnection);
}

void HistoryStore::listConversations()
{
    post(m_worker, [memory = m_memory](HistoryWorker *worker) {
        worker->list(memory ? memory->conversations() : QList<ConversationInfo>());
    });
}

void HistoryStore::loadConversation(const ConversationId &id)
{
    post(workerOf(id), [id](HistoryWorker *worker) { worker->load(id); });
}

void HistoryStore::readChat(const ConversationId &id)
{
    post(workerOf(id), [id](HistoryWorker *worker) { worker->readChat(id); });
}

void HistoryStore::importChats(const QList<StoredChat> &chats)
{
    post(m_worker, [chats](HistoryWorker *worker) { worker->importChats(chats); });
}

void HistoryStore::listModels()
{
    post(m_worker, [](HistoryWorker *worker) { worker->listModels(); });
}

void HistoryStore::storeQuestion(const StoredMessage &question, const StoredMessage &answer)
{
    if (m_temporary.contains(question.conversation))
        m_unstored.insert(answer.id);
    post(workerOf(question.conversation),
        [question, answer](HistoryWorker *worker) { worker->storeQuestion(question, answer); });
}

void HistoryStore::appendToAnswer(const MessageId &id, const QString &delta)
{
    post(workerOfAnswer(id), [id, delta](HistoryWorker *worker) { worker->append(id, delta); });
}

void HistoryStore::restartAnswer(const MessageId &id)
{
    post(workerOfAnswer(id), [id](HistoryWorker *worker) { worker->restart(id); });
}

void HistoryStore::finishAnswer(const StoredMessage &answer)
{
    post(workerOfAnswer(answer.id), [answer](HistoryWorker *worker) { worker->finish(answer); });
}

void HistoryStore::setLeaf(const ConversationId &id, const MessageId &leaf)
{
    post(workerOf(id), [id, leaf](HistoryWorker *worker) { worker->setLeaf(id, leaf); });
}

void HistoryStore::renameConversation(const ConversationId &id, const QString &title)
{
    post(workerOf(id), [id, title](HistoryWorker *worker) { worker->rename(id, title); });
}

void HistoryStore::deleteConversations(const QList<ConversationId> &ids)
{
    QHash<HistoryWorker *, QList<ConversationId>> perWorker; // a temporary chat is elsewhere
    for (const ConversationId &id : ids)
        perWorker[workerOf(id)] << id;
    for (auto it = perWorker.cbegin(); it != perWorker.cend(); ++it) {
        post(it.key(),
            [own = it.value()](HistoryWorker *worker) { worker->removeWhere([&own](QSqlQuery &) { return own; }); });
    }
}

void HistoryStore::changeOrder(const OrderChange &change) { changeOrders({change}); }

void HistoryStore::changeOrders(const QList<OrderChange> &changes)
{
    QHash<HistoryWorker *, QList<OrderChange>> perWorker;
    for (const OrderChange &change : changes)
        perWorker[workerOf(std::visit([](const auto &it) { return it.id; }, change))] << change;
    for (auto it = perWorker.cbegin(); it != perWorker.cend(); ++it) {
        post(it.key(), [own = it.value(), now = m_clock()](HistoryWorker *worker) { worker->changeOrder(own, now); });
    }
}

void HistoryStore::purgeTrash()
{
    post(m_worker, [now = m_clock()](HistoryWorker *worker) { worker->purgeTrash(now); });
}

void HistoryStore::emptyTrash()
{
    post(m_worker, [](HistoryWorker *worker) { worker->removeWhere(readTrash); });
}

void HistoryStore::keepInMemory(const ConversationId &id)
{
    m_temporary.insert(id);
    if (m_memory)
        return;
    m_memory = new HistoryWorker({}, {});
    connectWorker(m_memory);
}

void HistoryStore::storeDraft(const ConversationId &id, const Draft &draft)
{
    post(workerOf(id), [id, draft](HistoryWorker *worker) { worker->storeDraft(id, draft); });
}

void HistoryStore::loadDrafts()
{
    post(m_worker, [](HistoryWorker *worker) { worker->loadDrafts(); });
}

void HistoryStore::storeCollections(const ConversationId &id, const std::optional<QList<CollectionName>> &collections)
{
    post(workerOf(id), [id, collections](HistoryWorker *worker) { worker->storeCollections(id, collections); });
}

void HistoryStore::loadCollections()
{
    post(m_worker, [](HistoryWorker *worker) { worker->loadCollections(); });
}

void HistoryStore::renameCollection(const CollectionName &from, const CollectionName &to)
{
    for (HistoryWorker *const worker : {m_worker, m_memory}) {
        if (worker)
            post(worker, [from, to](HistoryWorker *it) { it->renameCollection(from, to); });
    }
}

void HistoryStore::keepReadingPlace(const ReadingPlace &place)
{
    const ReadingPlace kept = isTemporary(place.conversation) ? ReadingPlace() : place;
    post(m_worker, [kept](HistoryWorker *worker) { worker->keepReadingPlace(kept); });
}

void HistoryStore::loadReadingPlace()
{
    post(m_worker, [](HistoryWorker *worker) { worker->loadReadingPlace(); });
}

qint64 freeSpaceOf(const QString &file)
{
    const QStorageInfo disk(QFileInfo(file).absolutePath());
    return disk.isValid() ? disk.bytesAvailable() : -1;
}

QString newHistoryId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

QLatin1String toWord(StoredState state)
{
    switch (state) {
    case StoredState::Complete:
        return QLatin1String("complete");
    case StoredState::Streaming:
        return QLatin1String("streaming");
    case StoredState::Interrupted:
        return QLatin1String("interrupted");
    case StoredState::Failed:
        return QLatin1String("failed");
    }
    return QLatin1String("complete");
}

std::optional<StoredState> storedStateFromString(QStringView word)
{
    for (const StoredState state :
        {StoredState::Complete, StoredState::Streaming, StoredState::Interrupted, StoredState::Failed}) {
        if (word == toWord(state))
            return state;
    }
    return std::nullopt;
}

} // namespace freshet
