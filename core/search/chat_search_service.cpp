// SPDX-License-Identifier: MIT
#include "core/search/chat_search_service.h"

#include "core/search/chat_search_worker.h"

namespace freshet {

ChatSearchService::ChatSearchService(HistoryStore &history, const Options &options, QObject *parent)
    : QObject(parent),
      m_clock(options.clock),
      m_worker(new ChatSearchWorker(options.historyPath, options.indexPath, options.results))
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &ChatSearchWorker::answered, this, [this](const SearchResult &result) {
        if (result.number == m_latest)
            emit answered(result);
    });
    connect(m_worker, &ChatSearchWorker::stateChanged, this, [this](const SearchState &state) {
        m_state = state;
        emit stateChanged(state);
    });
    connect(&history, &HistoryStore::conversationsChanged, this,
        [this] { post([](ChatSearchWorker *worker) { worker->compare(); }); });
    connect(&history, &HistoryStore::messageStored, this, [this](const MessageId &message) {
        post([message](ChatSearchWorker *worker) { worker->noteChanged(message); });
    });
    m_thread.setObjectName(QStringLiteral("chat search"));
    m_thread.start(QThread::LowPriority);
}

ChatSearchService::~ChatSearchService()
{
    m_worker->stop();
    m_thread.quit();
    m_thread.wait();
}

template <typename Job>
void ChatSearchService::post(Job job)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, job = std::move(job)] { job(worker); }, Qt::QueuedConnection);
}

void ChatSearchService::start()
{
    post([](ChatSearchWorker *worker) { worker->start(); });
}

quint64 ChatSearchService::search(const QString &typed)
{
    ++m_latest;
    m_worker->announce(m_latest);
    post([number = m_latest, typed, now = m_clock()](ChatSearchWorker *worker) { worker->search(number, typed, now); });
    return m_latest;
}

} // namespace freshet
