// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <optional>

/// JSON that strangers wrote: nothing is assumed, a wrong type counts as missing, and missing is never an empty value.
namespace freshet::json {

/// One whole JSON object or array, at most 64 levels deep and of 10,000 members an object; nothing for anything else.
/// Forgives what would cost a whole answer: bad UTF-8 becomes U+FFFD; NaN, Infinity and numbers out of range become
/// null.
std::optional<QJsonValue> parse(QByteArrayView bytes);

/// As parse(), but forgives nothing: for those who ask us and can be told what is wrong.
std::optional<QJsonValue> parseStrictly(QByteArrayView bytes);

/// Whether the bytes are the beginning of an object or array that lacks only its end, rather than no JSON at all.
bool isCutOff(QByteArrayView bytes);

std::optional<QString> string(const QJsonObject &object, QLatin1String key);
std::optional<double> number(const QJsonObject &object, QLatin1String key);

/// A whole number from 0 to 10^9; whatever else it says is not a count.
std::optional<qint64> count(const QJsonObject &object, QLatin1String key);

/// The member as an object; an empty one when it is missing or something else.
inline QJsonObject object(const QJsonObject &parent, QLatin1String key) { return parent.value(key).toObject(); }
inline QJsonArray array(const QJsonObject &parent, QLatin1String key) { return parent.value(key).toArray(); }

/// The value as an object, or the first element of an array of objects: some servers wrap what they say.
inline QJsonObject unwrapped(const QJsonValue &value)
{
    return value.isArray() ? value.toArray().at(0).toObject() : value.toObject();
}

} // namespace freshet::json
