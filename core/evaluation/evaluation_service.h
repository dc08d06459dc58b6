// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/evaluation/evaluation_reply.h"
#include "core/evaluation/evaluation_store.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <type_traits>
#include <utility>

namespace freshet {

/// How good search is on the user's own documents: keeps questions with their expected passages, asks all of them, and
/// keeps what came of it, to be compared with what comes after a change.
///
/// Nothing blocks the caller's thread but what it does with store() itself: a run reads its questions and writes its
/// end on a thread of the service, and so does all that onDisk() takes, one after the other.
class EvaluationService : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString directory; ///< Of the store.
        std::function<QMap<QString, QString>()> settings; ///< What a run begins with, for its IndexState. May be null.
        Clock clock = systemClock;
        EvaluationReply::Stopwatch stopwatch = EvaluationReply::steadyStopwatch();
    };

    /// @p retrieval must live longer.
    EvaluationService(RetrievalService &retrieval, const Options &options, QObject *parent = nullptr);

    EvaluationStore &store() { return m_store; }

    /// Has @p work(EvaluationStore &) done on the service's thread, after what was given to it before, and then
    /// @p done(ANSWER) in the thread of @p context, unless that has gone. All work is done when the service is
    /// destroyed.
    template <typename Work, typename Done>
    void onDisk(QObject *context, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work, EvaluationStore &>;
        auto *const watcher = new QFutureWatcher<Answer>(context); // QFuture::then() asserts that its context lives
        connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
            watcher->deleteLater();
            done(watcher->result());
        });
        watcher->setFuture(
            QtConcurrent::run(&m_disk, [store = m_store, work = std::move(work)]() mutable { return work(store); }));
    }

    /// Asks all questions about @p collection, one after the other, for @p depth passages each. A whole run is kept
    /// before its handle is finished; one that failed or was aborted is not.
    EvaluationReply *run(const CollectionName &collection, int depth, QObject *parent);

private:
    RetrievalService &m_retrieval;
    const Options m_options;
    EvaluationStore m_store;
    QThreadPool m_disk;
};

} // namespace freshet
