// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <chrono>

namespace freshet {

using ConversationId = QString; ///< A UUID, made by the caller: nothing waits for the database.
using FolderId = QString; ///< Likewise.

/// How long a chat stays in the trash before it is deleted for good.
inline constexpr auto kTrashKept = std::chrono::hours(24 * 30);

/// A chat as lists show it.
struct ConversationInfo {
    ConversationId id;
    QString title;
    QDateTime changedAt;
    QDateTime pinnedAt = {}; ///< Invalid: not pinned.
    FolderId folder = {}; ///< Empty: in none.
    QStringList tags = {}; ///< Sorted.
    QDateTime archivedAt = {}; ///< Invalid: not archived.
    QDateTime trashedAt = {}; ///< Invalid: not in the trash. A chat may be archived and in the trash.
    bool isTemporary = false; ///< In memory only; see HistoryStore::keepInMemory().

    bool operator==(const ConversationInfo &) const = default;
};

struct FolderInfo {
    FolderId id;
    QString name;

    bool operator==(const FolderInfo &) const = default;
};

} // namespace freshet

Q_DECLARE_METATYPE(freshet::ConversationInfo)
Q_DECLARE_METATYPE(freshet::FolderInfo)
