// SPDX-License-Identifier: MIT
#include "core/providers/server_message.h"

#include "core/base/json.h"
#include "core/providers/google_error.h"

#include <QRegularExpression>

#include <cmath>

namespace freshet {

namespace {

constexpr int kMaxWrappedMessages = 1;

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

std::optional<std::chrono::milliseconds> toWait(double value)
{
    if (!(value >= 0) || value > 1e12)
        return std::nullopt;
    return std::chrono::milliseconds(std::llround(value));
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

/// FastAPI's list of {loc, msg, type}.
void addDetailList(ServerMessage &message, const QJsonArray &details)
{
    QStringList texts;
    for (const QJsonValue &value : details) {
        const QJsonObject detail = value.toObject();
        texts << json::string(detail, QLatin1String("msg")).value_or(value.toString());
        const QJsonArray location = json::array(detail, QLatin1String("loc"));
        if (message.parameter.isEmpty() && location.size() > 1)
            message.parameter = location.at(1).toString();
    }
    message.text = texts.join(QLatin1String("; "));
}

/// OpenRouter's `error.metadata` and `error.availability`.
void addOpenRouterDetails(ServerMessage &message, const QJsonObject &error)
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
    for (const auto &seconds : {json::number(metadata, QLatin1String("retry_after")),
             json::number(metadata, QLatin1String("retry_after_seconds")),
             json::number(availability, QLatin1String("retry_after"))}) {
        if (seconds)
            message.retryAfter = toWait(*seconds * 1000);
    }
}

void addErrorObject(ServerMessage &message, const QJsonObject &error, int wrapped)
{
    message.text = json::string(error, QLatin1String("message")).value_or(QString());
    for (const char *key : {"code", "type", "status", "error_type", "http_status", "http_status_code"})
        addCode(message, error.value(QLatin1String(key)));
    message.parameter = json::string(error, QLatin1String("param")).value_or(QString());
    addGoogleDetails(message, json::array(error, QLatin1String("details")));
    addCode(message, json::object(error, QLatin1String("details")).value(QLatin1String("error_code")));
    addOpenRouterDetails(message, error);
    const QString text = message.text.trimmed();
    if (wrapped < kMaxWrappedMessages && (text.startsWith(u'{') || text.startsWith(u'['))) {
        const auto inner = json::parse(text.toUtf8());
        const QJsonObject document = inner ? json::unwrapped(*inner) : QJsonObject();
        if (document.value(QLatin1String("error")).isObject())
            addErrorObject(message, json::object(document, QLatin1String("error")), wrapped + 1);
    }
}

ServerMessage messageFromObject(const QJsonObject &object)
{
    ServerMessage message;
    const QJsonValue error = object.value(QLatin1String("error"));
    if (error.isObject() || error.isArray())
        addErrorObject(message, json::unwrapped(error), 0);
    else if (isTruthy(error))
        message.text = error.toString();
    for (const char *key : {"error_type", "error_code"})
        addCode(message, object.value(QLatin1String(key)));
    message.signInUrl = json::string(object, QLatin1String("signin_url")).value_or(QString());
    if (isTruthy(error)) {
        addGoogleHints(message);
        return message;
    }

    for (const char *key : {"code", "type", "status"})
        addCode(message, object.value(QLatin1String(key)));
    if (const auto parameter = json::string(object, QLatin1String("param")))
        message.parameter = *parameter;
    for (const char *key : {"message", "detail", "errors", "error_message", "title"}) {
        const QJsonValue value = object.value(QLatin1String(key));
        if (!message.text.isEmpty() || !isTruthy(value))
            continue;
        if (value.isArray())
            addDetailList(message, value.toArray());
        else
            message.text = value.toString();
    }
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

ServerMessage serverMessageFrom(QByteArrayView body)
{
    const QByteArray text = withoutSseFraming(body.trimmed());
    if (const auto value = json::parse(text))
        return messageFromObject(json::unwrapped(*value));
    if (text.startsWith('<'))
        return {.text = htmlTitle(text)};
    return {.text = QString::fromUtf8(text)};
}

std::optional<ServerMessage> serverMessageIn(const QJsonObject &object)
{
    const auto has = [&object](const char *key) { return isTruthy(object.value(QLatin1String(key))); };
    const bool saysError = has("error") || (has("error_type") && has("error_message"))
        || object.value(QLatin1String("object")).toString() == QLatin1String("error")
        || object.value(QLatin1String("type")).toString() == QLatin1String("error");
    const bool isBareMessage = !object.contains(QLatin1String("choices")) && !object.contains(QLatin1String("type"))
        && ((object.value(QLatin1String("message")).isString() && object.contains(QLatin1String("code")))
            || has("detail"));
    const QJsonObject choice = json::array(object, QLatin1String("choices")).at(0).toObject(); // OpenRouter
    if (!saysError && isTruthy(choice.value(QLatin1String("error"))))
        return messageFromObject(choice);
    if (!saysError && !isBareMessage)
        return std::nullopt;
    return messageFromObject(object);
}

QString htmlTitle(QByteArrayView page)
{
    static const QRegularExpression title(
        QStringLiteral("<title[^>]*>([^<]*)</title"), QRegularExpression::CaseInsensitiveOption);
    return title.match(QString::fromUtf8(page)).captured(1).simplified();
}

std::optional<std::chrono::milliseconds> durationFrom(QStringView text)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+(?:\\.\\d+)?)ms)?$"));
    const QRegularExpressionMatch match = form.match(text);
    if (text.isEmpty() || !match.hasMatch())
        return std::nullopt;
    const double seconds = match.capturedView(1).toDouble() * 3600 + match.capturedView(2).toDouble() * 60
        + match.capturedView(3).toDouble();
    return toWait(seconds * 1000 + match.capturedView(4).toDouble());
}

} // namespace freshet
