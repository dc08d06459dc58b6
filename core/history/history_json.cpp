// SPDX-License-Identifier: MIT
#include "core/history/history_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace freshet {

namespace {

QString historyText(QLatin1String word) { return QString(word); }

/// The value that toWord() names @p word; @p last is the enum's last value.
template <typename Enum>
Enum historyEnum(const QJsonValue &word, Enum last, Enum fallback)
{
    const QString text = word.toString();
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (text == toWord(static_cast<Enum>(i)))
            return static_cast<Enum>(i);
    }
    return fallback;
}

template <typename Number>
void historyPut(QJsonObject &object, const char *key, const std::optional<Number> &value)
{
    if (value)
        object.insert(QLatin1String(key), QJsonValue(*value));
}

std::optional<qint64> historyCount(const QJsonObject &object, const char *key)
{
    const QJsonValue value = object.value(QLatin1String(key));
    return value.isDouble() ? std::optional<qint64>(value.toInteger()) : std::nullopt;
}

QJsonObject historySource(const Source &source)
{
    QJsonObject object{{"n", source.number}, {"document_id", source.documentId}, {"title", source.title},
        {"path", source.path}, {"heading", source.heading}, {"start", source.start}, {"end", source.end},
        {"text", source.text}, {"score", source.score}};
    historyPut(object, "page", source.page);
    if (!source.alsoIn.isEmpty())
        object.insert("also_in", QJsonArray::fromStringList(source.alsoIn));
    return object;
}

Source historySourceFrom(const QJsonObject &object)
{
    Source source{.number = object.value("n").toInt(),
        .documentId = object.value("document_id").toString(),
        .title = object.value("title").toString(),
        .path = object.value("path").toString(),
        .heading = object.value("heading").toString(),
        .start = object.value("start").toInteger(),
        .end = object.value("end").toInteger(),
        .text = object.value("text").toString(),
        .score = object.value("score").toDouble()};
    if (const auto page = historyCount(object, "page"))
        source.page = static_cast<int>(*page);
    const QJsonArray alsoIn = object.value("also_in").toArray();
    for (const QJsonValue &name : alsoIn)
        source.alsoIn << name.toString();
    return source;
}

QJsonObject historyUsage(const Usage &usage)
{
    QJsonObject object;
    historyPut(object, "prompt_tokens", usage.promptTokens);
    historyPut(object, "completion_tokens", usage.completionTokens);
    historyPut(object, "reasoning_tokens", usage.reasoningTokens);
    historyPut(object, "cached_tokens", usage.cachedTokens);
    historyPut(object, "cost_usd", usage.costUsd);
    return object;
}

Usage historyUsageFrom(const QJsonObject &object)
{
    Usage usage{.promptTokens = historyCount(object, "prompt_tokens"),
        .completionTokens = historyCount(object, "completion_tokens"),
        .reasoningTokens = historyCount(object, "reasoning_tokens"),
        .cachedTokens = historyCount(object, "cached_tokens")};
    if (const QJsonValue cost = object.value("cost_usd"); cost.isDouble())
        usage.costUsd = cost.toDouble();
    return usage;
}

QJsonObject historyTimings(const QueryTimings &timings)
{
    QJsonObject object{{"total_ms", static_cast<qint64>(timings.total.count())}};
    if (timings.retrieval)
        object.insert("retrieval_ms", static_cast<qint64>(timings.retrieval->count()));
    if (timings.firstToken)
        object.insert("first_token_ms", static_cast<qint64>(timings.firstToken->count()));
    return object;
}

QueryTimings historyTimingsFrom(const QJsonObject &object)
{
    QueryTimings timings{.total = std::chrono::milliseconds(object.value("total_ms").toInteger())};
    if (const auto time = historyCount(object, "retrieval_ms"))
        timings.retrieval = std::chrono::milliseconds(*time);
    if (const auto time = historyCount(object, "first_token_ms"))
        timings.firstToken = std::chrono::milliseconds(*time);
    return timings;
}

QJsonArray historyCitations(const QList<Citation> &citations)
{
    QJsonArray array;
    for (const Citation &citation : citations) {
        QJsonObject object{{"n", citation.number}, {"start", citation.start}, {"end", citation.end},
            {"support", historyText(toWord(citation.support))}};
        if (citation.isUnverified)
            object.insert("unverified", true);
        if (citation.hasQuote()) {
            object.insert("quote_start", citation.quoteStart);
            object.insert("quote_end", citation.quoteEnd);
        }
        array.append(object);
    }
    return array;
}

QJsonArray historyToolCalls(const QList<ToolCall> &calls)
{
    QJsonArray array;
    for (const ToolCall &call : calls)
        array.append(QJsonObject{{"id", call.id}, {"name", call.name}, {"arguments", call.arguments}});
    return array;
}

} // namespace

QByteArray answerToJson(const QueryAnswer &answer)
{
    QJsonArray sources;
    for (const Source &source : answer.sources)
        sources.append(historySource(source));
    const QJsonObject object{
        {"reasoning", answer.reasoning},
        {"sources", sources},
        {"citations", historyCitations(answer.citations)},
        {"tool_calls", historyToolCalls(answer.toolCalls)},
        {"finish_reason", historyText(toWord(answer.finishReason))},
        {"delivery", historyText(toWord(answer.delivery))},
        {"provider", answer.model.provider},
        {"model", answer.model.model},
        {"usage", historyUsage(answer.usage)},
        {"timings", historyTimings(answer.timings)},
        {"notes", QJsonArray::fromStringList(answer.notes)},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QueryAnswer answerFromJson(const QByteArray &json, const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    QueryAnswer answer{.text = text, .reasoning = object.value("reasoning").toString()};
    const QJsonArray sources = object.value("sources").toArray();
    for (const QJsonValue &value : sources)
        answer.sources << historySourceFrom(value.toObject());
    const QJsonArray citations = object.value("citations").toArray();
    for (const QJsonValue &value : citations) {
        const QJsonObject citation = value.toObject();
        answer.citations << Citation{.number = citation.value("n").toInt(),
            .start = citation.value("start").toInteger(),
            .end = citation.value("end").toInteger(),
            .support = historyEnum(citation.value("support"), Support::NotFound, Support::NotFound),
            .isUnverified = citation.value("unverified").toBool(),
            .quoteStart = citation.value("quote_start").toInteger(),
            .quoteEnd = citation.value("quote_end").toInteger()};
    }
    const QJsonArray calls = object.value("tool_calls").toArray();
    for (const QJsonValue &value : calls) {
        const QJsonObject call = value.toObject();
        answer.toolCalls << ToolCall{
            call.value("id").toString(), call.value("name").toString(), call.value("arguments").toString()};
    }
    answer.finishReason = historyEnum(object.value("finish_reason"), FinishReason::Cancelled, FinishReason::Unknown);
    answer.delivery = historyEnum(object.value("delivery"), Delivery::NonStreaming, Delivery::Native);
    answer.model = {object.value("provider").toString(), object.value("model").toString()};
    answer.usage = historyUsageFrom(object.value("usage").toObject());
    answer.timings = historyTimingsFrom(object.value("timings").toObject());
    const QJsonArray notes = object.value("notes").toArray();
    for (const QJsonValue &note : notes)
        answer.notes << note.toString();
    return answer;
}

QByteArray errorToJson(const Error &error)
{
    QJsonObject object{{"kind", historyText(toWord(error.kind))}, {"message", error.message},
        {"http_status", error.httpStatus}, {"retryable", error.retryable}, {"parameter", error.parameter},
        {"detail", error.detail}};
    if (error.retryAfter)
        object.insert("retry_after_ms", static_cast<qint64>(error.retryAfter->count()));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<Error> errorFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.isEmpty())
        return std::nullopt;
    Error error{.kind = errorKindFromString(object.value("kind").toString()).value_or(ErrorKind::Protocol),
        .message = object.value("message").toString(),
        .httpStatus = object.value("http_status").toInt(),
        .retryable = object.value("retryable").toBool(),
        .parameter = object.value("parameter").toString(),
        .detail = object.value("detail").toString()};
    if (const auto wait = historyCount(object, "retry_after_ms"))
        error.retryAfter = std::chrono::milliseconds(*wait);
    return error;
}

} // namespace freshet
