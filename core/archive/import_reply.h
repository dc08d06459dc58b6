// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/stored_chat.h"

#include <QFutureWatcher>
#include <QObject>

#include <functional>
#include <memory>

namespace freshet {

class HistoryStore;

/// One import of a file of chats: read in another thread, stored in batches, each chat whole or not at all.
///
/// As every handle: silent until control is back in the event loop, finished() once and last, deleting it aborts. What
/// was stored before an error or an abort stays. One at a time for a HistoryStore.
class ImportReply : public QObject {
    Q_OBJECT

public:
    /// A small picture to be shown, of a large one that came without; empty where there can be none. Called in another
    /// thread.
    using Thumbnails = std::function<QByteArray(const Attachment &picture)>;

    ImportReply(
        HistoryStore &history, const QString &path, const Thumbnails &thumbnail = {}, QObject *parent = nullptr);
    ~ImportReply() override;

    void abort(); ///< After the batch at hand.

    /// What became of the chats; whole when finished. Its error is why not all were tried.
    const ChatsStored &result() const { return m_result; }

signals:
    void progressed(double done); ///< From 0 to 1.
    void finished();

private:
    struct Reading;
    struct Batch {
        QList<StoredChat> chats;
        QList<SkippedChat> skipped;
        QList<SkippedChat> incomplete;
        int next = 0;
    };

    static Batch readBatch(const Reading &reading, int from);
    void onOpened();
    void readNext();
    void onBatchRead();
    void onStored(const ChatsStored &stored);
    void end(const std::optional<Error> &error);

    HistoryStore &m_history;
    std::shared_ptr<Reading> m_reading; ///< Shared with the thread that reads.
    QFutureWatcher<std::optional<Error>> m_opening;
    QFutureWatcher<Batch> m_batch;
    ChatsStored m_result;
    std::optional<Error> m_storeError; ///< The last one, which says more than ChatsStored's.
    int m_next = 0;
    bool m_isStoring = false;
    bool m_hasEnded = false;
};

} // namespace freshet
