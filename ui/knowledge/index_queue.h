// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <chrono>
#include <optional>

namespace freshet {

class IndexReply;
class RetrievalService;

/// How long @p left files will take when @p done took @p elapsed; nothing while too little is known to say.
std::optional<std::chrono::seconds> remainingTime(int done, int left, std::chrono::milliseconds elapsed);

/// Indexing jobs one after the other, with what there is to say about the one at work. A job that is paused lets no
/// other one by.
class IndexQueue : public QObject {
    Q_OBJECT

public:
    struct State {
        CollectionName collection;
        IndexProgress progress;
        bool isPaused = false;
        std::optional<std::chrono::seconds> remaining; ///< Of this job, by what it took so far.
    };
    struct End {
        CollectionName collection;
        IndexSummary summary;
        std::optional<Error> error; ///< Of the whole; Cancelled where it was stopped.
    };

    explicit IndexQueue(RetrievalService &retrieval, QObject *parent = nullptr);
    ~IndexQueue() override;

    void add(const IndexJob &job);
    void setPaused(bool isPaused); ///< Until the next job.
    void stop(); ///< All of them; what is indexed stays.
    bool isRunning() const;
    bool hasJobFor(const CollectionName &collection) const; ///< At work or waiting.
    const State &state() const { return m_state; } ///< Of the job at work.

signals:
    void stateChanged();
    void jobEnded(const freshet::IndexQueue::End &end); ///< state() is of the next one already, if there is one.

private:
    void startNext();
    void onProgress(const IndexProgress &progress);
    void onFinished();

    RetrievalService &m_retrieval;
    QList<IndexJob> m_waiting;
    QPointer<IndexReply> m_running; // child of this
    State m_state;
    QElapsedTimer m_working; ///< Since the start or the end of the last pause.
    std::chrono::milliseconds m_worked{0}; ///< Before that.
};

} // namespace freshet
