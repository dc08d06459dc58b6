// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

struct sqlite3;

namespace freshet {

struct RecoveredHistory {
    QString aside; ///< Where the damaged file is now.
    qint64 rows = 0; ///< That the new file has.
    bool isWithBackup = false; ///< Some of them were in the backup only.
};

// All of these are called with the file's lock held, and survive being killed at any moment: a whole copy gets the name
// PATH.rescue before anything of the old file goes, and is found under it at the next start.

/// Replaces the damaged and closed file at @p path by one with all that can be read: of the file with and without its
/// log, and of the newest backup that is whole. Nothing when that could not be written; then the file is where it was.
std::optional<RecoveredHistory> recoverHistory(const QString &path);

/// Writes all of an open database, whose file was deleted or replaced, to the rescue copy.
bool writeRescue(sqlite3 *database, const QString &path);

/// Where the file is missing: the rescue copy becomes it. Before it is opened.
void putRescueInPlace(const QString &path);

/// Where there is another file: puts what the rescue copy has into it, and removes the copy. After it was opened.
void takeInRescue(sqlite3 *database, const QString &path);

} // namespace freshet
