// SPDX-License-Identifier: MIT
#include "core/base/json.h"

#include <QByteArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cmath>

namespace freshet::json {

namespace {

constexpr int kMaxDepth = 64;
constexpr int kMaxMembers = 10'000;
constexpr double kMaxCount = 1e9;
/// QJsonDocument tells where an escape or a bare word begins, not where it breaks off.
constexpr qsizetype kLongestEscape = 6;

/// How often @p wanted is there; counts no further than @p most.
int jsonCount(QByteArrayView bytes, char wanted, int most)
{
    int count = 0;
    for (qsizetype at = bytes.indexOf(wanted); at >= 0 && count < most; at = bytes.indexOf(wanted, at + 1))
        ++count;
    return count;
}

/// Too deep, or with too many members in one object.
bool jsonIsOutsized(QByteArrayView bytes)
{
    // Nearly all that comes, an event of a stream, holds fewer brackets and colons than that.
    if (jsonCount(bytes, '{', kMaxDepth + 1) + jsonCount(bytes, '[', kMaxDepth + 1) <= kMaxDepth
        && (bytes.size() <= kMaxMembers || jsonCount(bytes, ':', kMaxMembers + 1) <= kMaxMembers))
        return false;
    std::array<int, kMaxDepth + 1> members{}; // of the value that is open at each depth
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxDepth)
                return true;
            members[static_cast<size_t>(depth)] = 0;
        } else if (c == '}' || c == ']') {
            depth = std::max(0, depth - 1);
        } else if (c == ':' && ++members[static_cast<size_t>(depth)] > kMaxMembers) {
            return true;
        }
    }
    return false;
}

bool jsonStartsNumber(char c) { return c == '-' || c == '+' || (c >= '0' && c <= '9') || c == 'N' || c == 'I'; }
bool jsonContinuesNumber(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '+';
}

/// Valid UTF-8, and null for every bare word that is no finite number. Only for what the parser has refused.
QByteArray jsonRepaired(QByteArrayView bytes)
{
    const QByteArray in = QString::fromUtf8(bytes).toUtf8();
    QByteArray out;
    out.reserve(in.size());
    bool inString = false;
    for (qsizetype i = 0; i < in.size(); ++i) {
        const char c = in[i];
        if (!inString && jsonStartsNumber(c)) {
            const auto end = std::find_if_not(in.begin() + i, in.end(), jsonContinuesNumber);
            const QByteArray word(in.constData() + i, end - (in.begin() + i));
            bool isNumber = false;
            const double value = word.toDouble(&isNumber);
            out += isNumber && std::isfinite(value) ? word : QByteArrayLiteral("null");
            i += word.size() - 1;
            continue;
        }
        out += c;
        if (inString && c == '\\' && i + 1 < in.size())
            out += in[++i];
        else if (c == '"')
            inString = !inString;
    }
    return out;
}

std::optional<QJsonValue> jsonDocument(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (document.isObject())
        return document.object();
    if (document.isArray())
        return document.array();
    return std::nullopt;
}

} // namespace

std::optional<QJsonValue> parse(QByteArrayView bytes)
{
    if (jsonIsOutsized(bytes))
        return std::nullopt;
    if (auto value = jsonDocument(QByteArray::fromRawData(bytes.data(), bytes.size())))
        return value;
    return jsonDocument(jsonRepaired(bytes));
}

std::optional<QJsonValue> parseStrictly(QByteArrayView bytes)
{
    return jsonIsOutsized(bytes) ? std::nullopt : jsonDocument(QByteArray::fromRawData(bytes.data(), bytes.size()));
}

bool isCutOff(QByteArrayView bytes)
{
    const QByteArray json = bytes.trimmed().toByteArray();
    if (!json.startsWith('{') && !json.startsWith('['))
        return false;
    QJsonParseError error;
    QJsonDocument::fromJson(json, &error);
    return error.error != QJsonParseError::NoError && error.offset > json.size() - kLongestEscape;
}

std::optional<QString> string(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

std::optional<double> number(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<qint64> count(const QJsonObject &object, QLatin1String key)
{
    const std::optional<double> value = number(object, key);
    if (!value || *value < 0 || *value > kMaxCount || std::floor(*value) != *value)
        return std::nullopt;
    return static_cast<qint64>(*value);
}

} // namespace freshet::json
