// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/document_indexer.h"
#include "core/retrieval/passage_searcher.h"

#include <algorithm>
#include <set>

namespace freshet {

/// An index with all that works on it, as RetrievalWorker puts it together.
struct OpenedIndex {
    explicit OpenedIndex(const QString &file) : path(file), database(file), segments(database, file, analyzer) { }

    /// Reads a file and stores it in a transaction of its own.
    Result<DocumentResult> indexFile(const CollectionName &collection, const QString &file)
    {
        const auto prepared = indexer.prepare(collection, file, [] { return false; });
        if (!prepared)
            return failure(prepared.error());
        const Status taken = store.transact([&] { return indexer.take(collection, *prepared); });
        return taken ? Result<DocumentResult>(prepared->result) : failure(taken.error());
    }

    Result<DocumentResult> indexText(
        const CollectionName &collection, const QString &id, const QString &title, const QString &text)
    {
        Result<DocumentResult> result;
        const Status stored = store.transact([&]() -> Status {
            result = indexer.indexText(collection, id, title, text);
            return result ? Status() : failure(result.error());
        });
        return stored ? result : failure(stored.error());
    }

    Status remove(const CollectionName &collection, const QString &name)
    {
        return store.transact([&] { return store.remove(collection, name); });
    }

    /// Runs merges until none is needed.
    Status mergeAll()
    {
        for (;;) {
            const auto merge = segments.neededMerge();
            if (!merge)
                return failure(merge.error());
            if (!*merge)
                return {};
            const std::atomic_bool isStopped = false;
            if (const Status run = (*merge)->run(isStopped); !run)
                return run;
            if (const Status finished = store.transact([&] { return segments.finish(**merge); }); !finished)
                return finished;
        }
    }

    QString firstValue(const QString &sql)
    {
        const auto rows = database.run(sql);
        return rows && !rows->isEmpty() ? rows->first().first().toString() : QStringLiteral("failed");
    }

    /// Makes the index one of version 3, which knew neither when a document was read nor what failed.
    bool forgetFailures()
    {
        return database.run("DROP TABLE document_failure")
            && database.run("ALTER TABLE document DROP COLUMN indexed_ms") && database.run("PRAGMA user_version = 3");
    }

    /// Makes the index one of version 2, which knew no vectors.
    bool forgetVectors()
    {
        if (!forgetFailures())
            return false;
        const QStringList statements{"DROP TRIGGER vector_dies", "DROP TABLE dead_vector", "DROP TABLE vector_key",
            "DROP TABLE vector_file", "DROP TABLE vector_failure", "DROP TABLE vector", "DROP TABLE embedding_profile",
            "ALTER TABLE collection DROP COLUMN local_only", "PRAGMA user_version = 2"};
        return std::all_of(
            statements.begin(), statements.end(), [this](const QString &sql) { return database.run(sql).has_value(); });
    }

    /// What is wrong with the segments: every passage stands in exactly one, and what is beside them is dead.
    QString complaint()
    {
        const auto state = segments.snapshot();
        const auto rows = database.run(QStringLiteral("SELECT id FROM passage"));
        const auto files = database.run(QStringLiteral("SELECT file FROM segment"));
        if (!state || !rows || !files)
            return QStringLiteral("the index cannot be read");
        std::multiset<qint64> found;
        for (const QVariantList &row : *files) {
            const auto segment = Segment::open(directory() + u'/' + row.first().toString());
            if (!segment || !(*segment)->verify())
                return QStringLiteral("a segment is damaged");
            for (const SegmentPassage &passage : (*segment)->passages()) {
                if (!(*state)->dead.contains(passage.id))
                    found.insert(passage.id);
            }
        }
        std::multiset<qint64> stored;
        for (const QVariantList &row : *rows)
            stored.insert(row.first().toLongLong());
        return found == stored ? QString()
                               : QStringLiteral("%1 passages, %2 in segments").arg(stored.size()).arg(found.size());
    }

    QString directory() const { return path + QStringLiteral(".segments"); }

    const QString path;
    IndexDatabase database;
    TextAnalyzer analyzer;
    SegmentStore segments;
    IndexStore store{database, segments};
    DocumentIndexer indexer{store};
    PassageSearcher searcher{database, segments, analyzer};
};

} // namespace freshet
