// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

class QSqlQuery;

namespace freshet {

/// When the trash was looked at, by a clock that may jump.
struct TrashLooks {
    std::optional<qint64> last = {}; ///< In ms since 1970; none: nobody knows.
    std::optional<qint64> behindSince = {}; ///< The clock shows less than `last`, and this is where that began.

    bool operator==(const TrashLooks &) const = default;
};

/// What counts of the time between two looks, which is as much as a clock that was set wrong can take from a chat.
inline constexpr auto kMostBetweenLooks = std::chrono::hours(24 * 7);
/// A clock that stays behind for that long was ahead before.
inline constexpr auto kBehindIsTrue = std::chrono::hours(24);

/// Brings the ages of what is in the trash in line with the time that has passed for certain: a clock that jumps ahead
/// empties no trash, and one that was ahead keeps nothing for ever. Whatever happens twice makes nothing older.
///
/// Gives the looks as of now; none while the clock is behind: then nothing in the trash is old enough. Fails as the
/// query does.
std::optional<TrashLooks> ageTrash(QSqlQuery &query, const TrashLooks &looks, const QDateTime &now);

/// The looks where ageTrash() gave none.
TrashLooks looksBehind(const TrashLooks &looks, const QDateTime &now);

/// In a small file beside the chats at @p historyPath. Without it the newest chat in the trash tells the last look.
TrashLooks readTrashLooks(const QString &historyPath);
void storeTrashLooks(const QString &historyPath, const TrashLooks &looks);

} // namespace freshet
