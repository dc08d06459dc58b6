// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QSqlDatabase>
#include <QString>

#include <optional>

class QSqlError;
struct sqlite3;

namespace freshet {

/// Where what a connection writes ends up.
enum class HistoryPlace {
    File,
    ReadOnly, ///< The file can be read only: every write fails.
    Memory, ///< The file cannot even be read: nothing is saved.
};

/// What made the caller open the file anew.
enum class HistorySuspicion { None, Damaged };

/// A connection that is ready for use, wherever its data ended up.
struct OpenedHistory {
    QSqlDatabase database;
    std::optional<Error> notice; ///< What the user must know: not saved, or a damaged file moved aside.
    HistoryPlace place = HistoryPlace::File;
    bool mayRecover = false; ///< Opening it again later may lead to the file.
};

/// Opens the chats at @p path and brings them to this version's schema, after a backup of what was there.
///
/// Never fails: a damaged file is moved aside (never deleted) and what can be read of it, or else is in the newest
/// backup, is put into a new one; a file that cannot be used (full disk, read-only folder, newer version) is left
/// alone. Answers that were being written when the program died are marked interrupted. To be used in the calling
/// thread only.
OpenedHistory openHistory(
    const QString &path, const QString &connectionName, HistorySuspicion suspicion = HistorySuspicion::None);

/// Opens @p database with the pragmas and limits of every connection to the chats, whatever it holds. False: it cannot
/// be used.
bool connectHistory(QSqlDatabase &database);

/// Makes the tables of schema @p version, or brings an older one to it, without a backup. False: nothing has changed.
bool bringHistoryTo(QSqlDatabase &database, int version);

/// SQLite's own connection; null when it is closed.
sqlite3 *sqliteOf(const QSqlDatabase &database);

/// SQLite's primary code of an error; 0 for none.
int sqliteCode(const QSqlError &error);

/// A database in memory alone, for what must never be stored.
QSqlDatabase openHistoryInMemory(const QString &connectionName);

/// The schema that this version writes.
inline constexpr int kHistorySchema = 5;

} // namespace freshet
