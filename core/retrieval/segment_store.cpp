// SPDX-License-Identifier: MIT
#include "core/retrieval/segment_store.h"

#include "core/base/log_categories.h"
#include "core/lexical/segment_merge.h"
#include "core/retrieval/searched_title.h"
#include "core/retrieval/text_piece.h"

#include <bit>

namespace freshet {

namespace {

constexpr qsizetype kSegmentsATier = 8; ///< So many are merged into one of the next tier.
constexpr qint64 kTiers = 22;
constexpr qint64 kMostDeadShare = 4; ///< A quarter of the passages.
constexpr qint64 kFewestDead = 1000; ///< Fewer cost a search nothing.
constexpr int kPassagesARead = 500;
constexpr qsizetype kUnitsCountedAtOnce = 32 * 1024;

} // namespace

SegmentStore::SegmentStore(IndexDatabase &database, const QString &databasePath, TextAnalyzer &analyzer)
    : m_database(database),
      m_files(database, QLatin1String("segment"), databasePath + QLatin1String(".segments"), QLatin1String(".seg")),
      m_batch(analyzer)
{
}

SegmentStore::~SegmentStore() { waitForCounting(); }

Result<qint64> SegmentStore::nextPassageId()
{
    if (m_nextId == 0) {
        const auto isWhole = isComplete(); // what comes now stands behind all that is there
        if (!isWhole)
            return failure(isWhole.error());
        if (!*isWhole) {
            if (const Status completed = complete(); !completed)
                return failure(completed.error());
        }
        const auto last = m_database.number(QStringLiteral("SELECT max(ifnull((SELECT max(last) FROM segment), 0),"
                                                           " ifnull((SELECT max(id) FROM passage), 0),"
                                                           " ifnull((SELECT max(passage) FROM dead_vector), 0))"));
        if (!last)
            return last;
        m_nextId = *last + 1;
    }
    return m_nextId++;
}

Status SegmentStore::add(const SearchedPassage &passage)
{
    if (m_waitingUnits >= kUnitsCountedAtOnce) {
        waitForCounting();
        const bool mayEnd = passage.document != m_lastDocument; // a document stays together
        if (const Status flushed = mayEnd && m_batch.isFull() ? flush() : Status(); !flushed)
            return flushed;
        startCounting();
    }
    if (m_added == 0)
        m_firstAdded = passage.id;
    m_lastAdded = passage.id;
    m_lastDocument = passage.document;
    ++m_added;
    m_waiting << passage;
    m_waitingUnits += passage.text.size();
    return {};
}

/// The batch is nobody else's until the next call of waitForCounting(), which does the work where no thread can be had.
/// A thread for each call: starting one costs a hundredth of what it does.
void SegmentStore::startCounting()
{
    waitForCounting();
    if (m_waiting.isEmpty())
        return;
    m_counting
        = std::async(std::launch::async | std::launch::deferred, [this, passages = std::exchange(m_waiting, {})] {
              for (const SearchedPassage &passage : passages)
                  m_batch.add(passage);
          });
    m_waitingUnits = 0;
}

void SegmentStore::waitForCounting()
{
    if (m_counting.valid())
        m_counting.get();
}

void SegmentStore::countAll()
{
    startCounting();
    waitForCounting();
}

Status SegmentStore::flush()
{
    if (m_added == 0)
        return {};
    countAll();
    const QString file = m_files.newName();
    const Status written = m_files.write(file, [this](QFile &out) { return m_batch.write(out); });
    if (!written)
        return written;
    m_batch.clear();
    return m_database.execute(QStringLiteral("INSERT INTO segment (file, first, last, passages) VALUES (?, ?, ?, ?)"),
        {file, m_firstAdded, m_lastAdded, std::exchange(m_added, 0)});
}

void SegmentStore::endTransaction(bool isCommitted)
{
    m_files.endTransaction(isCommitted);
    waitForCounting();
    m_waiting.clear();
    m_waitingUnits = 0;
    m_batch.clear();
    m_added = 0;
    m_nextId = 0;
    m_lastDocument = 0;
    m_snapshot.reset(); // data_version tells of other connections only
}

Status SegmentStore::forget(qint64 document)
{
    return m_database.execute(
        QStringLiteral("INSERT OR IGNORE INTO dead_passage (id) SELECT id FROM passage WHERE document = ?"),
        {document});
}

Result<std::shared_ptr<const SegmentStore::Snapshot>> SegmentStore::snapshot()
{
    for (;;) {
        const auto version = m_database.number(QStringLiteral("PRAGMA data_version"));
        if (!version)
            return failure(version.error());
        if (m_snapshot && m_snapshotVersion == *version)
            return m_snapshot;
        const auto state = read();
        if (state) {
            m_snapshot = *state;
            m_snapshotVersion = *version;
            return state;
        }
        const auto now = m_database.number(QStringLiteral("PRAGMA data_version"));
        if (now && *now != *version) // another program took a file away while we were reading
            continue;
        m_hasFault = true;
        return state;
    }
}

Result<std::shared_ptr<const SegmentStore::Snapshot>> SegmentStore::read()
{
    const auto named = rows();
    if (!named)
        return failure(named.error());
    std::vector<std::shared_ptr<const Segment>> segments;
    QHash<QString, std::shared_ptr<const Segment>> open;
    for (const Row &row : *named) {
        const auto segment = opened(row.file);
        if (!segment)
            return failure(segment.error());
        open.insert(row.file, *segment);
        segments.push_back(*segment);
    }
    m_open = open; // without those that are gone
    auto dead = deadPassages();
    if (!dead)
        return failure(dead.error());
    return std::make_shared<const Snapshot>(segments, std::move(*dead));
}

Result<bool> SegmentStore::isComplete()
{
    const auto missing = m_database.number(
        QStringLiteral("SELECT EXISTS (SELECT 1 FROM passage WHERE id > (SELECT ifnull(max(last), 0) FROM segment))"));
    return missing ? Result<bool>(*missing == 0) : failure(missing.error());
}

Status SegmentStore::complete()
{
    const auto last = m_database.number(QStringLiteral("SELECT ifnull(max(last), 0) FROM segment"));
    return last ? addRange(*last + 1, std::numeric_limits<qint64>::max()) : failure(last.error());
}

Status SegmentStore::repair()
{
    const auto named = rows();
    if (!named)
        return failure(named.error());
    for (const Row &row : *named) {
        const auto segment = opened(row.file);
        if (segment && (*segment)->verify())
            continue;
        qCWarning(logRetrieval) << "segment" << row.file << "is lost or damaged; it is made again";
        if (const Status removed = m_database.execute(QStringLiteral("DELETE FROM segment WHERE id = ?"), {row.id});
            !removed)
            return removed;
        m_files.replace(row.file);
        if (const Status added = addRange(row.first, row.last); !added)
            return added;
        if (const Status flushed = flush(); !flushed) // ranges stay apart
            return flushed;
    }
    return complete();
}

/// What was dead among these is in no segment then.
Status SegmentStore::addRange(qint64 first, qint64 last)
{
    for (qint64 next = first;;) {
        const auto passages = m_database.run(
            QStringLiteral("SELECT p.id, p.document, p.collection, d.title, d.path, p.heading, t.text, d.language,"
                           " d.name"
                           " FROM passage p JOIN document d ON d.id = p.document"
                           " JOIN passage_text t ON t.passage = p.id"
                           " WHERE p.id BETWEEN ? AND ? ORDER BY p.id LIMIT ?"),
            {next, last, kPassagesARead});
        if (!passages)
            return failure(passages.error());
        if (passages->isEmpty())
            break;
        for (const QVariantList &row : *passages) {
            const Status added = add({.id = row.at(0).toLongLong(),
                .document = row.at(1).toLongLong(),
                .collection = row.at(2).toLongLong(),
                .whole = row.at(4).toString().isEmpty() ? wholeOf(row.at(8).toString()) : QString(),
                .title = searchedTitle(row.at(3).toString(), row.at(4).toString()),
                .heading = row.at(5).toString(),
                .text = row.at(6).toString(),
                .language = row.at(7).toString()});
            if (!added)
                return added;
        }
        next = passages->last().first().toLongLong() + 1;
    }
    return m_database.execute(QStringLiteral("DELETE FROM dead_passage WHERE id BETWEEN ? AND ?"), {first, last});
}

/// 0 for up to 8 passages, 1 for up to 64, and so on.
qint64 SegmentStore::tierOf(const Row &row)
{
    return (static_cast<qint64>(std::bit_width(static_cast<quint64>(std::max<qint64>(row.passages - 1, 0)))) + 2) / 3;
}

Result<std::optional<SegmentStore::Merge>> SegmentStore::neededMerge()
{
    const auto named = rows();
    if (!named)
        return failure(named.error());
    const auto dead = m_database.number(QStringLiteral("SELECT count(*) FROM dead_passage"));
    if (!dead)
        return failure(dead.error());
    const QList<Row> chosen = rowsToMerge(*named, *dead);
    if (chosen.isEmpty())
        return std::nullopt;
    auto ids = deadPassages();
    if (!ids)
        return failure(ids.error());
    Merge merge{.files = {}, .segments = {}, .dead = std::move(*ids), .path = m_files.newDraft()};
    for (const Row &row : chosen) {
        const auto segment = opened(row.file);
        if (!segment) // another program took it away, or the next search tells
            return std::nullopt;
        merge.files << row.file;
        merge.segments.push_back(*segment);
    }
    return merge;
}

/// All where too many are dead, else neighbours of which there are too many, the smallest first. Only neighbours, so
/// that the ranges of ids stay apart.
QList<SegmentStore::Row> SegmentStore::rowsToMerge(const QList<Row> &rows, qint64 dead)
{
    qint64 passages = 0;
    for (const Row &row : rows)
        passages += row.passages;
    if (dead >= kFewestDead && dead * kMostDeadShare > passages)
        return rows;
    for (qint64 tier = 0; tier < kTiers; ++tier) {
        qsizetype longest = 0;
        qsizetype end = 0;
        for (qsizetype i = 0, run = 0; i < rows.size(); ++i) {
            run = tierOf(rows.at(i)) <= tier ? run + 1 : 0;
            if (run > longest) {
                longest = run;
                end = i + 1;
            }
        }
        if (longest >= kSegmentsATier)
            return rows.sliced(end - longest, longest);
    }
    return {};
}

Result<std::unordered_set<qint64>> SegmentStore::deadPassages()
{
    const auto dead = m_database.run(QStringLiteral("SELECT id FROM dead_passage"));
    if (!dead)
        return failure(dead.error());
    std::unordered_set<qint64> ids;
    for (const QVariantList &row : *dead)
        ids.insert(row.first().toLongLong());
    return ids;
}

Status SegmentStore::Merge::run(const std::atomic_bool &isStopped) const
{
    return IndexFiles::writeFile(path, [&](QFile &out) {
        return mergeSegments(
            segments, [this](std::int64_t id) { return dead.contains(id); }, out, [&] { return isStopped.load(); });
    });
}

Status SegmentStore::finish(const Merge &merge)
{
    const auto named = rows();
    if (!named)
        return failure(named.error());
    Row merged{.file = m_files.newName()};
    qsizetype found = 0;
    for (const Row &row : *named) {
        if (!merge.files.contains(row.file))
            continue;
        merged.first = found == 0 ? row.first : std::min(merged.first, row.first);
        merged.last = std::max(merged.last, row.last);
        ++found;
        if (const Status removed = m_database.execute(QStringLiteral("DELETE FROM segment WHERE id = ?"), {row.id});
            !removed)
            return removed;
    }
    if (found != merge.files.size() || !m_files.adopt(merge.path, merged.file))
        return failure({.kind = ErrorKind::Cancelled, .message = QStringLiteral("The segments changed meanwhile.")});
    for (const QString &file : merge.files) {
        m_files.replace(file);
        m_open.remove(file); // a file that is gone keeps its place on the disk for as long as it is open
    }
    const auto segment = opened(merged.file);
    if (!segment)
        return failure(segment.error());
    for (const auto &source : merge.segments) {
        for (const SegmentPassage &passage : source->passages()) {
            if (!merge.dead.contains(passage.id))
                continue;
            if (const Status forgotten = m_database.execute(
                    QStringLiteral("DELETE FROM dead_passage WHERE id = ?"), {static_cast<qint64>(passage.id)});
                !forgotten)
                return forgotten;
        }
    }
    merged.passages = static_cast<qint64>((*segment)->passages().size());
    return m_database.execute(QStringLiteral("INSERT INTO segment (file, first, last, passages) VALUES (?, ?, ?, ?)"),
        {merged.file, merged.first, merged.last, merged.passages});
}

Result<QList<SegmentStore::Row>> SegmentStore::rows()
{
    const auto found
        = m_database.run(QStringLiteral("SELECT id, file, first, last, passages FROM segment ORDER BY first"));
    if (!found)
        return failure(found.error());
    QList<Row> named;
    for (const QVariantList &row : *found) {
        named << Row{.id = row.at(0).toLongLong(),
            .file = row.at(1).toString(),
            .first = row.at(2).toLongLong(),
            .last = row.at(3).toLongLong(),
            .passages = row.at(4).toLongLong()};
    }
    return named;
}

Result<std::shared_ptr<const Segment>> SegmentStore::opened(const QString &file)
{
    if (const auto known = m_open.constFind(file); known != m_open.cend())
        return *known;
    auto segment = Segment::open(m_files.pathOf(file));
    if (segment)
        m_open.insert(file, *segment);
    return segment;
}

} // namespace freshet
