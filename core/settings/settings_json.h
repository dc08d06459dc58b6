// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <cmath>
#include <limits>
#include <optional>

/// Settings as JSON values and back. Back is strict: a value of another type is nothing, never a default.
namespace freshet::settings_json {

inline constexpr int kVersion = 1;
inline constexpr char kFormat[] = "freshet-settings";

inline QJsonValue toJson(const QString &value) { return value; }
inline QJsonValue toJson(bool value) { return value; }
inline QJsonValue toJson(int value) { return value; }
inline QJsonValue toJson(double value) { return value; }
inline QJsonValue toJson(const QStringList &value) { return QJsonArray::fromStringList(value); }
template <typename T>
QJsonValue toJson(const std::optional<T> &value)
{
    return value ? toJson(*value) : QJsonValue(QJsonValue::Null);
}

inline bool take(const QJsonValue &json, QString &value)
{
    value = json.toString();
    return json.isString();
}

inline bool take(const QJsonValue &json, bool &value)
{
    value = json.toBool();
    return json.isBool();
}

inline bool take(const QJsonValue &json, double &value)
{
    value = json.toDouble();
    return json.isDouble() && std::isfinite(value);
}

inline bool take(const QJsonValue &json, int &value)
{
    double number = 0;
    if (!take(json, number) || std::trunc(number) != number || std::abs(number) > std::numeric_limits<int>::max())
        return false;
    value = static_cast<int>(number);
    return true;
}

inline bool take(const QJsonValue &json, QStringList &value)
{
    const QJsonArray items = json.toArray();
    for (const QJsonValue &item : items) {
        if (!item.isString())
            return false;
        value << item.toString();
    }
    return json.isArray();
}

template <typename T>
bool take(const QJsonValue &json, std::optional<T> &value)
{
    return json.isNull() || take(json, value.emplace());
}

} // namespace freshet::settings_json
