// SPDX-License-Identifier: MIT
#include "core/chat/fallback_policy.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

using Kind = FallbackStep::Kind;

constexpr int kFewestTokens = 64; ///< Fewer are no answer.

QString sentTokenLimit(const ProviderQuirks &quirks)
{
    return quirks.tokenLimitIsMaxCompletionTokens ? QStringLiteral("max_completion_tokens")
                                                  : QStringLiteral("max_tokens");
}

bool isAny(const QString &name, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(), [&name](const char *one) { return name == QLatin1String(one); });
}

bool isGoogles(Dialect dialect) { return dialect == Dialect::Gemini || dialect == Dialect::GeminiInteractions; }

/// Leaves out what the dialects send under that name; false when it is not sent.
bool dropParameter(WayOfAsking &way, const QString &name)
{
    GenerationOptions &options = way.request.options;
    if (name == QLatin1String("temperature"))
        return std::exchange(options.temperature, {}).has_value();
    if (isAny(name, {"top_p", "topP"}))
        return std::exchange(options.topP, {}).has_value();
    if (name == QLatin1String("seed"))
        return std::exchange(options.seed, {}).has_value();
    if (isAny(name, {"stop", "stop_sequences", "stopSequences"}))
        return !std::exchange(options.stop, {}).isEmpty();
    if (isAny(name, {"reasoning_effort", "think", "effort", "thinking_level", "thinkingLevel"}))
        return !std::exchange(options.reasoningEffort, {}).isEmpty()
            || (isGoogles(way.dialect) && std::exchange(options.thinkingBudget, {})); // which has one name for both
    if (isAny(name, {"thinking_budget", "thinkingBudget", "budget_tokens"}))
        return std::exchange(options.thinkingBudget, {}).has_value();
    if (isAny(name, {"reasoning", "thinking", "thinking_config", "thinkingConfig"})) {
        const bool hadEffort = !std::exchange(options.reasoningEffort, {}).isEmpty();
        return std::exchange(options.thinkingBudget, {}).has_value() || hadEffort;
    }
    if (isAny(name, {"max_tokens", "max_completion_tokens", "max_output_tokens", "maxOutputTokens", "num_predict"}))
        return std::exchange(options.maxTokens, {}).has_value();
    if (name == QLatin1String("summary"))
        return std::exchange(way.quirks.asksForSummary, false) && way.dialect == Dialect::OpenAiResponses;
    if (name == QLatin1String("stream_options"))
        return std::exchange(way.quirks.asksForUsage, false) && way.request.streaming == StreamMode::Streamed;
    return false;
}

bool renameTokenLimit(WayOfAsking &way, const QString &refused)
{
    if (!way.request.options.maxTokens || refused != sentTokenLimit(way.quirks))
        return false;
    way.quirks.tokenLimitIsMaxCompletionTokens = !way.quirks.tokenLimitIsMaxCompletionTokens;
    return true;
}

bool lowerTokenLimit(WayOfAsking &way, int tokens)
{
    std::optional<int> &limit = way.request.options.maxTokens;
    if (tokens < kFewestTokens || (limit && *limit <= tokens))
        return false;
    limit = tokens;
    return true;
}

bool hasSystemMessage(const ChatRequest &request)
{
    return std::any_of(request.messages.begin(), request.messages.end(),
        [](const ChatMessage &message) { return message.role == ChatRole::System; });
}

std::optional<Dialect> otherDialect(Dialect dialect)
{
    if (dialect == Dialect::OpenAi)
        return Dialect::OpenAiResponses;
    if (dialect == Dialect::Gemini)
        return Dialect::GeminiInteractions;
    return std::nullopt;
}

bool apply(const FallbackStep &step, WayOfAsking &way)
{
    switch (step.kind) {
    case Kind::WithoutParameter:
    case Kind::WithoutParameterOnce:
        return dropParameter(way, step.parameter);
    case Kind::OtherTokenLimitName:
        return renameTokenLimit(way, step.parameter);
    case Kind::SmallerTokenLimit:
        return lowerTokenLimit(way, step.parameter.toInt());
    case Kind::WithoutDeveloperRole:
        return hasSystemMessage(way.request) && std::exchange(way.quirks.hasDeveloperRole, false);
    case Kind::WithoutSystemRole:
        return hasSystemMessage(way.request) && std::exchange(way.quirks.hasSystemRole, false);
    case Kind::WithoutStreaming:
    case Kind::WithoutStreamingOnce:
        return std::exchange(way.request.streaming, StreamMode::Whole) != StreamMode::Whole;
    case Kind::WithoutNativeApi:
        return way.dialect == Dialect::LmStudio && std::exchange(way.quirks.hasNativeApi, false);
    case Kind::OtherDialect:
        const auto other = otherDialect(way.dialect);
        way.dialect = other.value_or(way.dialect);
        return other.has_value();
    }
    return false;
}

/// @p way is the one with the step.
QString whatIsDone(const FallbackStep &step, const WayOfAsking &way)
{
    switch (step.kind) {
    case Kind::WithoutParameter:
    case Kind::WithoutParameterOnce:
        return step.parameter.startsWith(QLatin1String("max")) ? QStringLiteral("sent without a token limit: the model")
            : step.parameter == QLatin1String("summary")
            ? QStringLiteral("sent without asking for a summary of the reasoning: the model")
            : QString(u"sent without " % step.parameter % u": the model");
    case Kind::OtherTokenLimitName:
        return u"sent with " % sentTokenLimit(way.quirks) % u": the model";
    case Kind::SmallerTokenLimit:
        return u"asked for at most " % step.parameter % u" tokens: the credit";
    case Kind::WithoutDeveloperRole:
        return QStringLiteral("sent the instructions as system messages: the model");
    case Kind::WithoutSystemRole:
        return QStringLiteral("sent the instructions within the question: the model");
    case Kind::WithoutStreaming:
        return QStringLiteral("asked without streaming: the server");
    case Kind::WithoutStreamingOnce:
        return QStringLiteral("asked again without streaming: the stream");
    case Kind::WithoutNativeApi:
        return QStringLiteral("asked at the OpenAI-compatible address: the server");
    case Kind::OtherDialect:
        return way.dialect == Dialect::OpenAiResponses
            ? QStringLiteral("asked through the Responses API: the model")
            : QStringLiteral("asked through the Interactions API: the model");
    }
    return {};
}

QString whyItIsDone(const FallbackStep &step, Refused refused)
{
    const bool isNow = refused == Refused::Now;
    switch (step.kind) {
    case Kind::WithoutParameter:
    case Kind::WithoutParameterOnce:
        return isNow ? QStringLiteral("refuses it") : QStringLiteral("refused it earlier");
    case Kind::OtherTokenLimitName:
        return isNow ? QString(u"refuses " % step.parameter) : QString(u"refused " % step.parameter % u" earlier");
    case Kind::SmallerTokenLimit:
        return QStringLiteral("pays for no more");
    case Kind::WithoutDeveloperRole:
        return isNow ? QStringLiteral("refuses the developer role")
                     : QStringLiteral("refused the developer role earlier");
    case Kind::WithoutSystemRole:
        return isNow ? QStringLiteral("has no system role") : QStringLiteral("refused the system role earlier");
    case Kind::WithoutStreaming:
        return isNow ? QStringLiteral("does not stream this model")
                     : QStringLiteral("did not stream this model earlier");
    case Kind::WithoutStreamingOnce:
        return QStringLiteral("ended before any text");
    case Kind::WithoutNativeApi:
        return isNow ? QStringLiteral("has no other one for this") : QStringLiteral("had no other one earlier");
    case Kind::OtherDialect:
        return isNow ? QStringLiteral("is not served by the usual one")
                     : QStringLiteral("was not served by the usual one earlier");
    }
    return {};
}

bool hasStep(const WayOfAsking &way, Kind kind)
{
    return std::any_of(
        way.steps.begin(), way.steps.end(), [kind](const FallbackStep &step) { return step.kind == kind; });
}

/// "'minimal' is not supported; supported values are …": another value may be taken.
bool isRefusedForItsValue(const Error &error)
{
    static const QRegularExpression words(QStringLiteral("supported values|must be one of|budget \\d+ is invalid"),
        QRegularExpression::CaseInsensitiveOption);
    return words.match(error.detail).hasMatch();
}

/// What to try after a refusal that names a parameter, whether or not it changes anything.
FallbackStep stepFor(const Error &error, const WayOfAsking &tried)
{
    const QString &parameter = error.parameter;
    if (parameter == QLatin1String("developer") && tried.quirks.hasDeveloperRole)
        return {.kind = Kind::WithoutDeveloperRole};
    if (isAny(parameter, {"system", "developer"}))
        return {.kind = Kind::WithoutSystemRole};
    if (parameter == QLatin1String("endpoint"))
        return {.kind = tried.dialect == Dialect::LmStudio ? Kind::WithoutNativeApi : Kind::OtherDialect};
    if (isAny(parameter, {"max_tokens", "max_completion_tokens"}) && !hasStep(tried, Kind::OtherTokenLimitName))
        return {.kind = Kind::OtherTokenLimitName, .parameter = parameter};
    return {.kind = isRefusedForItsValue(error) ? Kind::WithoutParameterOnce : Kind::WithoutParameter,
        .parameter = parameter};
}

/// Without all that one answer refuses.
std::optional<WayOfAsking> withoutRefused(const Error &error, const WayOfAsking &tried)
{
    WayOfAsking way = tried;
    QStringList notes;
    for (const QString &parameter : QStringList(error.parameter) + error.otherParameters) {
        Error one = error;
        one.parameter = parameter;
        if (const auto other = withStep(way, stepFor(one, way), Refused::Now)) {
            way = *other;
            notes << other->notes;
        }
    }
    way.notes = notes;
    return notes.isEmpty() ? std::nullopt : std::optional(way);
}

} // namespace

std::optional<WayOfAsking> withStep(const WayOfAsking &way, const FallbackStep &step, Refused refused)
{
    WayOfAsking other = way;
    if (!apply(step, other))
        return std::nullopt;
    other.steps << step;
    other.notes = {whatIsDone(step, other) % u' ' % whyItIsDone(step, refused)};
    return other;
}

WayOfAsking withLearnedSteps(const WayOfAsking &way, const QList<FallbackStep> &learned, QStringList &notes)
{
    WayOfAsking best = way;
    for (const FallbackStep &step : learned) {
        if (const auto other = withStep(best, step, Refused::Earlier)) {
            best = *other;
            notes << other->notes;
        }
    }
    best.notes.clear();
    return best;
}

std::optional<WayOfAsking> otherWayOfAsking(const Error &error, const WayOfAsking &tried)
{
    const QString &refused = error.parameter;
    if (refused == QLatin1String("stream")) // whatever the status: servers differ
        return withStep(tried, {.kind = Kind::WithoutStreaming}, Refused::Now);
    if (isAny(refused, {"system", "developer", "endpoint"}))
        return withStep(tried, stepFor(error, tried), Refused::Now);
    switch (error.kind) {
    case ErrorKind::BadRequest:
        return withoutRefused(error, tried);
    case ErrorKind::Billing:
        return withStep(tried,
            {.kind = Kind::SmallerTokenLimit, .parameter = QString::number(error.affordableTokens.value_or(0))},
            Refused::Now);
    case ErrorKind::Protocol:
        if (error.httpStatus / 100 != 2) // a redirect, say, does not depend on how we ask
            return std::nullopt;
        [[fallthrough]];
    case ErrorKind::Truncated:
    case ErrorKind::Empty:
        return withStep(tried, {.kind = Kind::WithoutStreamingOnce}, Refused::Now);
    default:
        return std::nullopt;
    }
}

} // namespace freshet
