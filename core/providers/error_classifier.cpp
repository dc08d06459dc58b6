// SPDX-License-Identifier: MIT
#include "core/providers/error_classifier.h"

#include "core/providers/retry_after.h"
#include "core/providers/secret_scrubber.h"
#include "core/providers/text_cleaner.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace freshet {

namespace {

constexpr qsizetype kMaxDetail = 500;
constexpr std::chrono::minutes kLongestRateLimit(5); ///< What Google asks longer waits for is a quota.

/// What the classification looks at, in one place.
struct Evidence {
    const ServerMessage &message;
    int status = 0;
    bool mayBeRetried = false; ///< The server told how long to wait.

    bool says(std::initializer_list<const char *> words) const
    {
        return std::any_of(words.begin(), words.end(),
            [this](const char *word) { return message.words.contains(QLatin1String(word)); });
    }
    bool reads(const char *pattern) const
    {
        return QRegularExpression(QLatin1String(pattern), QRegularExpression::CaseInsensitiveOption)
            .match(message.text)
            .hasMatch();
    }
};

/// The status that the words stand for, where HTTP's own says nothing because it is 200.
int statusOfWords(const ServerMessage &message)
{
    static const QHash<QString, int> statuses{
        {"unavailable", 503},
        {"overloaded_error", 529},
        {"overloaded", 503},
        {"validation", 422},
        {"unprocessable", 422},
        {"generation", 500},
        {"capacity_exhausted", 429},
        {"region_restricted", 403},
        {"internal", 500},
        {"server_error", 500},
        {"api_error", 500},
        {"internal_error", 500},
        {"internalservererror", 500},
        {"server", 500},
        {"resource_exhausted", 429},
        {"rate_limit_exceeded", 429},
        {"deadline_exceeded", 504},
        {"timeout_error", 504},
        {"timeout", 504},
        {"provider_unavailable", 502},
        {"provider_overloaded", 503},
        {"not_found", 404},
        {"not_found_error", 404},
        {"model_not_found", 404},
        {"failed_precondition", 400},
        {"permission_denied", 403},
        {"permission_error", 403},
        {"unauthenticated", 401},
        {"invalid_argument", 400},
        {"invalid_request", 400},
        {"invalid_request_error", 400},
        {"invalid_prompt", 400},
        {"invalid_image", 400},
        {"invalid_image_format", 400},
        {"invalid_base64_image", 400},
        {"image_parse_error", 400},
        {"empty_image_file", 400},
        {"data_residency_mismatch", 403},
        {"vector_store_timeout", 504},
        {"payload_too_large", 413},
        {"image_too_large", 413},
        {"request_too_large", 413},
        {"payment_required", 402},
        {"billing_error", 402},
    };
    for (const QString &word : message.words) {
        if (const int status = statuses.value(word))
            return status;
    }
    return 0;
}

bool isAuthFailure(const Evidence &e)
{
    return e.status == 401 || e.says({"invalid_api_key", "api_key_invalid", "authentication", "authentication_error"})
        || (e.status == 400 && e.reads("^API key (not valid|expired|not found)"));
}

bool isBillingFailure(const Evidence &e)
{
    if (e.says({"in_flight_budget_exhausted"}) && e.mayBeRetried)
        return false;
    return e.status == 402 || (e.status == 403 && e.message.isBudget)
        || e.says(
            {"insufficient_quota", "payment_required", "credit_balance_exhausted", "organization_spend_limit_exceeded",
                "project_spend_limit_exceeded", "organization_usage_limit_exceeded", "enforced_spend_limit_reached"})
        || e.reads("^You have reached your specified .*usage limit|exceeded your monthly included credits");
}

bool isQuotaFailure(const Evidence &e)
{
    return e.message.isDailyQuota || e.says({"quota_exceeded"})
        || (e.says({"resource_exhausted"}) && e.message.retryAfter && *e.message.retryAfter > kLongestRateLimit)
        || e.reads("\\blimit: 0\\b|reached your (session|hourly|daily|weekly) usage limit");
}

bool isRateLimit(const Evidence &e)
{
    return e.status == 429
        || e.says({"rate_limit_error", "rate_limit_exceeded", "slow_down", "in_flight_budget_exhausted"});
}

bool isContextOverflow(const Evidence &e)
{
    return e.says({"context_length_exceeded", "string_above_max_length", "string_too_long", "exceed_context_size_error",
               "token_limit_exceeded"})
        || e.reads("context (length|size|window)|maximum context|too many tokens|prompt is too long|n_keep");
}

bool isContentRefusal(const Evidence &e)
{
    return e.message.isModeration
        || e.says({"content_policy_violation", "content_filter", "moderation_blocked", "bio_policy"});
}

bool isUnknownAddressOrModel(const Evidence &e)
{
    return e.status == 404 || e.status == 405 || e.says({"model_not_found"})
        || e.reads("Unexpected endpoint or method|No models loaded|^model .* not found");
}

ErrorKind kindByStatus(int status)
{
    switch (status) {
    case 403:
        return ErrorKind::Permission;
    case 408:
    case 504:
    case 524:
        return ErrorKind::Timeout;
    case 413:
        return ErrorKind::PayloadTooLarge;
    case 503:
    case 529:
        return ErrorKind::Overloaded;
    default:
        return status >= 400 && status < 500 ? ErrorKind::BadRequest : ErrorKind::Server;
    }
}

/// The order matters: "Too many tokens per minute" is no context overflow.
ErrorKind kindOf(const Evidence &e)
{
    if (isAuthFailure(e))
        return ErrorKind::Auth;
    if (isBillingFailure(e))
        return ErrorKind::Billing;
    if (isQuotaFailure(e))
        return ErrorKind::Quota;
    if (isRateLimit(e))
        return ErrorKind::RateLimited;
    if (isContextOverflow(e))
        return ErrorKind::ContextLength;
    if (e.says({"model_loading"}) || (e.status == 424 && !e.says({"generation"}))
        || e.reads("^loading model|is (still|currently) loading"))
        return ErrorKind::ModelLoading;
    if (e.says({"server_is_overloaded", "overloaded_error"}) || e.reads("^server busy"))
        return ErrorKind::Overloaded;
    if (isContentRefusal(e))
        return ErrorKind::ContentFilter;
    if (isUnknownAddressOrModel(e))
        return ErrorKind::NotFound;
    if (e.says({"failed_precondition"}) && e.message.parameter.isEmpty()) // Google: the region, or billing is off
        return ErrorKind::Permission;
    return kindByStatus(e.status);
}

bool isWorthRepeating(ErrorKind kind, int status)
{
    switch (kind) {
    case ErrorKind::RateLimited:
    case ErrorKind::Overloaded:
    case ErrorKind::ModelLoading:
    case ErrorKind::Timeout:
        return true;
    case ErrorKind::Server:
        return status >= 500 && status != 501 && status != 505;
    default:
        return status == 409; // a lock that somebody else holds just now
    }
}

/// "system" or "developer", where the model or its template takes no such role; else nothing.
QString refusedRole(const QString &text)
{
    static const QRegularExpression developer(
        QStringLiteral("'developer' is not one of|(?:unknown|unexpected|invalid|unsupported)[^.]{0,20} role[^a-z]{1,4}"
                       "developer|does not support 'developer'|'developer' (?:role )?(?:is )?not supported"
                       "|developer role (?:is )?not supported"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression system(
        QStringLiteral("system role (?:is )?not supported|not support (?:the )?'?system'?(?: role| message| prompt|"
                       " instruction| with)|system (?:message|prompt|instruction)s? (?:is |are )?not (?:supported|"
                       "enabled|allowed)|roles must alternate user/assistant|developer instruction is not enabled"
                       "|only user(?:,| and)[^.]{0,24} roles are supported|role ['\"`]?system['\"`]? (?:is|are) "
                       "not|(?:unknown|unexpected|invalid|unsupported)"
                       "[^.]{0,20} role[^a-z]{1,4}system"),
        QRegularExpression::CaseInsensitiveOption);
    if (developer.match(text).hasMatch())
        return QStringLiteral("developer");
    return system.match(text).hasMatch() ? QStringLiteral("system") : QString();
}

/// "temperature", "stream", "system" …: told in the body, or the word that the sentence quotes.
QString refusedParameter(const ServerMessage &message)
{
    if (const QString role = refusedRole(message.text); !role.isEmpty())
        return role;
    static const QRegularExpression unsupported(
        QStringLiteral(
            "(?:unsupported|unrecognized|unknown|unexpected|invalid|extra)[^.:]{0,40}"
            "(?:value|param\\w*|argument\\w*|field\\w*|inputs?)[^:]{0,20}:\\s*['\"`]?([a-z_]+(?:\\.[a-z_]+)*)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression streaming(
        QStringLiteral(
            "(?:not|n't) support (?:response )?stream"
            "|\\bstream(?:ing)?['\"`]?(?: \\w+)? (?:(?:is|are) )?not (?:supported|available|allowed|implemented)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression name(QStringLiteral("^[a-z][a-z_]{1,39}$"));
    static const QRegularExpression refusal(
        QStringLiteral(
            "unsupported|not support|n't support|unrecognized|unknown|unexpected|not permitted|extra inputs"),
        QRegularExpression::CaseInsensitiveOption);
    // A value out of its range is the user's to mend; only what the model does not take at all can be left out.
    const bool isRefusal = message.words.contains(QLatin1String("unsupported_value"))
        || message.words.contains(QLatin1String("unsupported_parameter"))
        || message.words.contains(QLatin1String("unknown_parameter")) || refusal.match(message.text).hasMatch();
    QString parameter = isRefusal ? message.parameter : QString();
    if (parameter.isEmpty() && streaming.match(message.text).hasMatch())
        parameter = QStringLiteral("stream");
    if (parameter.isEmpty() && message.text.contains(QLatin1String("does not support thinking")))
        parameter = QStringLiteral("think");
    if (parameter.isEmpty())
        parameter = unsupported.match(message.text).captured(1);
    parameter = parameter.section(u'.', 0, 0);
    return name.match(parameter).hasMatch() ? parameter : QString();
}

/// The model, or this way of asking, is served at another address: OpenAI's /responses, or LM Studio's /v1 where its
/// own API is not.
bool wantsAnotherEndpoint(const Evidence &e, const ProviderConfig &config)
{
    if (config.dialect == Dialect::OpenAi)
        return (e.status == 400 || e.status == 404) && e.reads("\\bv1/responses\\b");
    if (config.dialect != Dialect::LmStudio || !config.quirks.hasNativeApi || e.says({"model_not_found"}))
        return false;
    const bool isNowhere = e.status == 404 || e.status == 405 || e.status == 501;
    return e.reads("Unexpected endpoint or method") || (isNowhere && !e.reads("\\bmodel"));
}

/// "Please retry in 12.5s."
std::optional<std::chrono::milliseconds> retryAfterInText(const QString &text)
{
    static const QRegularExpression retryIn(
        QStringLiteral("retry in ((?:\\d+h)?(?:\\d+m)?[0-9.]+m?s)"), QRegularExpression::CaseInsensitiveOption);
    return durationFrom(retryIn.match(text).capturedView(1));
}

QString sentence(ErrorKind kind, const Error &error, const ServerMessage &message, const ProviderConfig &config)
{
    const QString server = serverName(config);
    const auto with = [&server](const char *text) { return QString::fromUtf8(text).arg(server); };
    switch (kind) {
    case ErrorKind::Auth:
        if (!message.signInUrl.isEmpty())
            return with("%1 wants you to sign in first; the details say where.");
        return config.key.isEmpty() ? with("%1 asks for an API key. Add one in Settings.")
                                    : with("%1 did not accept the API key. Check it in Settings.");
    case ErrorKind::Permission:
        return with("%1 does not allow this with your key, or from your region.");
    case ErrorKind::Billing:
        return with("Credit or a spending limit at %1 is used up. Check billing there.");
    case ErrorKind::RateLimited:
        return error.retryAfter ? with("%1 gets too many requests; it asks to wait %2 seconds.")
                                      .arg((error.retryAfter->count() + 999) / 1000)
                                : with("%1 gets too many requests. Try again in a moment.");
    case ErrorKind::Quota:
        return with("The daily or plan quota at %1 is used up. Wait for its reset, or choose another model.");
    case ErrorKind::Overloaded:
        return with("%1 has no capacity just now. Try again in a moment.");
    case ErrorKind::ModelLoading:
        return with("%1 is still loading the model. Try again in a moment.");
    case ErrorKind::NotFound:
        if (message.text.contains(QLatin1String("Unexpected endpoint")))
            return with("%1 does not know this address. Check the base URL; it usually ends in /v1.");
        return with("%1 has no such model, or the base URL is wrong. Refresh the model list.");
    case ErrorKind::ContextLength:
        return with(
            "The conversation is too long for this model of %1. Shorten it, or choose a model with a larger context.");
    case ErrorKind::PayloadTooLarge:
        return with("The request is too large for %1. Send less at once.");
    case ErrorKind::ContentFilter:
        return with("%1 refused the question because of its content rules.");
    case ErrorKind::Timeout:
        return with("%1 took too long to answer. Try again.");
    case ErrorKind::BadRequest:
        return error.parameter.isEmpty() ? with("%1 refused the request. The details say why.")
                                         : with("%1 refused the parameter \"%2\".").arg(error.parameter);
    default:
        return error.httpStatus >= 400
            ? with("%1 failed with an internal error (HTTP %2). Try again.").arg(error.httpStatus)
            : with("%1 failed while it answered. Try again.");
    }
}

} // namespace

Error classifiedError(const ServerMessage &message, const HttpResponse &head, const ProviderConfig &config)
{
    Error error;
    error.httpStatus = head.status;
    const auto toldInBody = message.retryAfter ? message.retryAfter : retryAfterInText(message.text);
    error.retryAfter = toldInBody && !tellsRetryAfter(head) ? toldInBody : retryAfterIn(head);

    // In a 200 stream the body holds the status; a bad status of HTTP's own is the better witness.
    int status = head.status >= 400 ? head.status : message.status.value_or(0);
    if (status == 0)
        status = statusOfWords(message);
    const Evidence evidence{.message = message, .status = status, .mayBeRetried = error.retryAfter.has_value()};
    error.kind = kindOf(evidence);
    error.retryable = isWorthRepeating(error.kind, status);
    if (const QByteArray told = head.header("x-should-retry"); told == "true" || told == "false")
        error.retryable = told == "true";
    if (error.kind == ErrorKind::BadRequest || error.kind == ErrorKind::Server || error.kind == ErrorKind::NotFound)
        error.parameter
            = wantsAnotherEndpoint(evidence, config) ? QStringLiteral("endpoint") : refusedParameter(message);
    error.message = sentence(error.kind, error, message, config);
    const QString signIn
        = message.signInUrl.isEmpty() ? QString() : QStringLiteral(" Sign in at %1").arg(message.signInUrl);
    error.detail = shownServerText(message.text + signIn, secretsOf(config));
    return error;
}

Error classifiedError(const HttpResponse &response, const ProviderConfig &config)
{
    return classifiedError(serverMessageFrom(response.body), response, config);
}

QString shownServerText(const QString &text, const QList<Secret> &secrets)
{
    static const QRegularExpression keyLike(
        QStringLiteral("\\b(?:sk-|hf_|AIza|AQ\\.|gsk_|xai-)[A-Za-z0-9_*.-]{4,}|\\bBearer +[^\\s\"',]+"));
    QString shown = TextCleaner().push(text);
    for (const Secret &secret : secrets)
        shown.replace(QString::fromUtf8(secret.reveal()), QStringLiteral("[key]"));
    shown.replace(keyLike, QStringLiteral("[key]"));
    return shown.left(kMaxDetail);
}

QString serverName(const ProviderConfig &config)
{
    if (config.baseUrl.isEmpty() || config.name.contains(config.baseUrl.host(), Qt::CaseInsensitive))
        return config.name;
    return QStringLiteral("%1 (%2)").arg(config.name, config.baseUrl.host());
}

} // namespace freshet
