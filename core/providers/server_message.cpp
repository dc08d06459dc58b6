// SPDX-License-Identifier: MIT
#include "core/providers/server_message.h"

#include "core/base/json.h"
#include "core/providers/google_error.h"
#include "core/providers/retry_after.h"
#include "core/streaming/json_object_decoder.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr int kMaxWrappedMessages = 1;
constexpr std::chrono::seconds kLongestLoadingWait(30);
constexpr qsizetype kMostParameters = 20;

ServerMessage messageFromObject(const QJsonObject &object, int wrapped);

bool isTruthy(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool();
    case QJsonValue::Double:
        return value.toDouble() != 0;
    case QJsonValue::String:
        return !value.toString().isEmpty();
    case QJsonValue::Array:
        return !value.toArray().isEmpty();
    case QJsonValue::Object:
        return !value.toObject().isEmpty();
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return false;
    }
    return false;
}

/// A code may be a word, a status, or a status written as a word.
void addCode(ServerMessage &message, const QJsonValue &code)
{
    bool isNumber = code.isDouble();
    const double number = isNumber ? code.toDouble() : code.toString().toDouble(&isNumber);
    if (isNumber && number >= 400 && number <= 599)
        message.status = message.status.value_or(static_cast<int>(number));
    else if (code.isString() && !code.toString().isEmpty())
        message.words << code.toString().toLower();
}

void addWait(ServerMessage &message, const QJsonObject &object)
{
    constexpr std::chrono::milliseconds kSecond(1000);
    for (const auto &[key, unit] : {std::pair("retry_after_ms", kSecond / 1000), std::pair("retry_after", kSecond),
             std::pair("retry_after_seconds", kSecond), std::pair("estimated_time", kSecond)}) { // of Hugging Face
        if (const auto wait = waitIn(object.value(QLatin1String(key)), unit)) {
            message.retryAfter = wait;
            return;
        }
    }
}

QString firstText(const QJsonObject &object, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        if (const auto text = json::string(object, QLatin1String(name)); text && !text->isEmpty())
            return *text;
    }
    return {};
}

/// What an entry of a list speaks of: FastAPI's `loc` is a path to it.
QString parameterOf(const QJsonObject &entry)
{
    static const QRegularExpression name(QStringLiteral("^(?!(?:body|query|path|header)$)[a-z][a-z_]*$"));
    const QJsonArray location = json::array(entry, QLatin1String("loc"));
    const auto isName = [](const QJsonValue &part) { return name.match(part.toString()).hasMatch(); };
    const auto named = std::find_if(location.begin(), location.end(), isName);
    return named == location.end() ? firstText(entry, {"param", "parameter", "field"}) : (*named).toString();
}

/// FastAPI's list of {loc, msg, type}, or what others list: objects with a message, or plain texts.
void addErrorList(ServerMessage &message, const QJsonArray &list)
{
    QStringList texts;
    QStringList refused;
    QStringList named;
    for (const QJsonValue &value : list) {
        const QJsonObject entry = value.toObject();
        const QString told = firstText(entry, {"msg", "message", "detail", "title", "error"});
        const QString text = told.isEmpty() ? value.toString() : told;
        if (!text.isEmpty())
            texts << text;
        addCode(message, entry.value(QLatin1String("code")));
        (refusesAltogether(text) ? refused : named) << parameterOf(entry);
    }
    message.text = texts.join(QLatin1String("; "));
    for (const QString &name : refused.isEmpty() ? named : refused)
        addParameter(message, name);
}

/// The error of another server that stands as JSON in the text; an empty object when there is none.
QJsonObject errorWithin(const QString &text)
{
    const qsizetype start = text.indexOf(u'{');
    if (start < 0)
        return {};
    const QByteArrayList objects
        = JsonObjectDecoder().feed(QStringView(text).sliced(start).toUtf8()).value_or(QByteArrayList());
    const auto value = objects.isEmpty() ? std::nullopt : json::parse(objects.constFirst());
    const QJsonObject object = value ? value->toObject() : QJsonObject();
    return isTruthy(object.value(QLatin1String("error"))) ? object : QJsonObject();
}

/// An error that was wrapped into the text knows better than the one around it.
void unwrap(ServerMessage &message, int wrapped)
{
    const QJsonObject object = wrapped < kMaxWrappedMessages ? errorWithin(message.text) : QJsonObject();
    if (object.isEmpty())
        return;
    ServerMessage inner = messageFromObject(object, wrapped + 1);
    if (inner.text.isEmpty())
        inner.text = message.text;
    inner.words += message.words;
    addParameter(inner, message.parameter);
    inner.isUpstreams = inner.status.has_value();
    if (!inner.status)
        inner.status = message.status;
    if (!inner.retryAfter)
        inner.retryAfter = message.retryAfter;
    message = inner;
}

/// OpenRouter's `metadata.raw`: what the vendor behind it said, as JSON or as a text.
void addUpstream(ServerMessage &message, const QJsonValue &raw, int wrapped)
{
    const auto parsed = json::parse(raw.toString().toUtf8());
    const QJsonObject object = raw.isObject() ? raw.toObject() : json::unwrapped(parsed.value_or(QJsonValue()));
    QString text = raw.toString();
    if (!object.isEmpty() && wrapped < kMaxWrappedMessages) {
        const ServerMessage upstream = messageFromObject(object, wrapped + 1);
        text = upstream.text;
        for (const QString &word : upstream.words) {
            if (refusesAltogether(QString(word).replace(u'_', u' ')))
                message.words << word;
        }
        for (const QString &name : QStringList(upstream.parameter) + upstream.otherParameters)
            addParameter(message, name);
        if (!message.retryAfter)
            message.retryAfter = upstream.retryAfter;
    } else if (text.startsWith(u'<')) {
        text = htmlTitle(text.toUtf8());
    }
    if (!text.isEmpty() && !message.text.contains(text))
        message.text += message.text.isEmpty() ? text : QString(u": " % text);
}

/// OpenRouter's `error.metadata` and `error.availability`.
void addOpenRouterDetails(ServerMessage &message, const QJsonObject &error, int wrapped)
{
    const QJsonObject metadata = json::object(error, QLatin1String("metadata"));
    const QJsonObject availability = json::object(error, QLatin1String("availability"));
    addCode(message, metadata.value(QLatin1String("error_type")));
    addCode(message, availability.value(QLatin1String("code")));
    message.isModeration = metadata.contains(QLatin1String("flagged_input"));
    const QString limit = json::string(metadata, QLatin1String("limit_source")).value_or(QString());
    if (limit == QLatin1String("openrouter_in_flight_budget"))
        message.words << QStringLiteral("in_flight_budget_exhausted");
    message.isBudget = limit.contains(QLatin1String("budget")) || limit.endsWith(QLatin1String("key_limit"));
    for (const QJsonObject &object : {error, metadata, availability})
        addWait(message, object);
    addUpstream(message, metadata.value(QLatin1String("raw")), wrapped);
}

void addErrorObject(ServerMessage &message, const QJsonObject &error, int wrapped)
{
    message.text = firstText(error, {"message", "msg", "detail", "error", "title", "description"});
    for (const char *key : {"code", "type", "status", "error_type", "http_status", "http_status_code"})
        addCode(message, error.value(QLatin1String(key)));
    addParameter(message, json::string(error, QLatin1String("param")).value_or(QString()));
    addGoogleDetails(message, json::array(error, QLatin1String("details")));
    addCode(message, json::object(error, QLatin1String("details")).value(QLatin1String("error_code")));
    unwrap(message, wrapped);
    addOpenRouterDetails(message, error, wrapped);
}

/// An error said by the members of the object itself.
void addFlatError(ServerMessage &message, const QJsonObject &object, int wrapped)
{
    for (const char *key : {"code", "type", "status"})
        addCode(message, object.value(QLatin1String(key)));
    addParameter(message, json::string(object, QLatin1String("param")).value_or(QString()));
    for (const char *key : {"message", "detail", "errors", "error_message", "title"}) {
        const QJsonValue value = object.value(QLatin1String(key));
        if (!message.text.isEmpty() || !isTruthy(value))
            continue;
        if (value.isArray())
            addErrorList(message, value.toArray());
        else if (const QJsonValue inner = value[QLatin1String("error")]; inner.isObject())
            addErrorObject(message, inner.toObject(), wrapped);
        else if (value.isObject())
            addErrorObject(message, value.toObject(), wrapped);
        else
            message.text = value.toString();
    }
    unwrap(message, wrapped);
}

ServerMessage messageFromObject(const QJsonObject &object, int wrapped)
{
    ServerMessage message;
    const QJsonValue error = object.value(QLatin1String("error"));
    addWait(message, object);
    if (error.isArray() && !error[0].isObject()) {
        addErrorList(message, error.toArray());
    } else if (error.isObject() || error.isArray()) {
        addErrorObject(message, json::unwrapped(error), wrapped);
    } else if (isTruthy(error)) {
        message.text = error.toString();
        unwrap(message, wrapped);
    }
    for (const char *key : {"error_type", "error_code"})
        addCode(message, object.value(QLatin1String(key)));
    message.signInUrl = json::string(object, QLatin1String("signin_url")).value_or(QString());
    if (const auto eta = waitIn(json::object(object, QLatin1String("loading")).value(QLatin1String("eta_seconds")),
            std::chrono::seconds(1));
        eta && !message.retryAfter) // an estimate: it is asked again before that too
        message.retryAfter = std::min<std::chrono::milliseconds>(*eta, kLongestLoadingWait);
    if (isTruthy(error))
        addGoogleHints(message);
    else
        addFlatError(message, object, wrapped);
    return message;
}

QByteArray withoutSseFraming(QByteArrayView body)
{
    if (!body.startsWith("data:") && !body.startsWith("event:"))
        return body.toByteArray();
    QByteArray data;
    const QByteArrayList lines = body.toByteArray().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("data:") && !line.contains("[DONE]"))
            data += line.sliced(5).trimmed() + '\n';
    }
    return data.trimmed();
}

} // namespace

bool refusesAltogether(const QString &text)
{
    static const QRegularExpression refusal(
        QStringLiteral(
            "unsupported|not support|n't support|unrecognized|unknown|unexpected|not permitted|extra inputs"),
        QRegularExpression::CaseInsensitiveOption);
    return refusal.match(text).hasMatch();
}

void addParameter(ServerMessage &message, const QString &name)
{
    if (name.isEmpty() || name == message.parameter || message.otherParameters.contains(name))
        return;
    if (message.parameter.isEmpty())
        message.parameter = name;
    else if (message.otherParameters.size() < kMostParameters)
        message.otherParameters << name;
}

ServerMessage serverMessageFrom(QByteArrayView body)
{
    const QByteArray text = withoutSseFraming(body.trimmed());
    if (const auto value = json::parse(text))
        return messageFromObject(json::unwrapped(*value), 0);
    if (text.startsWith('<'))
        return {.text = htmlTitle(text)};
    ServerMessage message{.text = QString::fromUtf8(text)};
    unwrap(message, 0);
    return message;
}

std::optional<ServerMessage> serverMessageIn(const QJsonObject &object)
{
    const auto has = [&object](const char *key) { return isTruthy(object.value(QLatin1String(key))); };
    const bool saysError = has("error") || (has("error_type") && has("error_message"))
        || object.value(QLatin1String("object")).toString() == QLatin1String("error")
        || object.value(QLatin1String("type")).toString() == QLatin1String("error")
        || object.value(QLatin1String("event_type")).toString() == QLatin1String("error");
    const bool isBareMessage = !object.contains(QLatin1String("choices")) && !object.contains(QLatin1String("type"))
        && ((object.value(QLatin1String("message")).isString()
                && (object.contains(QLatin1String("code"))
                    || object.value(QLatin1String("status")).toString() == QLatin1String("error")))
            || has("detail") || has("errors"));
    const QJsonObject choice = json::array(object, QLatin1String("choices")).at(0).toObject(); // OpenRouter
    if (!saysError && isTruthy(choice.value(QLatin1String("error"))))
        return messageFromObject(choice, 0);
    if (!saysError && !isBareMessage)
        return std::nullopt;
    return messageFromObject(object, 0);
}

QString htmlTitle(QByteArrayView page)
{
    static const QRegularExpression title(
        QStringLiteral("<title[^>]*>([^<]*)</title"), QRegularExpression::CaseInsensitiveOption);
    return title.match(QString::fromUtf8(page)).captured(1).simplified();
}

} // namespace freshet
