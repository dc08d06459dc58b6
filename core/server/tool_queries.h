// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/server/tool_query.h"

namespace freshet {

/// All queries of other tools: those that run, those that wait for their turn, and for a while those that ended.
///
/// Owns them. One connection cannot take all places, and none of them is the window's, whose queries do not pass here.
class ToolQueries : public QObject {
    Q_OBJECT

public:
    struct Limits {
        int running = 4;
        int runningPerConnection = 2;
        int waiting = 8;
        int kept = 64; ///< Ended ones, for resume.
        std::chrono::seconds keptFor = std::chrono::minutes(5);
    };

    ToolQueries(QueryService &queries, const Limits &limits, Clock clock = systemClock, QObject *parent = nullptr);
    ~ToolQueries() override;

    void setLimits(const Limits &limits);

    /// The query is followed by the caller, and silent until control is back in the event loop. ErrorKind::Busy when
    /// the queue is full.
    Result<ToolQuery *> start(const ToolQuery::Ask &ask);
    ToolQuery *find(const QString &streamId) const; ///< Null when it is unknown, or ended too long ago.
    QList<ToolQuery *> open() const; ///< Running and waiting, oldest first.
    void cancelAll();

signals:
    void started(freshet::ToolQuery *query); ///< Taken in; it may have to wait.
    void ended(freshet::ToolQuery *query);

private:
    void runWaiting();
    int runningOf(quint64 connection) const;
    void onEnded(ToolQuery *query);
    void dropOld();

    QueryService &m_queries;
    Limits m_limits;
    const Clock m_clock;
    QList<ToolQuery *> m_open; // children of this
    struct Ended {
        ToolQuery *query; // child of this
        QDateTime at;
    };
    QList<Ended> m_ended; ///< Oldest first.
    QTimer m_dropTimer;
};

} // namespace freshet
