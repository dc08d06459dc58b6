// SPDX-License-Identifier: MIT
#pragma once

#include "core/lexical/lexical_searcher.h"
#include "core/retrieval/index_files.h"
#include "core/retrieval/segment_batch.h"

#include <QList>

#include <atomic>
#include <future>
#include <unordered_set>
#include <utility>

namespace freshet {

/// The inverted index of the passages: which segment files there are, and how they come and go.
///
/// The tables tell which files count, so a file and the passages in it appear in one transaction, and any number of
/// programs may read and write. A file that no row names is left over from a program that was killed, and is removed.
/// All of it can be made again from the passages: a segment that is lost or damaged is, when it is met.
class SegmentStore {
public:
    /// The files stand in the folder "PATH.segments" beside the database.
    /// @p analyzer is used in another thread between a call of add() and that of flush() or endTransaction().
    SegmentStore(IndexDatabase &database, const QString &databasePath, TextAnalyzer &analyzer);
    ~SegmentStore(); ///< Waits for what it counts.
    SegmentStore(const SegmentStore &) = delete;
    SegmentStore &operator=(const SegmentStore &) = delete;

    // To be called inside IndexDatabase::transact().
    Result<qint64> nextPassageId(); ///< Ids are never used again while a segment may have them.
    Status add(const SearchedPassage &passage);
    Status flush(); ///< Before the transaction ends: writes what was added.
    void endTransaction(bool isCommitted); ///< After it.
    Status forget(qint64 document); ///< Before its passages are deleted.
    void forgetWords() { m_batch.forgetWords(); } ///< When no more is added for a while: gives memory back.

    /// The state of the index as it is searched. Immutable.
    struct Snapshot {
        Snapshot(std::vector<std::shared_ptr<const Segment>> segments, std::unordered_set<qint64> deadPassages)
            : searcher(std::move(segments)), dead(std::move(deadPassages))
        {
        }

        LexicalSearcher searcher;
        std::unordered_set<qint64> dead;
    };
    Result<std::shared_ptr<const Snapshot>> snapshot();

    void reportDamage() { m_hasFault = true; } ///< A search met it in a segment.
    bool takeFault() { return std::exchange(m_hasFault, false); } ///< Whether a segment was lost or damaged: repair().

    Result<bool> isComplete(); ///< Whether every passage is in a segment.
    Status complete(); ///< Puts those that are in none into one. In a transaction.
    Status repair(); ///< Makes lost and damaged segments again, after reading all. In a transaction.

    /// Some segments that had better be one, and what becomes of them. run() may be called in any thread.
    struct Merge {
        QStringList files;
        std::vector<std::shared_ptr<const Segment>> segments;
        std::unordered_set<qint64> dead;
        QString path;

        Status run(const std::atomic_bool &isStopped) const;
    };
    Result<std::optional<Merge>> neededMerge();
    Status finish(const Merge &merge); ///< In a transaction. Does nothing when another program came first.

private:
    struct Row {
        qint64 id = 0;
        QString file;
        qint64 first = 0;
        qint64 last = 0;
        qint64 passages = 0;
    };

    Result<std::shared_ptr<const Snapshot>> read();
    Result<QList<Row>> rows(); ///< By their ids' order.
    Result<std::unordered_set<qint64>> deadPassages();
    static QList<Row> rowsToMerge(const QList<Row> &rows, qint64 dead);
    static qint64 tierOf(const Row &row);
    Status addRange(qint64 first, qint64 last);
    Result<std::shared_ptr<const Segment>> opened(const QString &file);

    void startCounting();
    void waitForCounting();
    void countAll();

    IndexDatabase &m_database;
    IndexFiles m_files;
    SegmentBatch m_batch; // while m_counting runs, only for that
    QList<SearchedPassage> m_waiting; ///< Passages that come into it next.
    qsizetype m_waitingUnits = 0; ///< Of their texts.
    std::future<void> m_counting; ///< Counts words in another thread, while the next passages are read and stored.
    qint64 m_nextId = 0; // 0: not known in this transaction
    qint64 m_firstAdded = 0;
    qint64 m_lastAdded = 0;
    qint64 m_added = 0;
    qint64 m_lastDocument = 0;
    QHash<QString, std::shared_ptr<const Segment>> m_open;
    std::shared_ptr<const Snapshot> m_snapshot;
    qint64 m_snapshotVersion = -1; // PRAGMA data_version
    bool m_hasFault = false;
};

} // namespace freshet
