// SPDX-License-Identifier: MIT
#include "core/history/history_database.h"

#include "core/base/log_categories.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

#include <sqlite3.h>

#include <initializer_list>
#include <iterator>

namespace freshet {

namespace {

/// Why a file cannot be used, and what may be done about it.
enum class HistoryTrouble { Unusable, Damaged, Newer };

const char *const kHistoryPragmas[] = {
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 0",
    "PRAGMA journal_mode = WAL",
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
        "CREATE TABLE folders (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL) STRICT",
        "CREATE TABLE tags ("
        " conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,"
        " tag TEXT NOT NULL,"
        " PRIMARY KEY (conversation, tag)) STRICT, WITHOUT ROWID",
        "ALTER TABLE conversations ADD COLUMN pinned_at INTEGER",
        "ALTER TABLE conversations ADD COLUMN folder TEXT REFERENCES folders(id) ON DELETE SET NULL",
        "ALTER TABLE conversations ADD COLUMN archived_at INTEGER",
        "ALTER TABLE conversations ADD COLUMN trashed_at INTEGER",
        "ALTER TABLE conversations ADD COLUMN titled_by TEXT NOT NULL DEFAULT 'user'",
    },
};

static_assert(std::size(kHistorySteps) == kHistorySchema);

void prepareHistoryFile(const QString &path)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    const QFileDevice::Permissions ours = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QFile file(path);
    // SQLite gives its -wal and -shm files the mode of the main file.
    if (!file.exists())
        (void)file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ours);
    else
        file.setPermissions(ours);
}

bool isHistoryDamage(const QSqlError &error)
{
    const QString code = error.nativeErrorCode();
    return code == QString::number(SQLITE_CORRUPT) || code == QString::number(SQLITE_NOTADB);
}

HistoryTrouble historyTrouble(const QSqlQuery &query)
{
    qCWarning(logHistory) << "the chats cannot be opened:" << query.lastError().text();
    return isHistoryDamage(query.lastError()) ? HistoryTrouble::Damaged : HistoryTrouble::Unusable;
}

std::optional<HistoryTrouble> migrateHistory(QSqlDatabase &database)
{
    QSqlQuery query(database);
    const auto readVersion = [&query] {
        const bool ok = query.exec("PRAGMA user_version") && query.next();
        const std::optional<int> version = ok ? std::optional(query.value(0).toInt()) : std::nullopt;
        if (ok)
            query.finish();
        return version;
    };
    const std::optional<int> found = readVersion();
    if (!found)
        return historyTrouble(query);
    if (*found > kHistorySchema)
        return HistoryTrouble::Newer;

    // IMMEDIATE shows a read-only file here, not at the user's first question.
    bool ok = query.exec("BEGIN IMMEDIATE");
    const std::optional<int> version = ok ? readVersion() : std::nullopt; // another program may have come first
    ok = version.has_value();
    for (int step = version.value_or(0); ok && step < kHistorySchema; ++step) {
        for (const char *statement : kHistorySteps[step])
            ok = ok && query.exec(QLatin1String(statement));
    }
    ok = ok && query.exec(QStringLiteral("PRAGMA user_version = %1").arg(kHistorySchema));
    ok = ok && query.exec("UPDATE messages SET state = 'interrupted' WHERE state = 'streaming'");
    ok = ok && query.exec("COMMIT");
    if (ok)
        return std::nullopt;
    const HistoryTrouble trouble = historyTrouble(query);
    query.exec("ROLLBACK");
    return trouble;
}

std::optional<HistoryTrouble> prepareHistory(QSqlDatabase &database)
{
    if (!database.open()) {
        qCWarning(logHistory) << "the chats cannot be opened:" << database.lastError().text();
        return isHistoryDamage(database.lastError()) ? HistoryTrouble::Damaged : HistoryTrouble::Unusable;
    }
    if (auto *const handle = *static_cast<sqlite3 *const *>(database.driver()->handle().constData()))
        sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);

    QSqlQuery query(database);
    for (const char *pragma : kHistoryPragmas) {
        if (!query.exec(QLatin1String(pragma)))
            return historyTrouble(query);
        query.finish();
    }
    if (!query.exec("PRAGMA quick_check(1)") || !query.next())
        return historyTrouble(query);
    if (query.value(0).toString() != "ok")
        return HistoryTrouble::Damaged;
    query.finish();
    return migrateHistory(database);
}

/// The new name, or nothing when it could not be moved.
QString moveHistoryAside(const QString &path)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString("yyyyMMdd-hhmmss-zzz");
    const QString aside = path + ".damaged-" + stamp;
    if (!QFile::rename(path, aside))
        return {};
    for (const QString &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::rename(path + suffix, aside + suffix);
    return aside;
}

OpenedHistory historyInMemory(QSqlDatabase database, const QString &why)
{
    database.close();
    database.setDatabaseName(":memory:");
    if (prepareHistory(database))
        qCCritical(logHistory) << "not even a database in memory can be opened";
    return {database, Error{.kind = ErrorKind::Storage, .message = why}};
}

} // namespace

QSqlDatabase openHistoryInMemory(const QString &connectionName)
{
    QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", connectionName);
    database.setDatabaseName(":memory:");
    if (prepareHistory(database))
        qCCritical(logHistory) << "a database in memory cannot be opened";
    return database;
}

OpenedHistory openHistory(const QString &path, const QString &connectionName)
{
    QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", connectionName);
    database.setDatabaseName(path);
    prepareHistoryFile(path);
    QLockFile opening(path + ".lock"); // SQLite waits for nobody when it turns WAL on
    constexpr int longestWaitMs = 5000;
    opening.tryLock(longestWaitMs);
    const std::optional<HistoryTrouble> trouble = prepareHistory(database);
    if (!trouble)
        return {database, std::nullopt};

    if (trouble == HistoryTrouble::Newer) {
        return historyInMemory(database,
            "The chats in " + path
                + " were written by a newer version of Freshet, so they are left untouched and nothing is saved now."
                  " Install the newer version to see them.");
    }
    if (trouble == HistoryTrouble::Damaged) {
        database.close();
        const QString aside = moveHistoryAside(path);
        prepareHistoryFile(path);
        if (!aside.isEmpty() && !prepareHistory(database)) {
            return {database,
                Error{.kind = ErrorKind::Storage,
                    .message = "The file with your chats was damaged. It was kept as " + aside
                        + ", and a new one was started."}};
        }
    }
    return historyInMemory(database,
        "Chats are not saved: " + path
            + " cannot be written. Check the folder's permissions and free space, then"
              " start Freshet again.");
}

} // namespace freshet
