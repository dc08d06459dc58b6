// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/citation.h"
#include "core/evaluation/evaluation_types.h"

#include <QObject>

#include <functional>
#include <optional>

namespace freshet {

class RetrievalService;
class SearchReply;

/// The handle of one evaluation. Nothing is emitted before control is back in the event loop; finished() comes once and
/// last; abort() may be called at any time and leads to ErrorKind::Cancelled, but for a run that is whole and on its
/// way to the disk; deleting it aborts.
class EvaluationReply : public QObject {
    Q_OBJECT

public:
    using Stopwatch = std::function<std::chrono::microseconds()>; ///< Never goes back; from whatever moment.
    static Stopwatch steadyStopwatch();

    bool isFinished() const { return m_isFinished; }
    const EvaluationRun &run() const { return m_job.run; } ///< Whole, and with its number, only without an error.
    const std::optional<Error> &error() const { return m_error; }

    void abort();

signals:
    void progressed(int done, int total); ///< Questions.
    void finished();

private:
    friend class EvaluationService;
    struct Job {
        EvaluationRun run; ///< Without outcomes.
        Stopwatch stopwatch;
        std::function<void(EvaluationReply *)> keep; ///< Keeps its run, and tells it onKept().
    };
    EvaluationReply(RetrievalService &retrieval, const Job &job, QObject *parent);

    void begin(const Result<QList<EvaluationQuestion>> &questions); ///< Once, later than the constructor.
    void onCollections(const QList<CollectionInfo> &collections);
    void askNext();
    void onFound();
    void onKept(const Result<int> &number);
    void finish(const std::optional<Error> &error);

    RetrievalService &m_retrieval;
    Job m_job;
    QList<EvaluationQuestion> m_questions;
    SearchReply *m_search = nullptr; // child of this
    bool m_isKnown = false; ///< The collection is in the index.
    std::chrono::microseconds m_askedAt{0};
    std::optional<Error> m_error;
    bool m_isKeeping = false;
    bool m_isFinished = false;
};

} // namespace freshet
