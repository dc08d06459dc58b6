// SPDX-License-Identifier: MIT
#include "core/server/access_token_file.h"

#include "core/base/json.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace freshet {

namespace {

constexpr int kTokenFileVersion = 1;

QJsonValue limitJson(const std::optional<qint64> &limit) { return limit ? QJsonValue(*limit) : QJsonValue(); }

QJsonObject accessTokenJson(const AccessToken &token)
{
    QJsonObject object{{"id", token.id}, {"name", token.name},
        {"scopes", QJsonArray::fromStringList(toWords(token.scopes))}, {"sha256", QString(token.digest.toHex())},
        {"created", token.created.toUTC().toString(Qt::ISODateWithMs)},
        {"daily_queries", limitJson(token.budget.queries)}, {"daily_tokens", limitJson(token.budget.tokens)}};
    if (token.lastUsed.isValid())
        object.insert("last_used", token.lastUsed.toUTC().toString(Qt::ISODateWithMs));
    if (token.use.day.isValid())
        object.insert("use",
            QJsonObject{{"day", token.use.day.toString(Qt::ISODate)}, {"queries", token.use.queries},
                {"tokens", token.use.tokens}});
    return object;
}

/// A whole number that is not negative; anything else is nothing.
std::optional<qint64> wholeNumber(const QJsonValue &value)
{
    const qint64 number = value.toInteger(-1);
    return number >= 0 ? std::optional(number) : std::nullopt;
}

bool readLimit(const QJsonValue &value, std::optional<qint64> &limit)
{
    limit = wholeNumber(value);
    return limit || value.isNull();
}

bool readTime(const QJsonValue &value, QDateTime &time)
{
    time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
    return time.isValid();
}

bool readScopes(const QJsonValue &value, TokenScopes &scopes)
{
    const QJsonArray words = value.toArray();
    for (const QJsonValue &word : words) {
        const auto scope = tokenScopeFromString(word.toString());
        if (!scope)
            return false;
        scopes |= *scope;
    }
    return value.isArray();
}

bool readUse(const QJsonValue &value, TokenUse &use)
{
    if (value.isUndefined())
        return true;
    const auto queries = wholeNumber(value["queries"]);
    const auto tokens = wholeNumber(value["tokens"]);
    use = {QDate::fromString(value["day"].toString(), Qt::ISODate), queries.value_or(0), tokens.value_or(0)};
    return use.day.isValid() && queries && tokens;
}

std::optional<AccessToken> readAccessToken(const QJsonObject &object)
{
    AccessToken token{.id = object["id"].toString(), .name = object["name"].toString()};
    const QByteArray hex = object["sha256"].toString().toLatin1();
    token.digest = QByteArray::fromHex(hex);
    const bool isDigest
        = token.digest.size() == QCryptographicHash::hashLength(QCryptographicHash::Sha256) && hex.size() == 64;
    const bool isWhole = !token.id.isEmpty() && !token.name.isEmpty() && isDigest
        && readScopes(object["scopes"], token.scopes) && readTime(object["created"], token.created)
        && readLimit(object["daily_queries"], token.budget.queries)
        && readLimit(object["daily_tokens"], token.budget.tokens) && readUse(object["use"], token.use)
        && (!object.contains("last_used") || readTime(object["last_used"], token.lastUsed));
    return isWhole ? std::optional(token) : std::nullopt;
}

} // namespace

AccessTokenFile readAccessTokens(QByteArrayView bytes)
{
    using State = AccessTokenFile::State;
    const QJsonObject file = json::parse(bytes).value_or(QJsonValue()).toObject();
    const int version = file["version"].toInt();
    if (version > kTokenFileVersion)
        return {.state = State::Newer};
    if (version < 1 || !file["tokens"].isArray())
        return {.state = State::Broken};
    AccessTokenFile read;
    const QJsonArray tokens = file["tokens"].toArray();
    for (const QJsonValue &value : tokens) {
        const auto token = readAccessToken(value.toObject());
        if (!token)
            return {.state = State::Broken};
        read.tokens << *token;
    }
    return read;
}

QByteArray writeAccessTokens(const QList<AccessToken> &tokens)
{
    QJsonArray array;
    for (const AccessToken &token : tokens) {
        if (token.lifetime == AccessToken::Lifetime::UntilRevoked)
            array.append(accessTokenJson(token));
    }
    return QJsonDocument(QJsonObject{{"version", kTokenFileVersion}, {"tokens", array}}).toJson();
}

} // namespace freshet
