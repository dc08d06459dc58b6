// SPDX-License-Identifier: MIT
#include "core/history/reading_place.h"

#include "core/base/json.h"
#include "core/base/log_categories.h"
#include "core/base/owner_file.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <limits>

namespace freshet {

namespace {

constexpr qint64 kLongestPlaceFile = 4096;
constexpr double kMostPlaceOffset = 1'000'000;

const QLatin1String kPlaceConversation("conversation");
const QLatin1String kPlaceMessage("message");
const QLatin1String kPlaceThoughts("thoughts");
const QLatin1String kPlaceBlock("block");
const QLatin1String kPlaceOffset("offset");

QString readingPlaceFile(const QString &historyPath) { return historyPath + QStringLiteral(".place"); }

} // namespace

void storeReadingPlace(const QString &historyPath, const ReadingPlace &place)
{
    if (historyPath.isEmpty())
        return;
    QJsonObject object{{kPlaceConversation, place.conversation}};
    if (!place.message.isEmpty()) {
        object.insert(kPlaceMessage, place.message);
        object.insert(kPlaceOffset, place.offset);
        if (place.block != ReadingPlace::kAboveText) {
            object.insert(kPlaceThoughts, place.isInThoughts);
            object.insert(kPlaceBlock, place.block);
        }
    }
    if (!owner_file::replace(readingPlaceFile(historyPath), QJsonDocument(object).toJson(QJsonDocument::Compact)))
        qCWarning(logHistory) << "the place that is read could not be stored beside" << historyPath;
}

ReadingPlace readReadingPlace(const QString &historyPath)
{
    QFile file(readingPlaceFile(historyPath));
    if (historyPath.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const auto json = json::parse(file.read(kLongestPlaceFile));
    const QJsonObject object = json ? json->toObject() : QJsonObject();
    ReadingPlace place{.conversation = json::string(object, kPlaceConversation).value_or(QString())};
    const std::optional<double> offset = json::number(object, kPlaceOffset);
    if (place.conversation.isEmpty() || !offset || std::abs(*offset) > kMostPlaceOffset)
        return place;
    place.message = json::string(object, kPlaceMessage).value_or(QString());
    place.offset = *offset;
    if (const std::optional<qint64> block = json::count(object, kPlaceBlock)) {
        place.block = int(std::min<qint64>(*block, std::numeric_limits<int>::max()));
        place.isInThoughts = object.value(kPlaceThoughts).toBool();
    }
    return place;
}

} // namespace freshet
