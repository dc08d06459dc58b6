// SPDX-License-Identifier: MIT
#include "core/history/history_recovery.h"

#include "core/base/log_categories.h"
#include "core/base/owner_file.h"
#include "core/history/history_backup.h"
#include "core/history/history_copy.h"
#include "core/history/history_database.h"
#include "core/history/history_statement.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QUrl>
#include <QUuid>

#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

namespace freshet {

namespace {

QString rescuePath(const QString &path) { return path + QStringLiteral(".rescue"); }
QString unfinishedRescue(const QString &path) { return path + QStringLiteral(".rescue-new"); }
QString olderRescue(const QString &path) { return path + QStringLiteral(".rescue-older"); }

bool renameOver(const QString &from, const QString &to)
{
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

void removeLogOf(const QString &path)
{
    QFile::remove(path + QStringLiteral("-wal"));
    QFile::remove(path + QStringLiteral("-shm"));
}

bool isSameFile(const QString &one, const QString &other)
{
    struct stat a { };
    struct stat b { };
    return ::stat(QFile::encodeName(one).constData(), &a) == 0 && ::stat(QFile::encodeName(other).constData(), &b) == 0
        && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// A second name for the file; where the file system has no such thing, a copy.
bool keepAs(const QString &path, const QString &aside)
{
    return ::link(QFile::encodeName(path).constData(), QFile::encodeName(aside).constData()) == 0
        || QFile::copy(path, aside);
}

/// The name under which the damaged file stays; it keeps its own until there is a better file. Empty on failure.
QString keepAside(const QString &path)
{
    const QFileInfo file(path);
    const QStringList earlier
        = QDir(file.absolutePath()).entryList({file.fileName() + QStringLiteral(".damaged-*")}, QDir::Files);
    for (const QString &name : earlier) {
        const QString aside = file.absolutePath() + u'/' + name;
        if (isSameFile(aside, path)) // of a recovery that was killed
            return aside;
    }
    const QString aside = owner_file::freeNameAside(path, QLatin1String("damaged"));
    const QString log = QStringLiteral("-wal");
    // The log first: once the file has its second name, both are taken for whole.
    if (QFileInfo::exists(path + log) && !keepAs(path + log, aside + log))
        return {};
    return keepAs(path, aside) ? aside : QString();
}

/// A database that SQL of ours runs in, under a name of its own.
class OwnDatabase {
public:
    explicit OwnDatabase(const QString &path) : m_name(QUuid::createUuid().toString())
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        m_database.setDatabaseName(path);
        if (!m_database.open())
            return;
        // It is brought to the disk as a whole, before it gets the name that it is looked for by.
        runSqlite(handle(), "PRAGMA synchronous = OFF");
        runSqlite(handle(), "PRAGMA journal_mode = MEMORY");
    }
    ~OwnDatabase()
    {
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }
    OwnDatabase(const OwnDatabase &) = delete;
    OwnDatabase &operator=(const OwnDatabase &) = delete;

    bool bringTo(int version) { return m_database.isOpen() && bringHistoryTo(m_database, version); }
    sqlite3 *handle() const { return sqliteOf(m_database); }

private:
    const QString m_name;
    QSqlDatabase m_database;
};

enum class DamagedLog { Read, Ignore };

SqliteConnection openToSalvage(const QString &path, DamagedLog log)
{
    const QByteArray url
        = QUrl::fromLocalFile(path).toEncoded() + (log == DamagedLog::Read ? "?mode=rw" : "?immutable=1");
    const int flags = log == DamagedLog::Read ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    sqlite3 *database = nullptr;
    const int code = sqlite3_open_v2(url.constData(), &database, flags | SQLITE_OPEN_URI, nullptr);
    SqliteConnection connection(database);
    if (code != SQLITE_OK)
        return {};
    // It is kept as it is: its log is not put into it.
    int stays = 1;
    sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &stays);
    for (const char *pragma : {"PRAGMA query_only = ON", "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON"})
        runSqlite(database, pragma);
    return connection;
}

/// The newest schema of which it has all; what its header says may be damaged, too.
int schemaOf(sqlite3 *database)
{
    for (int version = kHistorySchema; version > 0; --version) {
        OwnDatabase pattern(QStringLiteral(":memory:"));
        if (pattern.bringTo(version) && hasSchemaOf(database, pattern.handle()))
            return version;
    }
    return kHistorySchema;
}

/// Adds the rows of a database of any schema; those that are there stay. Nothing when @p target cannot be written.
std::optional<qint64> addRows(const SqliteConnection &source, const OwnDatabase &target, const QString &path)
{
    if (!source)
        return 0;
    const int version = schemaOf(source.get());
    std::optional<CopiedRows> copied;
    if (version == kHistorySchema) {
        copied = copyHistoryRows(source.get(), target.handle(), RowConflict::KeepTarget);
    } else {
        const QString older = olderRescue(path);
        if (!owner_file::makeEmpty(older))
            return std::nullopt;
        {
            OwnDatabase between(older);
            if (between.bringTo(version) && copyHistoryRows(source.get(), between.handle(), RowConflict::KeepTarget)
                && between.bringTo(kHistorySchema))
                copied = copyHistoryRows(between.handle(), target.handle(), RowConflict::KeepTarget);
        }
        QFile::remove(older);
    }
    return copied ? std::optional(copied->rows) : std::nullopt;
}

/// Fills the file at @p fresh from the newest source to the oldest.
bool salvage(const QString &path, const QString &fresh, RecoveredHistory &recovered)
{
    OwnDatabase target(fresh);
    if (!target.bringTo(kHistorySchema))
        return false;
    for (const DamagedLog log : {DamagedLog::Read, DamagedLog::Ignore}) {
        const std::optional<qint64> rows = addRows(openToSalvage(recovered.aside, log), target, path);
        if (!rows)
            return false;
        recovered.rows += *rows;
    }
    QStringList copies{rescuePath(path)};
    for (const HistoryBackup &backup : historyBackups(path))
        copies << backup.path;
    for (const QString &copy : std::as_const(copies)) {
        if (!QFileInfo::exists(copy) || !isWholeDatabase(copy))
            continue;
        const std::optional<qint64> rows = addRows(openToSalvage(copy, DamagedLog::Ignore), target, path);
        if (!rows)
            return false;
        recovered.rows += *rows;
        recovered.isWithBackup = recovered.isWithBackup || *rows > 0;
        if (copy != rescuePath(path))
            break; // one backup is enough: older ones have what was changed since
    }
    return true;
}

bool finishRescue(const QString &path)
{
    const QString fresh = unfinishedRescue(path);
    if (!isWholeDatabase(fresh) || !owner_file::sync(fresh) || !renameOver(fresh, rescuePath(path)))
        return false;
    owner_file::syncDirectoryOf(path);
    return true;
}

} // namespace

std::optional<RecoveredHistory> recoverHistory(const QString &path)
{
    RecoveredHistory recovered{.aside = keepAside(path)};
    const QString fresh = unfinishedRescue(path);
    if (recovered.aside.isEmpty() || !owner_file::makeEmpty(fresh) || !salvage(path, fresh, recovered)
        || !finishRescue(path)) {
        qCWarning(logHistory) << "the damaged chats could not be recovered";
        return std::nullopt;
    }
    QFile::remove(recovered.aside + QStringLiteral("-shm")); // of our own reading
    // The file stands aside with its log; a log that is left here would be taken for the new file's.
    removeLogOf(path);
    owner_file::syncDirectoryOf(path); // so that it does not come back when the power fails
    if (!renameOver(rescuePath(path), path))
        return std::nullopt;
    owner_file::syncDirectoryOf(path);
    return recovered;
}

bool writeRescue(sqlite3 *database, const QString &path)
{
    const QString fresh = unfinishedRescue(path);
    if (!owner_file::makeEmpty(fresh))
        return false;
    HistoryStatement copy(database, "VACUUM INTO ?");
    copy.bind(1, QFile::encodeName(fresh));
    return copy.run() && finishRescue(path);
}

void putRescueInPlace(const QString &path)
{
    if (QFileInfo::exists(path) || !QFileInfo::exists(rescuePath(path)))
        return;
    removeLogOf(path);
    owner_file::syncDirectoryOf(path);
    if (renameOver(rescuePath(path), path))
        owner_file::syncDirectoryOf(path);
}

void takeInRescue(sqlite3 *database, const QString &path)
{
    for (const QString &half : {unfinishedRescue(path), olderRescue(path)})
        QFile::remove(half); // of a program that was killed
    if (!QFileInfo::exists(rescuePath(path)))
        return;
    const SqliteConnection rescue = openToSalvage(rescuePath(path), DamagedLog::Ignore);
    if (rescue && copyHistoryRows(rescue.get(), database, RowConflict::TakeSource))
        QFile::remove(rescuePath(path));
}

} // namespace freshet
