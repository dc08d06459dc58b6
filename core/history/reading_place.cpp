// SPDX-License-Identifier: MIT
#include "core/history/reading_place.h"

#include "core/base/json.h"
#include "core/base/log_categories.h"
#include "core/base/owner_file.h"

#include <QFile>
#include <QJsonDocument>

#include <cmath>

namespace freshet {

namespace {

constexpr qint64 kLongestPlaceFile = 4096;
constexpr double kMostOffset = 1'000'000;

const QLatin1String kConversation("conversation");
const QLatin1String kMessage("message");
const QLatin1String kThoughts("thoughts");
const QLatin1String kBlock("block");
const QLatin1String kOffset("offset");

QString readingPlaceFile(const QString &historyPath) { return historyPath + QStringLiteral(".place"); }

} // namespace

void storeReadingPlace(const QString &historyPath, const ReadingPlace &place)
{
    if (historyPath.isEmpty())
        return;
    QJsonObject object{{kConversation, place.conversation}};
    if (!place.message.isEmpty()) {
        object.insert(kMessage, place.message);
        object.insert(kOffset, place.offset);
        if (place.block != ReadingPlace::kAboveText) {
            object.insert(kThoughts, place.isInThoughts);
            object.insert(kBlock, place.block);
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
    ReadingPlace place{.conversation = json::string(object, kConversation).value_or(QString())};
    const std::optional<double> offset = json::number(object, kOffset);
    if (place.conversation.isEmpty() || !offset || std::abs(*offset) > kMostOffset)
        return place;
    place.message = json::string(object, kMessage).value_or(QString());
    place.offset = *offset;
    if (const std::optional<qint64> block = json::count(object, kBlock)) {
        place.block = int(*block);
        place.isInThoughts = object.value(kThoughts).toBool();
    }
    return place;
}

} // namespace freshet
