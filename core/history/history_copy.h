// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <optional>

struct sqlite3;

namespace freshet {

/// What becomes of a row that the target has already, by its id.
enum class RowConflict { KeepTarget, TakeSource };

struct CopiedRows {
    qint64 rows = 0; ///< New or changed in the target.
    qint64 gaps = 0; ///< Places of the source that could not be read, or rows that the target refused.
};

/// Copies the rows of every table that both databases have, in one transaction of the target.
///
/// The source may be damaged: what cannot be read is left out, row by row. Columns that only one of them has are left
/// out, too, so neither the schema's version nor its tables are named here. A message whose chat was lost gets one
/// again. Nothing when the target could not be written; then it is as it was.
std::optional<CopiedRows> copyHistoryRows(sqlite3 *source, sqlite3 *target, RowConflict conflict);

/// Whether @p database has each table and each column of @p pattern.
bool hasSchemaOf(sqlite3 *database, sqlite3 *pattern);

} // namespace freshet
