// SPDX-License-Identifier: MIT
#include "core/retrieval/vector_files.h"

#include "core/base/log_categories.h"
#include "core/retrieval/vector_store.h"

namespace freshet {

namespace {

constexpr int kVectorsARead = 1000;
constexpr qint64 kFewestDeadVectors = 1000; ///< Fewer cost a search nothing.
constexpr qint64 kMostDeadVectors = 4; ///< A quarter of them all.

} // namespace

VectorFiles::VectorFiles(IndexDatabase &database, const QString &databasePath)
    : m_database(database),
      m_files(database, QLatin1String("vector_file"), databasePath + QLatin1String(".vectors"), QLatin1String(".vec"))
{
}

template <typename Work>
Status VectorFiles::transact(Work work)
{
    const Status done = m_database.transact(work);
    m_files.endTransaction(bool(done));
    return done;
}

Status VectorFiles::activate(const EmbeddingProfile &profile)
{
    return transact([&]() -> Status {
        if (const Status set
            = m_database.execute(QStringLiteral("UPDATE embedding_profile SET is_active = (id = ?)"), {profile.id});
            !set)
            return set;
        if (const Status dropped
            = m_database.execute(QStringLiteral("DELETE FROM embedding_profile WHERE is_active = 0"));
            !dropped)
            return dropped;
        const auto all = files();
        return all ? remake(*all) : failure(all.error());
    });
}

Status VectorFiles::write(qint64 least)
{
    const auto loose = m_database.number(
        QStringLiteral("SELECT count(*) FROM vector_key k JOIN embedding_profile e ON e.is_active = 1"
                       " JOIN vector v ON v.profile = e.id AND v.hash = k.hash"
                       " WHERE k.file IS NULL"));
    if (!loose)
        return failure(loose.error());
    if (*loose < std::max<qint64>(least, 1))
        return {};
    return transact([&]() -> Status {
        const auto all = files();
        if (!all)
            return failure(all.error());
        QList<Row> smaller;
        qint64 rows = *loose;
        for (const Row &row : *all) {
            if (row.rows > rows)
                break;
            rows += row.rows;
            smaller << row;
        }
        return remake(smaller);
    });
}

Status VectorFiles::compact()
{
    const auto dead = m_database.number(QStringLiteral("SELECT count(*) FROM dead_vector"));
    const auto rows = m_database.number(QStringLiteral("SELECT ifnull(sum(rows), 0) FROM vector_file"));
    if (!dead || !rows)
        return failure(dead ? rows.error() : dead.error());
    if (*dead == 0 || (*dead < *rows && (*dead < kFewestDeadVectors || *dead * kMostDeadVectors < *rows)))
        return {};
    return transact([this]() -> Status {
        const auto all = files();
        return all ? remake(*all) : failure(all.error());
    });
}

/// Takes these files away, and puts what was in them, and in none, into a new one.
Status VectorFiles::remake(const QList<Row> &replaced)
{
    for (const Row &row : replaced) {
        m_files.replace(row.file);
        for (const char *sql : {"UPDATE vector_key SET file = NULL WHERE file = ?",
                 "DELETE FROM dead_vector WHERE file = ?", "DELETE FROM vector_file WHERE id = ?"}) {
            if (const Status done = m_database.execute(QLatin1String(sql), {row.id}); !done)
                return done;
        }
    }
    const auto profile = active();
    if (!profile || !*profile)
        return profile ? Status() : failure(profile.error());
    const QString name = m_files.newName();
    const auto id
        = m_database.number(QStringLiteral("INSERT INTO vector_file (file, rows) VALUES (?, 0) RETURNING id"), {name});
    if (!id)
        return failure(id.error());
    qint64 rows = 0;
    const Status written = m_files.write(name, [&](QFile &out) -> Status {
        const auto count = writeRows(out, *id, **profile);
        rows = count.value_or(0);
        return count ? Status() : failure(count.error());
    });
    if (!written)
        return written;
    if (rows == 0) {
        m_files.replace(name);
        return m_database.execute(QStringLiteral("DELETE FROM vector_file WHERE id = ?"), {*id});
    }
    return m_database.execute(QStringLiteral("UPDATE vector_file SET rows = ? WHERE id = ?"), {rows, *id});
}

Result<qint64> VectorFiles::writeRows(QFile &out, qint64 file, const EmbeddingProfile &profile)
{
    QuantizedVectorsWriter writer(out, static_cast<std::size_t>(profile.dimensions));
    for (qint64 last = 0;;) {
        const auto rows = m_database.run(
            QStringLiteral("SELECT k.passage, p.collection, v.scale, v.cells, v.id FROM vector_key k"
                           " JOIN passage p ON p.id = k.passage JOIN vector v ON v.profile = ? AND v.hash = k.hash"
                           " WHERE k.file IS NULL AND k.passage > ? ORDER BY k.passage LIMIT ?"),
            {profile.id, last, kVectorsARead});
        if (!rows)
            return failure(rows.error());
        for (const QVariantList &row : *rows) {
            last = row.at(0).toLongLong();
            const QByteArray cells = row.at(3).toByteArray();
            const bool isAdded = writer.add(last, row.at(1).toUInt(),
                {reinterpret_cast<const std::int8_t *>(cells.constData()), static_cast<std::size_t>(cells.size())},
                static_cast<float>(row.at(2).toDouble()));
            const Status noted = isAdded
                ? m_database.execute(QStringLiteral("UPDATE vector_key SET file = ? WHERE passage = ?"), {file, last})
                : m_database.execute(
                    QStringLiteral("DELETE FROM vector WHERE id = ?"), {row.at(4)}); // it is made again
            if (!noted)
                return failure(noted.error());
        }
        if (rows->size() < kVectorsARead)
            break;
    }
    const Status finished = writer.finish();
    return finished ? Result<qint64>(static_cast<qint64>(writer.size())) : failure(finished.error());
}

Result<std::shared_ptr<const VectorFiles::Snapshot>> VectorFiles::snapshot()
{
    for (bool isRemade = false;;) {
        const auto before = version();
        if (!before)
            return failure(before.error());
        if (m_snapshotVersion == *before)
            return m_snapshot;
        QList<Row> damaged;
        const auto state = read(damaged);
        if (!state)
            return state;
        if (damaged.isEmpty()) {
            m_snapshot = *state;
            m_snapshotVersion = *before;
            return state;
        }
        const auto after = version();
        if (after && *after != *before) // another program took a file away while we were reading
            continue;
        if (isRemade)
            return failure({.kind = ErrorKind::Storage,
                .message = QStringLiteral("The vectors of the search index cannot be read; check the disk it is on.")});
        qCWarning(logRetrieval) << damaged.size() << "files of vectors are lost or damaged; they are made again";
        if (const Status done = transact([&] { return remake(damaged); }); !done)
            return failure(done.error());
        isRemade = true;
    }
}

Result<std::shared_ptr<const VectorFiles::Snapshot>> VectorFiles::read(QList<Row> &damaged)
{
    const auto profile = active();
    const auto named = files();
    if (!profile || !named)
        return failure(profile ? named.error() : profile.error());
    if (!*profile)
        return nullptr;
    std::vector<std::shared_ptr<const QuantizedVectors>> opened;
    QHash<QString, std::shared_ptr<const QuantizedVectors>> open;
    for (const Row &row : *named) {
        const auto known = m_open.constFind(row.file);
        const auto vectors = known != m_open.cend() ? Result<std::shared_ptr<const QuantizedVectors>>(*known)
                                                    : QuantizedVectors::open(m_files.pathOf(row.file));
        if (!vectors) {
            damaged << row;
            continue;
        }
        open.insert(row.file, *vectors);
        opened.push_back(*vectors);
    }
    m_open = open; // without those that are gone
    const auto rows = m_database.run(QStringLiteral("SELECT passage FROM dead_vector"));
    if (!rows)
        return failure(rows.error());
    std::unordered_set<qint64> dead;
    for (const QVariantList &row : *rows)
        dead.insert(row.first().toLongLong());
    return std::make_shared<const Snapshot>(
        Snapshot{.profile = **profile, .scan = VectorScan(std::move(opened)), .dead = std::move(dead)});
}

Result<std::optional<EmbeddingProfile>> VectorFiles::active() { return VectorStore(m_database).active(); }

Result<QList<VectorFiles::Row>> VectorFiles::files()
{
    const auto found = m_database.run(QStringLiteral("SELECT id, file, rows FROM vector_file ORDER BY rows, id"));
    if (!found)
        return failure(found.error());
    QList<Row> named;
    for (const QVariantList &row : *found)
        named << Row{.id = row.at(0).toLongLong(), .file = row.at(1).toString(), .rows = row.at(2).toLongLong()};
    return named;
}

Result<std::pair<qint64, qint64>> VectorFiles::version()
{
    const auto others = m_database.number(QStringLiteral("PRAGMA data_version"));
    const auto ours = m_database.number(QStringLiteral("SELECT total_changes()"));
    if (!others || !ours)
        return failure(others ? ours.error() : others.error());
    return std::pair(*others, *ours);
}

} // namespace freshet
