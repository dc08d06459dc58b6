// SPDX-License-Identifier: MIT
#include "core/retrieval/index_run.h"

#include "core/retrieval/document_file.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace freshet {

namespace {

constexpr qint64 kLongestJsonLine = 20 * 1024 * 1024;
constexpr qint64 kLinePiece = 64 * 1024;
constexpr int kLinesATransaction = 2000;
constexpr qsizetype kFilesATransaction = 100;
constexpr qsizetype kTextATransaction = 4'000'000; // UTF-16 units
constexpr std::chrono::milliseconds kLongestIndexStep{200};
constexpr std::chrono::milliseconds kIndexProgressPause{50};

DocumentResult badJsonLine(const QString &where, const QString &why)
{
    return {
        .path = where, .state = DocumentState::Failed, .error = Error{.kind = ErrorKind::BadRequest, .message = why}};
}

Error unreadableLines(const QString &path)
{
    return {.kind = ErrorKind::Storage,
        .message = QStringLiteral("The file %1 could not be read to its end; check the disk that it is on.").arg(path)};
}

/// The next line, or the first part of one that is too long. QIODevice::readLine() takes the memory for the longest
/// line before it reads, so it is asked for pieces.
QByteArray lineOf(QIODevice &lines)
{
    QByteArray line;
    while (line.size() < kLongestJsonLine) {
        const QByteArray piece = lines.readLine(std::min<qint64>(kLinePiece, kLongestJsonLine - line.size()));
        line += piece;
        if (piece.isEmpty() || piece.endsWith('\n'))
            break;
    }
    return line;
}

} // namespace

IndexRun::IndexRun(const IndexJob &job, const std::optional<Following> &following, const Parts &parts,
    const StopCheck &isStopped, const Events &events)
    : m_job(job),
      m_following(following),
      m_database(parts.database),
      m_store(parts.store),
      m_indexer(parts.indexer),
      m_localCollections(parts.localCollections),
      m_watchedPlaces(parts.watchedPlaces),
      m_isAwaited(parts.isAwaited),
      m_isStopped(isStopped),
      m_events(events),
      m_walk(following ? FolderWalk(following->place.path, job.paths) : FolderWalk(job.paths)),
      m_lines(job.jsonlPath)
{
}

bool IndexRun::step()
{
    const Result<bool> more = m_isStopped()
        ? failure({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Indexing was stopped.")})
        : advance();
    if (more && *more)
        return true;
    const Status done = more ? watchPlaces() : Status(failure(more.error()));
    m_events.finished(m_summary, done ? std::nullopt : std::optional(done.error()));
    return false;
}

/// False when all is done.
Result<bool> IndexRun::advance()
{
    if (const Status opened = m_database.open(); !opened)
        return failure(opened.error());
    if (m_job.localOnly && !m_isDecided) {
        const Status decided = m_localCollections.set(m_job.collection, *m_job.localOnly);
        m_isDecided = bool(decided);
        return decided ? Result<bool>(true) : failure(decided.error());
    }
    if (!m_job.jsonlPath.isEmpty() && !m_lines.isOpen()) {
        const Status opened = openLines();
        return opened ? Result<bool>(true) : failure(opened.error());
    }
    if (!m_walk.isDone()) {
        if (m_following)
            m_following->listing(m_walk.next());
        m_walk.step();
        return true;
    }
    if (m_nextProblem < m_walk.problems().size()) {
        const DocumentResult &problem = m_walk.problems().at(m_nextProblem++);
        if (const auto leftOut = documentsLeftOut(); !leftOut)
            return failure(leftOut.error());
        if (const Status noted = m_indexer.noteProblem(m_job.collection, problem); !noted)
            return failure(noted.error());
        tell(problem);
        return true;
    }
    if (!m_vanished) {
        const Status found = findVanished();
        return found ? Result<bool>(true) : failure(found.error());
    }
    if (m_nextVanished < m_vanished->size()) {
        const QString &path = m_vanished->at(m_nextVanished++);
        if (const Status removed = m_indexer.remove(m_job.collection, path); !removed)
            return failure(removed.error());
        tell({.path = path, .state = DocumentState::Removed});
        return true;
    }
    if (m_nextFile < m_walk.files().size()) {
        const Status indexed = indexFiles();
        return indexed ? Result<bool>(true) : failure(indexed.error());
    }
    if (m_lines.isOpen() && !m_lines.atEnd()) {
        const Status indexed = indexLines();
        return indexed ? Result<bool>(true) : failure(indexed.error());
    }
    return false;
}

/// Reads some files and then stores them in one transaction: reading one may take long, and nobody else can write in
/// that time.
Status IndexRun::indexFiles()
{
    QList<DocumentIndexer::Prepared> read;
    QElapsedTimer clock;
    clock.start();
    for (qsizetype size = 0; m_nextFile < m_walk.files().size() && read.size() < kFilesATransaction
         && size < kTextATransaction && clock.elapsed() < kLongestIndexStep.count()
         && (read.isEmpty() || !m_isAwaited()) && !m_isStopped();) {
        const auto prepared = prepareNext();
        if (!prepared)
            return failure(prepared.error());
        if (!*prepared)
            continue;
        size += (*prepared)->size();
        read << **prepared;
    }
    if (std::any_of(read.cbegin(), read.cend(), [](const auto &prepared) { return prepared.changesIndex(); })) {
        const Status stored = m_store.transact([&]() -> Status {
            const auto leftOut = documentsLeftOut();
            if (!leftOut)
                return failure(leftOut.error());
            for (const DocumentIndexer::Prepared &prepared : std::as_const(read)) {
                if (leftOut->contains(prepared.result.path))
                    continue;
                if (const Status taken = m_indexer.take(m_job.collection, prepared); !taken)
                    return taken;
            }
            return {};
        });
        if (!stored)
            return stored;
    }
    for (const DocumentIndexer::Prepared &prepared : std::as_const(read))
        tell(prepared.result);
    return {};
}

/// Nothing of a file that stays out of the index.
Result<std::optional<DocumentIndexer::Prepared>> IndexRun::prepareNext()
{
    const QString &path = m_walk.files().at(m_nextFile++);
    if (m_following && m_following->isLeftOut(path))
        return std::nullopt;
    auto prepared = m_indexer.prepare(m_job.collection, path, m_isStopped);
    if (!prepared)
        return failure(prepared.error());
    const auto &error = prepared->result.error;
    if (m_following && error && error->kind == ErrorKind::NotFound)
        return std::nullopt; // it went meanwhile, which somebody is told of
    return std::move(*prepared);
}

/// Opens the JSON lines and counts them, for the progress.
Status IndexRun::openLines()
{
    if (!QFileInfo(m_job.jsonlPath).isFile() || !m_lines.open(QIODevice::ReadOnly)) {
        return failure({.kind = ErrorKind::NotFound,
            .message
            = QStringLiteral("The file %1 cannot be read; check its name and permissions.").arg(m_job.jsonlPath)});
    }
    constexpr qint64 block = 1024 * 1024;
    char last = '\n';
    while (!m_lines.atEnd() && !m_isStopped()) {
        const QByteArray bytes = m_lines.read(block);
        if (bytes.isEmpty())
            return failure(unreadableLines(m_job.jsonlPath)); // atEnd() is never true then
        m_lineCount += static_cast<int>(bytes.count('\n'));
        last = bytes.back();
    }
    m_lineCount += last != '\n';
    m_lines.seek(0);
    return {};
}

Status IndexRun::indexLines()
{
    QList<DocumentResult> results;
    QElapsedTimer clock;
    clock.start();
    const Status stored = m_store.transact([&]() -> Status {
        while (results.size() < kLinesATransaction && clock.elapsed() < kLongestIndexStep.count()
            && (results.isEmpty() || !m_isAwaited()) && !m_lines.atEnd() && !m_isStopped()) {
            const QByteArray line = lineOf(m_lines);
            const QString where = QString(m_job.jsonlPath + u':' + QString::number(m_nextLine));
            const bool isWhole = line.endsWith('\n') || m_lines.atEnd();
            for (QByteArray rest = line; !rest.endsWith('\n') && !m_lines.atEnd();) {
                rest = m_lines.readLine(kLinePiece);
                if (rest.isEmpty())
                    return failure(unreadableLines(m_job.jsonlPath));
            }
            ++m_nextLine;
            if (line.trimmed().isEmpty()) {
                --m_lineCount;
                continue;
            }
            const auto result = isWhole ? indexLine(line, where)
                                        : badJsonLine(where, QStringLiteral("The line is longer than 20 MiB."));
            if (!result)
                return failure(result.error());
            results << *result;
        }
        return {};
    });
    if (!stored)
        return stored;
    for (const DocumentResult &result : std::as_const(results))
        tell(result);
    return {};
}

Result<DocumentResult> IndexRun::indexLine(const QByteArray &line, const QString &where)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(line, &error).object();
    if (error.error != QJsonParseError::NoError || object.isEmpty())
        return badJsonLine(where, QStringLiteral("The line is not a JSON object."));
    const QJsonValue id = object.value(QLatin1String("id"));
    const QString name = id.isDouble() ? id.toVariant().toString() : id.toString();
    const QJsonValue text = object.value(QLatin1String("text"));
    if (name.isEmpty() || !text.isString())
        return badJsonLine(where, QStringLiteral("The line needs an \"id\" and a \"text\"."));
    auto result
        = m_indexer.indexText(m_job.collection, name, object.value(QLatin1String("title")).toString(), text.toString());
    if (result)
        result->path = where;
    return result;
}

void IndexRun::tell(const DocumentResult &result)
{
    switch (result.state) {
    case DocumentState::Indexed:
        ++m_summary.indexed;
        m_summary.passages += result.passages;
        break;
    case DocumentState::Unchanged:
        ++m_summary.unchanged;
        break;
    case DocumentState::Skipped:
        ++m_summary.skipped;
        break;
    case DocumentState::Failed:
        ++m_summary.failed;
        break;
    case DocumentState::Removed:
        ++m_summary.removed;
        break;
    }
    m_events.documentDone(result);
    if (m_sinceProgress.isValid() && m_sinceProgress.elapsed() < kIndexProgressPause.count())
        return;
    m_sinceProgress.start();
    const qsizetype files = m_walk.problems().size() + m_walk.files().size() + (m_vanished ? m_vanished->size() : 0);
    m_events.progressed(
        {.done = m_summary.indexed + m_summary.unchanged + m_summary.skipped + m_summary.failed + m_summary.removed,
            .total = static_cast<int>(files) + m_lineCount,
            .current = result.path});
}

} // namespace freshet
