// SPDX-License-Identifier: MIT
#include "ui/knowledge/index_queue.h"

#include "core/retrieval/retrieval_service.h"

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr int kFewestTimed = 5; ///< Files; of fewer, one says nothing of the next.
constexpr std::chrono::seconds kShortestTimed{2};

} // namespace

std::optional<std::chrono::seconds> remainingTime(int done, int left, std::chrono::milliseconds elapsed)
{
    if (done < kFewestTimed || left <= 0 || elapsed < kShortestTimed)
        return std::nullopt;
    const auto rest = std::chrono::milliseconds(elapsed.count() * left / done);
    return std::max(std::chrono::seconds(1), std::chrono::round<std::chrono::seconds>(rest));
}

IndexQueue::IndexQueue(RetrievalService &retrieval, QObject *parent) : QObject(parent), m_retrieval(retrieval) { }

IndexQueue::~IndexQueue() = default;

bool IndexQueue::isRunning() const { return m_running; }

bool IndexQueue::hasJobFor(const CollectionName &collection) const
{
    return (m_running && m_state.collection == collection)
        || std::any_of(m_waiting.cbegin(), m_waiting.cend(),
            [&collection](const IndexJob &job) { return job.collection == collection; });
}

void IndexQueue::add(const IndexJob &job)
{
    m_waiting << job;
    if (!m_running)
        startNext();
}

void IndexQueue::startNext()
{
    if (m_waiting.isEmpty())
        return;
    const IndexJob job = m_waiting.takeFirst();
    m_state = {.collection = job.collection};
    m_worked = {};
    m_working.start();
    m_running = m_retrieval.index(job, this);
    connect(m_running, &IndexReply::progressed, this, &IndexQueue::onProgress);
    connect(m_running, &IndexReply::finished, this, &IndexQueue::onFinished);
    emit stateChanged();
}

void IndexQueue::onProgress(const IndexProgress &progress)
{
    m_state.progress = progress;
    const auto elapsed
        = m_worked + (m_state.isPaused ? std::chrono::milliseconds(0) : std::chrono::milliseconds(m_working.elapsed()));
    m_state.remaining = remainingTime(progress.done, progress.total - progress.done, elapsed);
    emit stateChanged();
}

void IndexQueue::setPaused(bool isPaused)
{
    if (!m_running || isPaused == m_state.isPaused)
        return;
    m_state.isPaused = isPaused;
    if (isPaused)
        m_worked += std::chrono::milliseconds(m_working.elapsed());
    else
        m_working.start();
    m_running->setPaused(isPaused);
    emit stateChanged();
}

void IndexQueue::stop()
{
    m_waiting.clear();
    if (m_running)
        m_running->abort();
}

void IndexQueue::onFinished()
{
    IndexReply *const ended = std::exchange(m_running, nullptr);
    ended->deleteLater();
    const End end{.collection = m_state.collection, .summary = ended->summary(), .error = ended->error()};
    startNext();
    if (!m_running)
        emit stateChanged();
    emit jobEnded(end);
}

} // namespace freshet
