// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/query_types.h"

#include <QObject>

#include <optional>

namespace freshet {

/// The handle of one query. The signals are the protocol's messages: accepted() first, then phases, sources, deltas,
/// finished() exactly once and last. Silent until control is back in the event loop. Deleting it aborts.
/// The caller owns it.
class QueryReply : public QObject {
    Q_OBJECT

public:
    ~QueryReply() override;

    bool isFinished() const { return m_finished; }
    const std::optional<Error> &error() const { return m_error; }

    /// Grows with the deltas; whole (citations, usage, timings, notes) when finished() comes without an error. With an
    /// error, `text` and `reasoning` keep what had come.
    const QueryAnswer &answer() const { return m_answer; }
    const QList<Source> &sources() const { return m_sources; } ///< The passages given to the model.
    virtual bool isRevealing() const { return false; } ///< The text is there and is only shown bit by bit.

    /// For back-pressure, as ChatReply::setPaused() tells.
    virtual void setPaused(bool /*paused*/) { }

public slots:
    virtual void revealAll() { } ///< Shows the rest of a text that isRevealing() at once; else harmless.
    virtual void abort() = 0; ///< Leads to finished() with ErrorKind::Cancelled; harmless when finished.

signals:
    void accepted(const freshet::ModelRef &model, bool withRetrieval);
    void phaseChanged(const freshet::PhaseInfo &phase);
    void sourcesFound(const QList<freshet::Source> &sources);
    void reasoningAppended(const QString &delta);
    void textAppended(const QString &delta);
    void restarted(const QString &reason);
    void finished();

protected:
    using QObject::QObject;
    void finish(const std::optional<Error> &error); ///< Queues finished(); only the first call counts.

    QueryAnswer m_answer;
    QList<Source> m_sources;

private:
    std::optional<Error> m_error;
    bool m_finished = false;
};

} // namespace freshet
