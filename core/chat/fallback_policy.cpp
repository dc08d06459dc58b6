// SPDX-License-Identifier: MIT
#include "core/chat/fallback_policy.h"

#include <utility>

namespace freshet {

namespace {

std::optional<WayOfAsking> unstreamed(WayOfAsking way, const QString &note)
{
    if (std::exchange(way.request.streaming, StreamMode::Whole) == StreamMode::Whole)
        return std::nullopt;
    way.note = note;
    return way;
}

std::optional<WayOfAsking> withoutTokenLimit(WayOfAsking way, const QString &refused)
{
    GenerationOptions &options = way.request.options;
    const bool isNewName = way.quirks.tokenLimitIsMaxCompletionTokens;
    const QString sent = isNewName ? QStringLiteral("max_completion_tokens") : QStringLiteral("max_tokens");
    const QString other = isNewName ? QStringLiteral("max_tokens") : QStringLiteral("max_completion_tokens");
    if (!options.maxTokens || refused != sent)
        return std::nullopt;
    if (std::exchange(way.hasRenamedTokenLimit, true)) {
        options.maxTokens.reset();
        way.note = QStringLiteral("sent without a token limit: the model refuses it");
    } else {
        way.quirks.tokenLimitIsMaxCompletionTokens = !isNewName;
        way.note = QStringLiteral("sent with %1: the model refuses %2").arg(other, sent);
    }
    return way;
}

std::optional<WayOfAsking> withoutParameter(WayOfAsking way, const QString &refused)
{
    GenerationOptions &options = way.request.options;
    bool wasSent = false;
    if (refused == QLatin1String("temperature"))
        wasSent = std::exchange(options.temperature, {}).has_value();
    else if (refused == QLatin1String("top_p"))
        wasSent = std::exchange(options.topP, {}).has_value();
    else if (refused == QLatin1String("seed"))
        wasSent = std::exchange(options.seed, {}).has_value();
    else if (refused == QLatin1String("stop"))
        wasSent = !std::exchange(options.stop, {}).isEmpty();
    else if (refused == QLatin1String("reasoning_effort") || refused == QLatin1String("think"))
        wasSent = !std::exchange(options.reasoningEffort, {}).isEmpty();
    else if (refused == QLatin1String("stream_options"))
        wasSent = std::exchange(way.quirks.asksForUsage, false) && way.request.streaming == StreamMode::Streamed;
    if (!wasSent)
        return std::nullopt;
    way.note = QStringLiteral("sent without %1: the model refuses it").arg(refused);
    return way;
}

} // namespace

std::optional<WayOfAsking> otherWayOfAsking(const Error &error, const WayOfAsking &tried)
{
    if (error.parameter == QLatin1String("stream")) // whatever the status: servers differ
        return unstreamed(tried, QStringLiteral("asked without streaming: the server does not stream this model"));
    switch (error.kind) {
    case ErrorKind::BadRequest:
        if (error.parameter.startsWith(QLatin1String("max_")))
            return withoutTokenLimit(tried, error.parameter);
        return withoutParameter(tried, error.parameter);
    case ErrorKind::Protocol:
        if (error.httpStatus / 100 != 2) // a redirect, say, does not depend on how we ask
            return std::nullopt;
        [[fallthrough]];
    case ErrorKind::Truncated:
    case ErrorKind::Empty:
        return unstreamed(tried, QStringLiteral("asked again without streaming: the stream ended before any text"));
    default:
        return std::nullopt;
    }
}

} // namespace freshet
