// SPDX-License-Identifier: MIT
#include "core/history/history_file.h"

#include "core/base/log_categories.h"
#include "core/history/history_beside.h"
#include "core/history/history_copy.h"
#include "core/history/history_recovery.h"
#include "core/history/history_statement.h"

#include <QSqlQuery>
#include <QUuid>

#include <utility>

namespace freshet {

namespace {

constexpr int kRescueRetryMs = 10'000;

QString newHistoryConnection() { return "history-" + QUuid::createUuid().toString(QUuid::WithoutBraces); }

void dropConnection(QSqlDatabase &database, const QString &name)
{
    database.close();
    database = {};
    QSqlDatabase::removeDatabase(name);
}

/// Nobody knows what of its log is on the disk, so nothing of it is put into the file, and it is not removed: by its
/// name it may be another file's now.
void leaveLogAlone(sqlite3 *handle)
{
    int stays = 1;
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_PERSIST_WAL, &stays);
}

} // namespace

HistoryFile::HistoryFile(const QString &path, HistoryOpening opening) : m_path(path), m_opening(opening) { }

HistoryFile::~HistoryFile() { close(); }

bool HistoryFile::open(HistorySuspicion suspicion)
{
    const bool isFirst = std::exchange(m_wasOpened, true) == false;
    const QString connection = newHistoryConnection();
    if (m_path.isEmpty()) {
        m_place = HistoryPlace::Memory;
        m_connection = connection;
        m_database = openHistoryInMemory(connection);
        return m_database.isOpen();
    }
    OpenedHistory opened = m_opening == HistoryOpening::Beside ? openHistoryBeside(m_path, connection)
                                                               : openHistory(m_path, connection, suspicion);
    if (opened.notice)
        m_notices << *opened.notice;
    m_place = opened.place;
    m_mayRecover = opened.mayRecover;
    // Later, an empty database in memory would hide the chats that what is written belongs to.
    if (!isFirst && m_place == HistoryPlace::Memory) {
        dropConnection(opened.database, connection);
        return false;
    }
    m_connection = connection;
    m_database = opened.database;
    return true;
}

void HistoryFile::close()
{
    if (!isOpen())
        return;
    if (m_beforeClose)
        m_beforeClose();
    dropConnection(m_database, std::exchange(m_connection, {}));
}

sqlite3 *HistoryFile::handle() { return isSaving() ? sqliteOf(m_database) : nullptr; }

std::optional<QSqlError> HistoryFile::write(const Statements &statements)
{
    if (!m_wasOpened)
        open();
    followMoves();
    std::optional<QSqlError> error = tryWrite(statements);
    if (error && heal(*error))
        error = tryWrite(statements);
    return error;
}

std::optional<QSqlError> HistoryFile::tryWrite(const Statements &statements)
{
    if (!isOpen())
        return QSqlError({}, "no file", QSqlError::ConnectionError, QString::number(SQLITE_CANTOPEN));
    QSqlQuery query(m_database);
    if (m_isUnsettled && isSaving() && !settle(query))
        return query.lastError();
    if (query.exec("BEGIN IMMEDIATE") && statements(query) && query.exec("COMMIT"))
        return std::nullopt;
    const QSqlError error = query.lastError();
    query.exec("ROLLBACK");
    return error;
}

/// What is in the log may not be on the disk, and a second sync of the same pages would say that it is: the kernel has
/// forgotten that they are not. So they are written once more, into the file itself, and that is synced.
bool HistoryFile::settle(QSqlQuery &query)
{
    m_isUnsettled = !query.exec("PRAGMA wal_checkpoint(FULL)") || !query.next() || query.value(0).toInt() != 0;
    if (!m_isUnsettled)
        query.finish();
    return !m_isUnsettled;
}

bool HistoryFile::read(const Statements &statements)
{
    if (!m_wasOpened)
        open();
    QSqlError error;
    for (int attempt = 0; attempt < 2 && isOpen(); ++attempt) {
        {
            QSqlQuery query(m_database);
            query.setForwardOnly(true);
            if (query.exec("BEGIN") && statements(query) && query.exec("COMMIT"))
                return true;
            error = query.lastError();
            query.exec("ROLLBACK");
        }
        qCWarning(logHistory) << "the chats could not be read:" << error.text();
        if (!heal(error))
            return false;
    }
    return false;
}

void HistoryFile::cleanLog()
{
    if (sqlite3 *const database = handle())
        runSqlite(database, "PRAGMA wal_checkpoint(TRUNCATE)");
}

bool HistoryFile::heal(const QSqlError &error)
{
    if (!isSaving() || m_opening == HistoryOpening::Beside) // the window's to mend
        return false;
    switch (sqliteCode(error)) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        leaveLogAlone(sqliteOf(m_database));
        close();
        return open(HistorySuspicion::Damaged);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PROTOCOL:
        qCWarning(logHistory) << "the chats are opened anew after:" << error.text();
        leaveLogAlone(sqliteOf(m_database));
        close();
        m_isUnsettled = true;
        return open();
    default:
        return false;
    }
}

/// A file that was deleted or replaced is still ours to read, but nobody will find what is written to it.
void HistoryFile::followMoves()
{
    int hasMoved = 0;
    if (sqlite3 *const database = handle(); !database
        || sqlite3_file_control(database, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved) != SQLITE_OK || hasMoved == 0
        || !m_nextRescue.hasExpired())
        return;
    if (!writeRescue(handle(), m_path)) {
        m_nextRescue.setRemainingTime(kRescueRetryMs);
        m_notices << Error{.kind = ErrorKind::Storage,
            .message = "The file with your chats, " + m_path
                + ", was deleted or replaced, and could not be written again yet. Keep Freshet running and free some"
                  " space."};
        return;
    }
    // What is left of the log under its old name must be nothing to the file that is there now.
    runSqlite(handle(), "PRAGMA wal_checkpoint(TRUNCATE)");
    leaveLogAlone(handle());
    close();
    m_notices << Error{.kind = ErrorKind::Storage,
        .message = "The file with your chats, " + m_path
            + ", was deleted or replaced by another program. What Freshet had of them was written to it again."};
    open();
}

bool HistoryFile::recover()
{
    if (!mayRecover())
        return isSaving();
    if (m_place == HistoryPlace::ReadOnly)
        close(); // it may keep others out
    const QString connection = newHistoryConnection();
    OpenedHistory opened = openHistory(m_path, connection);
    const bool isInMemory = m_place == HistoryPlace::Memory && isOpen();
    const bool isFile = opened.place == HistoryPlace::File
        && (!isInMemory || copyHistoryRows(sqliteOf(m_database), sqliteOf(opened.database), RowConflict::TakeSource));
    const bool isToRead = opened.place == HistoryPlace::ReadOnly && !isInMemory;
    if (!isFile && !isToRead) {
        dropConnection(opened.database, connection);
        return false;
    }
    close();
    m_connection = connection;
    m_database = opened.database;
    m_place = opened.place;
    m_mayRecover = opened.mayRecover;
    if (isFile && opened.notice)
        m_notices << *opened.notice; // the others are known
    return isFile;
}

} // namespace freshet
