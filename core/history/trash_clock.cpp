// SPDX-License-Identifier: MIT
#include "core/history/trash_clock.h"

#include "core/base/json.h"
#include "core/base/log_categories.h"
#include "core/base/owner_file.h"
#include "core/history/history_sql.h"

#include <QFile>
#include <QJsonDocument>
#include <QSqlQuery>

#include <algorithm>

namespace freshet {

namespace {

constexpr qint64 kLongestLooksFile = 4096;
constexpr qint64 kMostBetweenMs = std::chrono::milliseconds(kMostBetweenLooks).count();
constexpr qint64 kBehindIsTrueMs = std::chrono::milliseconds(kBehindIsTrue).count();

const QLatin1String kLastLook("last");
const QLatin1String kBehindSince("behind_since");

QString trashLooksFile(const QString &historyPath) { return historyPath + QStringLiteral(".trash"); }

std::optional<qint64> lookFrom(const QJsonObject &object, QLatin1String key)
{
    const std::optional<double> ms = json::number(object, key);
    constexpr double most = 1e15; // some ten thousand years
    return ms && *ms > -most && *ms < most ? std::optional(qint64(*ms)) : std::nullopt;
}

/// Between two looks at most kMostBetweenLooks count. What came into the trash after the last one may have come at any
/// moment since.
bool slowDown(QSqlQuery &query, qint64 last, qint64 now)
{
    const qint64 tooMuch = now - last - kMostBetweenMs;
    return tooMuch <= 0
        || runHistory(query,
            "UPDATE conversations SET trashed_at ="
            " CASE WHEN trashed_at <= ? THEN trashed_at + ? ELSE max(trashed_at, ?) END WHERE trashed_at IS NOT NULL",
            {last, tooMuch, now - kMostBetweenMs});
}

/// What came into the trash while the clock was ahead keeps the age that it had at the last look.
bool comeBack(QSqlQuery &query, qint64 last, qint64 now)
{
    return runHistory(query, "UPDATE conversations SET trashed_at = min(?, trashed_at - ?) WHERE trashed_at > ?",
        {now, last - now, now});
}

} // namespace

std::optional<TrashLooks> ageTrash(QSqlQuery &query, const TrashLooks &looks, const QDateTime &at)
{
    const qint64 now = at.toMSecsSinceEpoch();
    std::optional<qint64> last = looks.last;
    if (!last) {
        if (!runHistory(query, "SELECT max(trashed_at) FROM conversations WHERE trashed_at <= ?", {now}))
            return std::nullopt;
        last = query.next() && !query.value(0).isNull() ? query.value(0).toLongLong() : now;
    }
    const bool isBehind = now < *last;
    if (isBehind && (!looks.behindSince || now - *looks.behindSince < kBehindIsTrueMs))
        return std::nullopt;
    const bool isDone = isBehind ? comeBack(query, *last, now) : slowDown(query, *last, now);
    if (!isDone || !runHistory(query, "UPDATE conversations SET trashed_at = ? WHERE trashed_at > ?", {now, now}))
        return std::nullopt;
    return TrashLooks{.last = now};
}

TrashLooks looksBehind(const TrashLooks &looks, const QDateTime &at)
{
    const qint64 now = at.toMSecsSinceEpoch();
    if (now >= looks.last.value_or(now))
        return looks;
    return {.last = looks.last, .behindSince = std::min(looks.behindSince.value_or(now), now)};
}

TrashLooks readTrashLooks(const QString &historyPath)
{
    QFile file(trashLooksFile(historyPath));
    if (historyPath.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const auto json = json::parse(file.read(kLongestLooksFile));
    const QJsonObject object = json ? json->toObject() : QJsonObject();
    return {.last = lookFrom(object, kLastLook), .behindSince = lookFrom(object, kBehindSince)};
}

void storeTrashLooks(const QString &historyPath, const TrashLooks &looks)
{
    if (historyPath.isEmpty() || !looks.last)
        return;
    QJsonObject object{{kLastLook, double(*looks.last)}};
    if (looks.behindSince)
        object.insert(kBehindSince, double(*looks.behindSince));
    if (!owner_file::replace(trashLooksFile(historyPath), QJsonDocument(object).toJson(QJsonDocument::Compact)))
        qCWarning(logHistory) << "when the trash was looked at could not be stored beside" << historyPath;
}

} // namespace freshet
