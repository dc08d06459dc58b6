// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/embedding_profile.h"
#include "core/retrieval/index_files.h"
#include "core/vector/vector_scan.h"

#include <QHash>

#include <unordered_set>

namespace freshet {

/// The files in which the vectors of the active profile are searched, made from the tables of VectorStore.
///
/// The tables tell which files count and which file has which passage, so a file and what is told of it appear in one
/// transaction, and any number of programs may read and write. A file that no row names is left over from a program
/// that was killed, and is removed; one that is lost or damaged is made again when it is met. Another profile is built
/// up behind the active one, in the tables alone, until it is activated. All transactions are of these calls' own.
class VectorFiles {
public:
    /// The files stand in the folder "PATH.vectors" beside the database.
    VectorFiles(IndexDatabase &database, const QString &databasePath);

    /// Makes it the profile that questions are answered with, and drops all others with their vectors.
    Status activate(const EmbeddingProfile &profile);

    /// Puts the vectors that are in no file into one, once there are @p least of them; together with those of smaller
    /// files, so that files stay few.
    Status write(qint64 least = 1);

    /// Makes files without the removed passages once these are many.
    Status compact();

    /// The vectors as they are searched. Immutable.
    struct Snapshot {
        EmbeddingProfile profile;
        VectorScan scan;
        std::unordered_set<qint64> dead;
    };
    /// Null where no profile is active.
    Result<std::shared_ptr<const Snapshot>> snapshot();

private:
    struct Row {
        qint64 id = 0;
        QString file;
        qint64 rows = 0;
    };
    template <typename Work>
    Status transact(Work work);
    Result<std::optional<EmbeddingProfile>> active();
    Result<std::shared_ptr<const Snapshot>> read(QList<Row> &damaged);
    Result<QList<Row>> files(); ///< The smallest first.
    Status remake(const QList<Row> &replaced);
    Result<qint64> writeRows(QFile &out, qint64 file, const EmbeddingProfile &profile);
    Result<std::pair<qint64, qint64>> version();

    IndexDatabase &m_database;
    IndexFiles m_files;
    QHash<QString, std::shared_ptr<const QuantizedVectors>> m_open;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::pair<qint64, qint64> m_snapshotVersion{-1, -1}; // others' changes, and ours
};

} // namespace freshet
