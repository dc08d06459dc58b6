// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/query_types.h"
#include "core/history/history_store.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace freshet {

class QueryReply;
class QueryService;

/// One question on its way to its answer, whether its chat is shown or not: stored first, then sent, and every word of
/// the answer stored as it comes.
///
/// finished() comes once and last. Deleting it stops it; what had come is kept as interrupted.
class AnswerRun : public QObject {
    Q_OBJECT

public:
    /// @p request is sent once @p question is stored, together with @p answer, which is empty or what
    /// QueryRequest::begun says.
    AnswerRun(QueryService &queries, HistoryStore &history, const QueryRequest &request, const StoredMessage &question,
        const StoredMessage &answer, QObject *parent);
    ~AnswerRun() override;

    const StoredMessage &question() const { return m_question; }
    const StoredMessage &answer() const { return m_answer; } ///< As it is now; grows.
    const QueryRequest &request() const { return m_request; }
    const QList<Source> &sources() const { return m_sources; } ///< What the model was given to cite from.
    std::chrono::milliseconds age() const; ///< Since it was asked.
    QString phaseLine() const;
    bool isRevealing() const; ///< The answer is there and is only shown bit by bit.
    void revealAll();
    void stop();

signals:
    void phaseChanged(const QString &line);
    void sourcesFound(const QList<freshet::Source> &sources);
    void textAppended(const QString &delta);
    void reasoningAppended(const QString &delta);
    void restarted();
    void finished();

private:
    void send();
    void setPhase(const PhaseInfo &phase);
    void onText(const QString &delta);
    void onRestarted();
    void onReplyFinished();
    void end(const std::optional<Error> &error);

    QueryService &m_queries;
    HistoryStore &m_history;
    const QueryRequest m_request;
    const StoredMessage m_question;
    StoredMessage m_answer;
    QList<Source> m_sources;
    QueryReply *m_reply = nullptr; // child of this; null before the question is stored
    PhaseInfo m_phase;
    QElapsedTimer m_inPhase;
    QElapsedTimer m_sinceAsked;
    QTimer m_tick;
    bool m_isOver = false;
};

} // namespace freshet
