// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/query_types.h"
#include "core/server/stream_log.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

namespace freshet {

class QueryReply;
class QueryService;

/// Who asks through the local endpoint.
struct ToolCaller {
    QString tokenId;
    QString name; ///< Of the tool, as its token says.
    quint64 connection = 0; ///< Of the listener's count; a query is resumed from another one.

    bool operator==(const ToolCaller &) const = default;
};

/// One query of another tool, from its place in the queue to its end. Keeps what was said for a client that reads
/// slowly or comes back.
///
/// Deltas that come in one turn of the event loop are told as one. A query that nobody follows any more is cancelled
/// after a moment, long enough for a client to connect again.
class ToolQuery : public QObject {
    Q_OBJECT

public:
    enum class State { Waiting, Running, Ended };
    enum class Keeping { ForResume, Nothing }; ///< Whether log() is kept.

    struct Ask {
        QString clientId; ///< The client's own name for it.
        ToolCaller caller;
        QueryRequest request;
        Keeping keeping = Keeping::ForResume;
    };

    static constexpr std::chrono::milliseconds kGrace{400}; ///< After the last follower went.

    ToolQuery(const Ask &ask, const QString &streamId, const QDateTime &now, QObject *parent);
    ~ToolQuery() override;

    const QString &streamId() const { return m_streamId; } ///< Random: only who was told it can resume.
    const QString &clientId() const { return m_ask.clientId; }
    const ToolCaller &caller() const { return m_ask.caller; }
    const QString &question() const { return m_ask.request.question; }
    const ModelRef &model() const { return m_model; }
    const QDateTime &startedAt() const { return m_startedAt; }
    State state() const { return m_state; }
    bool isFollowed() const { return m_followers > 0; }
    const StreamLog &log() const { return m_log; }
    /// What is known of the answer; null while it waits.
    const QueryReply *reply() const { return m_reply; }
    const std::optional<Error> &error() const { return m_error; } ///< Why it ended; none: it was answered.
    qint64 tokens() const; ///< Used so far, as the provider told or else estimated.

    void run(QueryService &queries);
    void cancel(); ///< Leads to ended(); harmless when it is over.
    void setPaused(bool paused); ///< As QueryReply::setPaused().

    void follow(); ///< Each follower says so once, and unfollow() once.
    void unfollow();

signals:
    void accepted();
    void textAppended(const QString &delta);
    void reasoningAppended(const QString &delta);
    void restarted();
    void logGrew();
    void ended();

private:
    void connectReply();
    void say(const QJsonObject &message);
    void flushSoon();
    void flush();
    void end();
    void endWith(const Error &error);

    const Ask m_ask;
    const QString m_streamId;
    const QDateTime m_startedAt;
    ModelRef m_model;
    State m_state = State::Waiting;
    StreamLog m_log;
    QueryReply *m_reply = nullptr; // child of this
    std::optional<Error> m_error;
    QString m_text; ///< Not told yet.
    QString m_reasoning; ///< Likewise.
    bool m_isPaused = false;
    bool m_isFlushDue = false;
    int m_followers = 0;
    QTimer m_grace;
};

} // namespace freshet
