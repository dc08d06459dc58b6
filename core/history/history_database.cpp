// SPDX-License-Identifier: MIT
#include "core/history/history_database.h"

#include "core/base/log_categories.h"
#include "core/base/owner_file.h"
#include "core/base/result.h"
#include "core/history/history_backup.h"
#include "core/history/history_recovery.h"
#include "core/history/history_store.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QScopeGuard>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

#include <sqlite3.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace freshet {

namespace {

/// Why a file cannot be used, and what may be done about it.
struct HistoryTrouble {
    enum class Kind { Unusable, Damaged, Newer, NoBackup, Link };

    Kind kind = Kind::Unusable;
    int code = 0; ///< SQLite's, without what it says besides.
    QString link = {}; ///< The file that is one.
};

using Trouble = HistoryTrouble::Kind;

constexpr int kLongestCheckMs = 2000; ///< A larger file is checked with its daily backup.

const char *const kHistoryPragmas[] = {
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 0",
    "PRAGMA synchronous = FULL",
};

// Each step leads from the schema of its place in the list to the next one.
// Order within a chat is that of `seq`: clocks jump, row numbers do not.
constexpr std::initializer_list<const char *> kHistorySteps[] = {
    {
        "CREATE TABLE conversations ("
        " id TEXT PRIMARY KEY NOT NULL,"
        " title TEXT NOT NULL,"
        " changed_at INTEGER NOT NULL) STRICT",
        "CREATE TABLE messages ("
        " seq INTEGER PRIMARY KEY AUTOINCREMENT,"
        " id TEXT NOT NULL UNIQUE,"
        " conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,"
        " role TEXT NOT NULL,"
        " state TEXT NOT NULL,"
        " text TEXT NOT NULL,"
        " answer TEXT NOT NULL,"
        " error TEXT NOT NULL,"
        " created_at INTEGER NOT NULL) STRICT",
        "CREATE INDEX messages_of_conversation ON messages(conversation, seq)",
    },
    // A chat becomes a tree: a message knows the one before it ('' is none), a chat the last one that is shown ('' is
    // the newest). Until now each was a line.
    {
        "ALTER TABLE messages ADD COLUMN parent TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE conversations ADD COLUMN leaf TEXT NOT NULL DEFAULT ''",
        "UPDATE messages SET parent = coalesce((SELECT earlier.id FROM messages AS earlier"
        " WHERE earlier.conversation = messages.conversation AND earlier.seq < messages.seq"
        " ORDER BY earlier.seq DESC LIMIT 1), '')",
    },
    // What goes with a question, and what is written but not sent. A draft may be of a chat that is not there yet.
    {
        "CREATE TABLE attachments ("
        " message TEXT NOT NULL REFERENCES messages(id) ON DELETE CASCADE,"
        " place INTEGER NOT NULL,"
        " name TEXT NOT NULL,"
        " mime TEXT NOT NULL,"
        " text TEXT NOT NULL,"
        " bytes BLOB NOT NULL,"
        " thumbnail BLOB NOT NULL,"
        " PRIMARY KEY (message, place)) STRICT",
        "CREATE TABLE drafts ("
        " conversation TEXT NOT NULL,"
        " aside INTEGER NOT NULL," // 1: put aside while a question is edited
        " text TEXT NOT NULL,"
        " editing TEXT NOT NULL,"
        " PRIMARY KEY (conversation, aside)) STRICT",
        "CREATE TABLE draft_parts ("
        " conversation TEXT NOT NULL,"
        " aside INTEGER NOT NULL,"
        " place INTEGER NOT NULL,"
        " name TEXT NOT NULL,"
        " mime TEXT NOT NULL,"
        " text TEXT NOT NULL,"
        " bytes BLOB NOT NULL,"
        " thumbnail BLOB NOT NULL,"
        " PRIMARY KEY (conversation, aside, place),"
        " FOREIGN KEY (conversation, aside) REFERENCES drafts ON DELETE CASCADE) STRICT",
    },
    // Where a chat stands: no time is no pin, not archived, not in the trash. Whose a title is ('question', 'model' or
    // 'user') was not known until now: it may be the user's.
    {
        "CREATE TABLE folders ("
        " id TEXT PRIMARY KEY NOT NULL,"
        " name TEXT NOT NULL) STRICT",
        "CREATE TABLE tags ("
        " conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,"
        " tag TEXT NOT NULL,"
        " PRIMARY KEY (conversation, tag)) STRICT",
        "ALTER TABLE conversations ADD COLUMN pinned_at INTEGER",
        "ALTER TABLE conversations ADD COLUMN folder TEXT REFERENCES folders(id) ON DELETE SET NULL",
        "ALTER TABLE conversations ADD COLUMN archived_at INTEGER",
        "ALTER TABLE conversations ADD COLUMN trashed_at INTEGER",
        "ALTER TABLE conversations ADD COLUMN titled_by TEXT NOT NULL DEFAULT 'user'",
    },
    // Which collections a chat searches, as a JSON list; no row: those of the settings. The chat need not be there yet.
    {
        "CREATE TABLE chat_collections ("
        " conversation TEXT PRIMARY KEY NOT NULL,"
        " names TEXT NOT NULL) STRICT",
    },
};

static_assert(std::size(kHistorySteps) == kHistorySchema);

constexpr std::pair<int, int> kHistoryLimits[] = {
    {SQLITE_LIMIT_SQL_LENGTH, 100'000},
    {SQLITE_LIMIT_COMPOUND_SELECT, 50},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
    {SQLITE_LIMIT_ATTACHED, 1},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

void prepareHistoryFile(const QString &path)
{
    QFile file(path);
    // SQLite gives its -wal and -shm files the mode of the main file.
    if (!file.exists())
        (void)file.open(QIODevice::WriteOnly | QIODevice::NewOnly, owner_file::kPermissions);
    else
        file.setPermissions(owner_file::kPermissions);
}

/// The chats or what SQLite keeps beside them. SQLite follows no link to the latter, but does not say so either; one
/// that is put there between this look and the opening of the file itself is followed, by whoever may write to the
/// folder.
std::optional<HistoryTrouble> linkTrouble(const QString &path)
{
    for (const char *part : {"", "-wal", "-shm", "-journal"}) {
        if (const QString file = path + QLatin1String(part); owner_file::isLink(file))
            return HistoryTrouble{.kind = Trouble::Link, .link = file};
    }
    return std::nullopt;
}

HistoryTrouble historyTrouble(const QSqlError &error)
{
    qCWarning(logHistory) << "the chats cannot be opened:" << error.text();
    const int code = sqliteCode(error);
    const bool isDamage = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    return {.kind = isDamage ? Trouble::Damaged : Trouble::Unusable, .code = code};
}

std::optional<int> historyVersion(QSqlQuery &query)
{
    if (!query.exec("PRAGMA user_version") || !query.next())
        return std::nullopt;
    const int version = query.value(0).toInt();
    query.finish();
    return version;
}

/// In one transaction. A schema that the steps do not fit is a damaged one.
std::optional<HistoryTrouble> migrateHistory(QSqlDatabase &database, int to)
{
    QSqlQuery query(database);
    // IMMEDIATE shows a read-only file here, not at the user's first question.
    bool ok = query.exec("BEGIN IMMEDIATE");
    const std::optional<int> version = ok ? historyVersion(query) : std::nullopt; // another program may have come first
    ok = version.has_value();
    for (int step = std::max(0, version.value_or(0)); ok && step < to; ++step) {
        for (const char *statement : kHistorySteps[step])
            ok = ok && query.exec(QLatin1String(statement));
    }
    if (ok && version < to)
        ok = query.exec(QStringLiteral("PRAGMA user_version = %1").arg(to));
    ok = ok && query.exec("UPDATE messages SET state = 'interrupted' WHERE state = 'streaming'");
    ok = ok && query.exec("COMMIT");
    if (ok)
        return std::nullopt;
    HistoryTrouble trouble = historyTrouble(query.lastError());
    if (trouble.code == SQLITE_ERROR)
        trouble.kind = Trouble::Damaged;
    query.exec("ROLLBACK");
    return trouble;
}

/// A check that takes too long is left to the daily backup.
std::optional<HistoryTrouble> checkHistory(QSqlDatabase &database)
{
    QDeadlineTimer longest(kLongestCheckMs);
    const auto isOver = [](void *deadline) { return static_cast<QDeadlineTimer *>(deadline)->hasExpired() ? 1 : 0; };
    constexpr int stepsBetween = 10'000;
    sqlite3 *const handle = sqliteOf(database);
    sqlite3_progress_handler(handle, stepsBetween, isOver, &longest);
    const auto noHandler = qScopeGuard([handle] { sqlite3_progress_handler(handle, 0, nullptr, nullptr); });
    QSqlQuery query(database);
    if (!query.exec("PRAGMA quick_check(1)") || !query.next()) {
        if (sqliteCode(query.lastError()) == SQLITE_INTERRUPT)
            return std::nullopt;
        return historyTrouble(query.lastError());
    }
    if (query.value(0).toString() != "ok")
        return HistoryTrouble{.kind = Trouble::Damaged, .code = SQLITE_CORRUPT};
    return std::nullopt;
}

std::optional<HistoryTrouble> openConnection(QSqlDatabase &database)
{
    if (!database.open())
        return historyTrouble(database.lastError());
    sqlite3 *const handle = sqliteOf(database);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    for (const auto &[limit, value] : kHistoryLimits)
        sqlite3_limit(handle, limit, value);
    QSqlQuery query(database);
    for (const char *pragma : kHistoryPragmas) {
        if (!query.exec(QLatin1String(pragma)))
            return historyTrouble(query.lastError());
        query.finish();
    }
    return std::nullopt;
}

/// Not by who only looks at the file beside the one that owns it: SQLite waits for nobody here.
std::optional<HistoryTrouble> turnOnLog(QSqlDatabase &database)
{
    QSqlQuery query(database);
    return query.exec("PRAGMA journal_mode = WAL") ? std::nullopt : std::optional(historyTrouble(query.lastError()));
}

/// @p path names the backup before a migration; empty: none is needed.
std::optional<HistoryTrouble> prepareHistory(QSqlDatabase &database, const QString &path)
{
    std::optional<HistoryTrouble> trouble = openConnection(database);
    if (!trouble)
        trouble = turnOnLog(database);
    if (!trouble)
        trouble = checkHistory(database);
    if (trouble)
        return trouble;
    std::optional<int> found;
    {
        QSqlQuery query(database);
        found = historyVersion(query);
        if (!found)
            return historyTrouble(query.lastError());
    }
    if (*found > kHistorySchema)
        return HistoryTrouble{.kind = Trouble::Newer};
    if (*found > 0 && *found < kHistorySchema && !path.isEmpty()) {
        BackupWriter backup(sqliteOf(database), path, BackupKind::BeforeUpdate);
        if (backup.advance(-1) != BackupWriter::State::Copied || !backup.publish())
            return HistoryTrouble{.kind = Trouble::NoBackup};
    }
    return migrateHistory(database, kHistorySchema);
}

/// Whether the chats can at least be seen: with what others share of the log; with the log alone, of which the index is
/// made in memory; and else as they were without it.
bool openForReading(QSqlDatabase &database, const QString &path)
{
    const QString url = QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded());
    const QString options = QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=1000");
    for (const char *how : {"?mode=ro", "?mode=rw", "?immutable=1"}) {
        const bool isAlone = QLatin1String(how) == QLatin1String("?mode=rw");
        database.close();
        database.setConnectOptions(isAlone ? options : options + ";QSQLITE_OPEN_READONLY");
        database.setDatabaseName(url + QLatin1String(how));
        if (!database.open())
            continue;
        QSqlQuery query(database);
        if (isAlone && !(query.exec("PRAGMA locking_mode = EXCLUSIVE") && query.exec("PRAGMA query_only = ON")))
            continue;
        if (historyVersion(query) == kHistorySchema && query.exec("SELECT count(*) FROM conversations"))
            return true;
    }
    return false;
}

/// Why nothing is saved, as the second half of a sentence.
QString whyNotSaved(const HistoryTrouble &trouble, const QString &path)
{
    constexpr qint64 almostNothing = 1024 * 1024;
    if (trouble.kind == Trouble::Link)
        return owner_file::linkWords(trouble.link);
    const qint64 space = freeSpaceOf(path);
    if (trouble.code == SQLITE_FULL || (space >= 0 && space < almostNothing))
        return "the disk that " + path + " is on is full. Free some space";
    if (trouble.code == SQLITE_BUSY || trouble.code == SQLITE_LOCKED)
        return "another program keeps " + path + " locked. End that program";
    if (trouble.kind == Trouble::NoBackup) {
        return "they must be brought to this version of Freshet, and no copy of " + path
            + " can be made before. Free some space, or make the folder writable";
    }
    return path + " cannot be written. Check the folder's permissions and the disk it is on";
}

OpenedHistory openWithoutFile(QSqlDatabase database, const QString &path, const HistoryTrouble &trouble)
{
    const bool isNewer = trouble.kind == Trouble::Newer;
    OpenedHistory opened{.database = database, .place = HistoryPlace::ReadOnly, .mayRecover = !isNewer};
    if (isNewer || trouble.kind == Trouble::NoBackup || trouble.kind == Trouble::Link
        || !openForReading(database, path)) {
        opened.place = HistoryPlace::Memory;
        database.close();
        database.setConnectOptions();
        database.setDatabaseName(":memory:");
        if (prepareHistory(database, {}))
            qCCritical(logHistory) << "not even a database in memory can be opened";
    }
    opened.notice = Error{.kind = ErrorKind::Storage,
        .message = "Chats are not saved: " + whyNotSaved(trouble, path)
            + "; what is said until then is kept in memory and saved as soon as that works."};
    if (isNewer) {
        opened.notice->message = "The chats in " + path
            + " were written by a newer version of Freshet, so they are left untouched and nothing is saved now."
              " Install the newer version to see them.";
    }
    return opened;
}

Error wordsFor(const RecoveredHistory &recovered)
{
    QString message = "The file with your chats was damaged. It was kept as " + recovered.aside;
    if (recovered.rows == 0)
        message += ", and a new one was started.";
    else
        message += recovered.isWithBackup ? QStringLiteral(
                       ". What could be read of it, and what else is in the newest backup, was put into a new one.")
                                          : QStringLiteral(". What could be read of it was put into a new one.");
    return {.kind = ErrorKind::Storage, .message = message};
}

} // namespace

bool connectHistory(QSqlDatabase &database) { return !openConnection(database); }

QSqlDatabase openHistoryInMemory(const QString &connectionName)
{
    QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", connectionName);
    database.setDatabaseName(":memory:");
    if (prepareHistory(database, {}))
        qCCritical(logHistory) << "a database in memory cannot be opened";
    return database;
}

OpenedHistory openHistory(const QString &path, const QString &connectionName, HistorySuspicion suspicion)
{
    QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", connectionName);
    database.setDatabaseName(path);
    owner_file::makeDirectory(QFileInfo(path).absolutePath());
    if (const std::optional<HistoryTrouble> link = linkTrouble(path))
        return openWithoutFile(database, path, *link);
    QLockFile opening(path + ".lock"); // SQLite waits for nobody when it turns WAL on
    constexpr int longestWaitMs = 5000;
    opening.tryLock(longestWaitMs);
    putRescueInPlace(path);
    prepareHistoryFile(path);
    std::optional<HistoryTrouble> trouble = suspicion == HistorySuspicion::Damaged
        ? HistoryTrouble{.kind = Trouble::Damaged, .code = SQLITE_CORRUPT}
        : prepareHistory(database, path);
    std::optional<Error> notice;
    if (trouble && trouble->kind == Trouble::Damaged) {
        database.close();
        if (const std::optional<RecoveredHistory> recovered = recoverHistory(path)) {
            trouble = prepareHistory(database, {});
            notice = wordsFor(*recovered);
        }
    }
    if (trouble)
        return openWithoutFile(database, path, *trouble);
    takeInRescue(sqliteOf(database), path);
    return {.database = database, .notice = notice};
}

bool bringHistoryTo(QSqlDatabase &database, int version) { return !migrateHistory(database, version); }

sqlite3 *sqliteOf(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    return handle.isValid() ? *static_cast<sqlite3 *const *>(handle.constData()) : nullptr;
}

int sqliteCode(const QSqlError &error)
{
    constexpr int primary = 0xff;
    return error.nativeErrorCode().toInt() & primary;
}

} // namespace freshet
