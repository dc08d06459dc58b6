// SPDX-License-Identifier: MIT
#include "core/providers/google_error.h"

#include "core/base/json.h"
#include "core/providers/retry_after.h"

#include <QRegularExpression>

#include <algorithm>

namespace freshet {

namespace {

constexpr QLatin1String kRefused("unsupported_parameter"); ///< As OpenAI says it.

/// "generationConfig.thinkingConfig", "top_p" … in the words of our requests; empty for what we do not send.
QString ourParameter(const QString &field)
{
    static const QList<std::pair<QString, QString>> names{
        {"thinking", "reasoning_effort"},
        {"includethoughts", "reasoning_effort"},
        {"temperature", "temperature"},
        {"topp", "top_p"},
        {"maxoutputtokens", "max_tokens"},
        {"stopsequences", "stop"},
        {"seed", "seed"},
        {"systeminstruction", "system"},
        {"continuationtoken", "continuation"},
    };
    const QString plain = QString(field).remove(u'_').toLower();
    const auto it
        = std::find_if(names.begin(), names.end(), [&plain](const auto &name) { return plain.contains(name.first); });
    return it == names.end() ? QString() : it->second;
}

/// Whether the model does not take it at all; a value out of its range is the user's to mend.
bool isGoogleRefusal(const QString &text)
{
    static const QRegularExpression refusal(
        QStringLiteral("unknown name|cannot find field|not (?:yet )?supported|n't support|not support|unsupported"
                       "|not (?:enabled|allowed|permitted|available)|deprecated|only (?:set only )?one of"
                       "|only works in thinking mode"),
        QRegularExpression::CaseInsensitiveOption);
    return refusal.match(text).hasMatch();
}

void addRefusedParameter(ServerMessage &message, const QString &parameter)
{
    if (parameter.isEmpty())
        return;
    addParameter(message, parameter);
    message.words << kRefused;
}

/// Of google.rpc.BadRequest.
void addFieldViolation(ServerMessage &message, const QJsonObject &violation)
{
    static const QRegularExpression unknownName(
        QStringLiteral("Unknown name \"?([A-Za-z_]+)"), QRegularExpression::CaseInsensitiveOption);
    const QString field = json::string(violation, QLatin1String("field")).value_or(QString());
    const QString description = json::string(violation, QLatin1String("description")).value_or(QString());
    if (!isGoogleRefusal(description + u' ' + message.text))
        return;
    const QString unknown = ourParameter(unknownName.match(description).captured(1));
    addRefusedParameter(message, unknown.isEmpty() ? ourParameter(field) : unknown);
}

/// Of google.rpc.QuotaFailure.
bool isDailyQuotaViolation(const QJsonObject &violation)
{
    const QString quota = json::string(violation, QLatin1String("quotaId")).value_or(QString());
    return quota.contains(QLatin1String("PerDay")) || quota.contains(QLatin1String("Daily"));
}

} // namespace

void addGoogleDetails(ServerMessage &message, const QJsonArray &details)
{
    for (const QJsonValue &value : details) {
        const QJsonObject detail = value.toObject();
        if (const auto delay = json::string(detail, QLatin1String("retryDelay")))
            message.retryAfter = durationFrom(*delay);
        if (const auto reason = json::string(detail, QLatin1String("reason")))
            message.words << reason->toLower();
        const QJsonArray quotas = json::array(detail, QLatin1String("violations"));
        message.isDailyQuota = message.isDailyQuota
            || std::any_of(quotas.begin(), quotas.end(),
                [](const QJsonValue &quota) { return isDailyQuotaViolation(quota.toObject()); });
        const QJsonArray fields = json::array(detail, QLatin1String("fieldViolations"));
        for (const QJsonValue &field : fields)
            addFieldViolation(message, field.toObject());
    }
}

void addGoogleHints(ServerMessage &message)
{
    static const QRegularExpression ownNames(
        QStringLiteral("\\b(thinking[ _]?(?:budget|level|config)|include_?thoughts|top_?p|max_?output_?tokens"
                       "|stop_?sequences|system_?instruction|developer instruction|continuation_?token"
                       "|thinking (?:is|mode)|budget 0|temperature|seed)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    if (message.text.contains(QLatin1String("Interactions API"), Qt::CaseInsensitive)) {
        message.parameter.clear();
        return addRefusedParameter(message, QStringLiteral("endpoint"));
    }
    const bool isGoogles = message.words.contains(QLatin1String("invalid_argument"))
        || message.words.contains(QLatin1String("failed_precondition"))
        || message.words.contains(QLatin1String("invalid_request")); // of the Interactions API
    if (!isGoogles || !message.parameter.isEmpty() || !isGoogleRefusal(message.text))
        return;
    const QString named = ownNames.match(message.text).captured(1).toLower();
    if (named == QLatin1String("budget 0"))
        return addRefusedParameter(message, QStringLiteral("reasoning_effort"));
    if (named == QLatin1String("developer instruction"))
        return addRefusedParameter(message, QStringLiteral("system"));
    addRefusedParameter(message, ourParameter(QString(named).remove(u' ')));
}

} // namespace freshet
