// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/chat_writer.h"
#include "core/base/result.h"

#include <QFutureWatcher>
#include <QObject>

#include <functional>

class QSaveFile;

namespace freshet {

class HistoryStore;

struct ExportJob {
    ExportFormat format = ExportFormat::Markdown;
    QList<ConversationId> chats; ///< In this order.
    /// A file that is replaced as a whole at the end, or not at all.
    QString path;
    /// Instead of a file: takes the document piece by piece in another thread, one call after the other. False: stop.
    std::function<bool(const QByteArray &piece)> take;
};

/// One export: chats are read one by one, and put into words in another thread.
///
/// As every handle: silent until control is back in the event loop, finished() once and last, deleting it aborts. A
/// chat that is not there any more is left out. One at a time for a HistoryStore.
class ExportReply : public QObject {
    Q_OBJECT

public:
    ExportReply(HistoryStore &history, const ExportJob &job, const QDateTime &now, QObject *parent = nullptr);
    ~ExportReply() override;

    void abort();
    int exported() const { return m_exported; } ///< How many chats.
    const std::optional<Error> &error() const { return m_error; }

signals:
    void progressed(double done); ///< From 0 to 1.
    void finished();

private:
    void readNext();
    void onRead(const StoredChat &chat);
    void write(std::function<bool()> piece);
    void onWritten();
    bool put(const QByteArray &piece);
    void end(const std::optional<Error> &error);

    HistoryStore &m_history;
    const ExportJob m_job;
    const std::unique_ptr<ChatWriter> m_writer;
    std::unique_ptr<QSaveFile> m_file; ///< Null when the job takes the pieces.
    QFutureWatcher<bool> m_writing;
    std::optional<Error> m_error;
    qsizetype m_next = 0;
    int m_exported = 0;
    bool m_isReading = false;
    bool m_isAtEnd = false;
    bool m_isStopped = false;
    bool m_hasEnded = false;
};

} // namespace freshet
