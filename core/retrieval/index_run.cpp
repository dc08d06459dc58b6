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
constexpr int kLinesATransaction = 500;
constexpr qsizetype kFilesATransaction = 100;
constexpr qsizetype kTextATransaction = 4'000'000; // UTF-16 units
constexpr std::chrono::milliseconds kLongestIndexStep{200}; // a search waits no longer
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

/// It says nothing of the files that were there: at other times a disk may be mounted in it.
bool isEmptyFolder(const QString &place) { return QFileInfo(place).isDir() && QDir(place).isEmpty(); }

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

IndexRun::IndexRun(const IndexJob &job, IndexDatabase &database, IndexStore &store, DocumentIndexer &indexer,
    LocalCollections &localCollections, const StopCheck &isStopped, const Events &events)
    : m_job(job),
      m_database(database),
      m_store(store),
      m_indexer(indexer),
      m_localCollections(localCollections),
      m_isStopped(isStopped),
      m_events(events),
      m_walk(job.paths),
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
    m_events.finished(m_summary, more ? std::nullopt : std::optional(more.error()));
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
        m_walk.step();
        return true;
    }
    if (m_nextProblem < m_walk.problems().size()) {
        const DocumentResult &problem = m_walk.problems().at(m_nextProblem++);
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

/// What the index has from the places that were named, and is not there any more.
Status IndexRun::findVanished()
{
    m_vanished.emplace();
    QSet<QString> seen(m_walk.files().begin(), m_walk.files().end());
    for (const QString &place : m_walk.places()) {
        if (isEmptyFolder(place))
            continue;
        const auto known = m_store.filesIn(m_job.collection, place);
        if (!known)
            return failure(known.error());
        for (const QString &path : *known) {
            if (seen.contains(path))
                continue;
            const auto file = DocumentFile::open(path);
            if (file || file.error().kind != ErrorKind::NotFound)
                continue;
            seen.insert(path);
            *m_vanished << path;
        }
        if (const Status forgotten = forgetFailuresIn(place, seen); !forgotten)
            return forgotten;
    }
    return {};
}

/// Of files that are no longer there, or no longer looked at. What is among the @p seen is read, and told anew.
Status IndexRun::forgetFailuresIn(const QString &place, const QSet<QString> &seen)
{
    const auto isProblem = [this](const QString &path) {
        const auto &problems = m_walk.problems();
        return std::any_of(
            problems.begin(), problems.end(), [&path](const DocumentResult &problem) { return problem.path == path; });
    };
    const auto failed = m_store.failuresIn(m_job.collection, place);
    if (!failed)
        return failure(failed.error());
    for (const QString &path : *failed) {
        if (seen.contains(path) || isProblem(path))
            continue;
        const Status forgotten = m_store.transact([&] { return m_store.forgetFailure(m_job.collection, path); });
        if (!forgotten)
            return forgotten;
    }
    return {};
}

/// Reads some files and then stores them in one transaction: reading one may take long, and nobody else can write in
/// that time.
Status IndexRun::indexFiles()
{
    QList<DocumentIndexer::Prepared> read;
    QElapsedTimer clock;
    clock.start();
    for (qsizetype size = 0; m_nextFile < m_walk.files().size() && read.size() < kFilesATransaction
         && size < kTextATransaction && clock.elapsed() < kLongestIndexStep.count() && !m_isStopped();) {
        const auto prepared = m_indexer.prepare(m_job.collection, m_walk.files().at(m_nextFile++), m_isStopped);
        if (!prepared)
            return failure(prepared.error());
        size += prepared->size();
        read << *prepared;
    }
    if (std::any_of(read.cbegin(), read.cend(), [](const auto &prepared) { return prepared.changesIndex(); })) {
        const Status stored = m_store.transact([&]() -> Status {
            for (const DocumentIndexer::Prepared &prepared : std::as_const(read)) {
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
        while (results.size() < kLinesATransaction && clock.elapsed() < kLongestIndexStep.count() && !m_lines.atEnd()
            && !m_isStopped()) {
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
