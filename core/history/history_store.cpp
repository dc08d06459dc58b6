// SPDX-License-Identifier: MIT
#include "core/history/history_store.h"

#include "core/history/history_worker.h"

#include <QUuid>

namespace freshet {

HistoryStore::HistoryStore(const QString &databasePath, QObject *parent)
    : QObject(parent), m_worker(new HistoryWorker(databasePath))
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &HistoryWorker::conversationsListed, this, &HistoryStore::conversationsListed);
    connect(m_worker, &HistoryWorker::conversationLoaded, this, &HistoryStore::conversationLoaded);
    connect(m_worker, &HistoryWorker::draftsLoaded, this, &HistoryStore::draftsLoaded);
    connect(m_worker, &HistoryWorker::modelsFound, this, &HistoryStore::modelsFound);
    connect(m_worker, &HistoryWorker::conversationsChanged, this, &HistoryStore::conversationsChanged);
    connect(m_worker, &HistoryWorker::messageStored, this, &HistoryStore::messageStored);
    connect(m_worker, &HistoryWorker::questionStored, this, &HistoryStore::questionStored);
    connect(m_worker, &HistoryWorker::failed, this, &HistoryStore::failed);
    m_thread.setObjectName("history");
    m_thread.start();
}

HistoryStore::~HistoryStore()
{
    // quit() as the last job, so that everything asked for before it is done.
    post([this](HistoryWorker *) { m_thread.quit(); });
    m_thread.wait();
}

template <typename Job>
void HistoryStore::post(Job job)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, job = std::move(job)] { job(worker); }, Qt::QueuedConnection);
}

void HistoryStore::listConversations()
{
    post([](HistoryWorker *worker) { worker->list(); });
}

void HistoryStore::loadConversation(const ConversationId &id)
{
    post([id](HistoryWorker *worker) { worker->load(id); });
}

void HistoryStore::listModels()
{
    post([](HistoryWorker *worker) { worker->listModels(); });
}

void HistoryStore::storeQuestion(const StoredMessage &question, const StoredMessage &answer)
{
    post([question, answer](HistoryWorker *worker) { worker->storeQuestion(question, answer); });
}

void HistoryStore::appendToAnswer(const MessageId &id, const QString &delta)
{
    post([id, delta](HistoryWorker *worker) { worker->append(id, delta); });
}

void HistoryStore::restartAnswer(const MessageId &id)
{
    post([id](HistoryWorker *worker) { worker->restart(id); });
}

void HistoryStore::finishAnswer(const StoredMessage &answer)
{
    post([answer](HistoryWorker *worker) { worker->finish(answer); });
}

void HistoryStore::setLeaf(const ConversationId &id, const MessageId &leaf)
{
    post([id, leaf](HistoryWorker *worker) { worker->setLeaf(id, leaf); });
}

void HistoryStore::renameConversation(const ConversationId &id, const QString &title)
{
    post([id, title](HistoryWorker *worker) { worker->rename(id, title); });
}

void HistoryStore::deleteConversation(const ConversationId &id)
{
    post([id](HistoryWorker *worker) { worker->remove(id); });
}

void HistoryStore::storeDraft(const ConversationId &id, const Draft &draft)
{
    post([id, draft](HistoryWorker *worker) { worker->storeDraft(id, draft); });
}

void HistoryStore::loadDrafts()
{
    post([](HistoryWorker *worker) { worker->loadDrafts(); });
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
