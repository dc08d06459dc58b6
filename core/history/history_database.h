// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QSqlDatabase>
#include <QString>

#include <optional>

namespace freshet {

/// A connection that is ready for use, wherever its data ended up.
struct OpenedHistory {
    QSqlDatabase database;
    std::optional<Error> notice; ///< What the user must know: kept in memory only, or a damaged file moved aside.
};

/// Opens the chats at @p path and brings them to this version's schema.
///
/// Never fails: a damaged file is moved aside (never deleted) and a new one made; a file that cannot be used (read-only
/// folder, newer version) is left alone and the chats live in memory. Answers that were being written when the program
/// died are marked interrupted. To be used in the calling thread only.
OpenedHistory openHistory(const QString &path, const QString &connectionName);

/// A database in memory alone, for what must never be stored.
QSqlDatabase openHistoryInMemory(const QString &connectionName);

/// The schema that this version writes.
inline constexpr int kHistorySchema = 4;

} // namespace freshet
