// SPDX-License-Identifier: MIT
#include "core/server/openai_answer.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <chrono>

namespace freshet::openai {

namespace {

constexpr QByteArrayView kContentField("content");
constexpr QByteArrayView kReasoningField("reasoning_content");
constexpr qsizetype kTextEventSurroundings = 64;

QByteArray sseEvent(const QJsonObject &object)
{
    return "data: " + QJsonDocument(object).toJson(QJsonDocument::Compact) + "\n\n";
}

/// OpenAI has fewer words. What broke off counts as cut short, so that no client takes it for a whole answer.
QLatin1String finishWord(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Length:
    case FinishReason::Pause:
    case FinishReason::Cancelled:
        return QLatin1String("length");
    case FinishReason::ToolCalls:
        return QLatin1String("tool_calls");
    case FinishReason::ContentFilter:
    case FinishReason::Refusal:
        return QLatin1String("content_filter");
    case FinishReason::Unknown:
    case FinishReason::Stop:
        return QLatin1String("stop");
    }
    Q_UNREACHABLE();
}

/// Null when the provider told nothing; a count that it did not tell is absent.
QJsonValue usageValue(const Usage &usage)
{
    QJsonObject object;
    if (usage.promptTokens)
        object.insert(QLatin1String("prompt_tokens"), *usage.promptTokens);
    if (usage.completionTokens)
        object.insert(QLatin1String("completion_tokens"), *usage.completionTokens);
    if (usage.promptTokens && usage.completionTokens)
        object.insert(QLatin1String("total_tokens"), *usage.promptTokens + *usage.completionTokens);
    if (usage.cachedTokens) {
        object.insert(QLatin1String("prompt_tokens_details"),
            QJsonObject{{QStringLiteral("cached_tokens"), *usage.cachedTokens}});
    }
    if (usage.reasoningTokens) {
        object.insert(QLatin1String("completion_tokens_details"),
            QJsonObject{{QStringLiteral("reasoning_tokens"), *usage.reasoningTokens}});
    }
    return object.isEmpty() ? QJsonValue() : QJsonValue(object);
}

QJsonObject toolCallObject(const ToolCall &call)
{
    return {{QStringLiteral("id"), call.id}, {QStringLiteral("type"), QStringLiteral("function")},
        {QStringLiteral("function"),
            QJsonObject{{QStringLiteral("name"), call.name}, {QStringLiteral("arguments"), call.arguments}}}};
}

/// What the last delta says: nothing but the tool calls, whole.
QJsonObject lastDelta(const QList<ToolCall> &toolCalls)
{
    QJsonArray array;
    for (const ToolCall &call : toolCalls) {
        QJsonObject object = toolCallObject(call);
        object.insert(QLatin1String("index"), array.size());
        array.append(object);
    }
    return array.isEmpty() ? QJsonObject() : QJsonObject{{QStringLiteral("tool_calls"), array}};
}

QJsonObject wholeMessage(const QueryAnswer &answer)
{
    QJsonObject message{{QStringLiteral("role"), QStringLiteral("assistant")}, {QStringLiteral("content"), answer.text},
        {QStringLiteral("refusal"), QJsonValue()}};
    if (!answer.reasoning.isEmpty())
        message.insert(QLatin1String("reasoning_content"), answer.reasoning);
    QJsonArray calls;
    for (const ToolCall &call : answer.toolCalls)
        calls.append(toolCallObject(call));
    if (!calls.isEmpty())
        message.insert(QLatin1String("tool_calls"), calls);
    return message;
}

QJsonObject modelEntry(const protocol::CatalogEntry &provider, const ModelInfo &model)
{
    return {{QStringLiteral("id"), QString(provider.id + QLatin1Char('/') + model.ref.model)},
        {QStringLiteral("object"), QStringLiteral("model")},
        {QStringLiteral("created"), provider.refreshedAt.isValid() ? provider.refreshedAt.toSecsSinceEpoch() : 0},
        {QStringLiteral("owned_by"), provider.id}};
}

/// Those that the answer cites, with their support: as `final` of the WebSocket tells them.
QJsonValue citedSources(const QueryAnswer &answer) { return protocol::final(answer).value(QLatin1String("sources")); }

QJsonObject commonFields(const AnswerHead &head, QLatin1String type)
{
    return {{QStringLiteral("id"), head.id}, {QStringLiteral("object"), type},
        {QStringLiteral("created"), head.created.toSecsSinceEpoch()}, {QStringLiteral("model"), head.model}};
}

struct ErrorShape {
    int status;
    const char *type;
    const char *code; ///< Null: the word of our own kind.
};

ErrorShape errorShape(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::BadRequest:
        return {400, "invalid_request_error", nullptr};
    case ErrorKind::ContextLength:
        return {400, "invalid_request_error", "context_length_exceeded"};
    case ErrorKind::ContentFilter:
        return {400, "invalid_request_error", "content_filter"};
    case ErrorKind::PayloadTooLarge:
        return {413, "invalid_request_error", nullptr};
    case ErrorKind::NotFound:
        return {404, "invalid_request_error", "model_not_found"};
    case ErrorKind::UnauthorizedScope:
        return {403, "permission_error", nullptr};
    case ErrorKind::Billing:
        return {402, "insufficient_quota", nullptr};
    case ErrorKind::Quota:
        return {429, "insufficient_quota", nullptr};
    case ErrorKind::RateLimited:
    case ErrorKind::Busy:
        return {429, "rate_limit_error", nullptr};
    case ErrorKind::Overloaded:
    case ErrorKind::ModelLoading:
        return {503, "provider_error", nullptr};
    case ErrorKind::Timeout:
        return {504, "provider_error", nullptr};
    case ErrorKind::Storage:
        return {500, "server_error", nullptr};
    case ErrorKind::Auth:
    case ErrorKind::Permission:
    case ErrorKind::Server:
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Truncated:
    case ErrorKind::Empty:
    case ErrorKind::Protocol:
    case ErrorKind::Cancelled:
        return {502, "provider_error", nullptr};
    }
    Q_UNREACHABLE();
}

QJsonObject errorBody(const Error &error)
{
    const ErrorShape shape = errorShape(error.kind);
    const QJsonObject told{{QStringLiteral("message"), error.message},
        {QStringLiteral("type"), QLatin1String(shape.type)},
        {QStringLiteral("param"), error.parameter.isEmpty() ? QJsonValue() : QJsonValue(error.parameter)},
        {QStringLiteral("code"), shape.code ? QLatin1String(shape.code) : toWord(error.kind)}};
    return {{QStringLiteral("error"), told}};
}

} // namespace

ChatStreamWriter::ChatStreamWriter(const AnswerHead &head, UsageChunk usage)
    : m_common(commonFields(head, QLatin1String("chat.completion.chunk"))), m_usage(usage)
{
    // A chunk ends with its choices, and its choice with the delta: so a text goes between two constant pieces.
    m_beforeDelta = "data: " + QJsonDocument(m_common).toJson(QJsonDocument::Compact);
    m_beforeDelta.chop(1);
    m_beforeDelta += R"(,"choices":[{"index":0,"finish_reason":null,"delta":{")";
}

QByteArray ChatStreamWriter::start() const { return m_beforeDelta + R"(role":"assistant","content":""}}]})" + "\n\n"; }

QByteArray ChatStreamWriter::content(QStringView delta)
{
    QByteArray utf8;
    m_content.append(delta, utf8);
    m_hasContent = m_hasContent || !utf8.isEmpty();
    return textEvent(kContentField, utf8);
}

QByteArray ChatStreamWriter::reasoning(QStringView delta)
{
    QByteArray utf8;
    m_reasoning.append(delta, utf8);
    return textEvent(kReasoningField, utf8);
}

QByteArray ChatStreamWriter::textEvent(QByteArrayView field, QByteArrayView utf8) const
{
    QByteArray event;
    if (utf8.isEmpty())
        return event;
    event.reserve(m_beforeDelta.size() + utf8.size() + kTextEventSurroundings);
    event.append(m_beforeDelta).append(field).append("\":\"");
    appendJsonEscaped(utf8, event);
    return event.append("\"}}]}\n\n");
}

QByteArray ChatStreamWriter::end(const QueryAnswer &answer)
{
    QByteArray reasoning;
    m_reasoning.flush(reasoning);
    QByteArray content;
    m_content.flush(content);

    QJsonObject finish = m_common;
    finish.insert(QLatin1String("choices"),
        QJsonArray{QJsonObject{{QStringLiteral("index"), 0}, {QStringLiteral("delta"), lastDelta(answer.toolCalls)},
            {QStringLiteral("finish_reason"), finishWord(answer.finishReason)}}});
    QJsonObject usage = m_common;
    usage.insert(QLatin1String("choices"), QJsonArray());
    usage.insert(QLatin1String("usage"), usageValue(answer.usage));
    const bool sendsUsage = m_usage == UsageChunk::Sent;
    (sendsUsage ? usage : finish).insert(QLatin1String("sources"), citedSources(answer));
    return textEvent(kReasoningField, reasoning) + textEvent(kContentField, content) + sseEvent(finish)
        + (sendsUsage ? sseEvent(usage) : QByteArray()) + "data: [DONE]\n\n";
}

QByteArray ChatStreamWriter::error(const Error &error) const { return sseEvent(errorBody(error)); }

QJsonObject completion(const AnswerHead &head, const QueryAnswer &answer)
{
    QJsonObject object = commonFields(head, QLatin1String("chat.completion"));
    object.insert(QLatin1String("choices"),
        QJsonArray{QJsonObject{{QStringLiteral("index"), 0}, {QStringLiteral("message"), wholeMessage(answer)},
            {QStringLiteral("logprobs"), QJsonValue()},
            {QStringLiteral("finish_reason"), finishWord(answer.finishReason)}}});
    object.insert(QLatin1String("usage"), usageValue(answer.usage));
    object.insert(QLatin1String("sources"), citedSources(answer));
    return object;
}

QJsonObject modelList(const QList<protocol::CatalogEntry> &providers)
{
    QJsonArray models;
    for (const protocol::CatalogEntry &provider : providers) {
        for (const ModelInfo &model : provider.models) {
            if (provider.isConfigured && model.canChat && !model.isGone())
                models.append(modelEntry(provider, model));
        }
    }
    return {{QStringLiteral("object"), QStringLiteral("list")}, {QStringLiteral("data"), models}};
}

ErrorAnswer errorAnswer(const Error &error)
{
    ErrorAnswer answer{.status = errorShape(error.kind).status, .headers = {}, .body = errorBody(error)};
    answer.headers.emplaceBack("x-should-retry", error.retryable ? "true" : "false");
    if (error.retryAfter) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*error.retryAfter);
        answer.headers.emplaceBack("Retry-After", QByteArray::number(qint64(seconds.count())));
    }
    return answer;
}

} // namespace freshet::openai
