// SPDX-License-Identifier: MIT
#include "core/providers/answer_builder.h"

#include "core/base/json.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace freshet {

namespace {

constexpr qsizetype kMaxToolCalls = 128;
constexpr qsizetype kMaxToolArguments = 1024 * 1024;

enum class FinishKind { Stop, Length, ToolCalls, ContentFilter, Refusal, Pause, Error, NoAnswer, Unknown };

FinishKind finishKind(const QString &word)
{
    static const QHash<QString, FinishKind> kinds{
        {"stop", FinishKind::Stop},
        {"end_turn", FinishKind::Stop},
        {"stop_sequence", FinishKind::Stop},
        {"eos", FinishKind::Stop},
        {"eos_token", FinishKind::Stop},
        {"completed", FinishKind::Stop},
        {"length", FinishKind::Length},
        {"max_tokens", FinishKind::Length},
        {"max_output_tokens", FinishKind::Length},
        {"model_context_window_exceeded", FinishKind::Length},
        {"incomplete", FinishKind::Length},
        {"budget_exceeded", FinishKind::Length},
        {"tool_calls", FinishKind::ToolCalls},
        {"tool_use", FinishKind::ToolCalls},
        {"function_call", FinishKind::ToolCalls},
        {"requires_action", FinishKind::ToolCalls},
        {"content_filter", FinishKind::ContentFilter},
        {"safety", FinishKind::ContentFilter},
        {"recitation", FinishKind::ContentFilter},
        {"blocklist", FinishKind::ContentFilter},
        {"prohibited_content", FinishKind::ContentFilter},
        {"spii", FinishKind::ContentFilter},
        {"language", FinishKind::ContentFilter},
        {"image_safety", FinishKind::ContentFilter},
        {"image_prohibited_content", FinishKind::ContentFilter},
        {"image_recitation", FinishKind::ContentFilter},
        {"model_armor", FinishKind::ContentFilter},
        {"jailbreak", FinishKind::ContentFilter},
        {"refusal", FinishKind::Refusal},
        {"pause_turn", FinishKind::Pause},
        {"continuation", FinishKind::Pause},
        {"error", FinishKind::Error},
        {"failed", FinishKind::Error},
        {"malformed_function_call", FinishKind::Error},
        {"unexpected_tool_call", FinishKind::Error},
        {"too_many_tool_calls", FinishKind::Error},
        {"other", FinishKind::Error},
        {"image_other", FinishKind::Error},
        {"no_image", FinishKind::Error},
        {"load", FinishKind::NoAnswer},
        {"unload", FinishKind::NoAnswer},
    };
    return kinds.value(word.toLower(), FinishKind::Unknown);
}

FinishReason finishReasonOf(FinishKind kind)
{
    switch (kind) {
    case FinishKind::Stop:
        return FinishReason::Stop;
    case FinishKind::Length:
        return FinishReason::Length;
    case FinishKind::ToolCalls:
        return FinishReason::ToolCalls;
    case FinishKind::ContentFilter:
        return FinishReason::ContentFilter;
    case FinishKind::Refusal:
        return FinishReason::Refusal;
    case FinishKind::Pause:
        return FinishReason::Pause;
    case FinishKind::Error:
    case FinishKind::NoAnswer:
    case FinishKind::Unknown:
        return FinishReason::Unknown;
    }
    Q_UNREACHABLE();
}

std::optional<qint64> firstCount(const QJsonObject &usage, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        if (const auto count = json::count(usage, QLatin1String(name)))
            return count;
    }
    return std::nullopt;
}

/// A tool call's arguments as a JSON text, whether they came as one or as an object.
QString argumentsText(const QJsonValue &arguments)
{
    if (arguments.isObject())
        return QString::fromUtf8(QJsonDocument(arguments.toObject()).toJson(QJsonDocument::Compact));
    return arguments.toString();
}

} // namespace

void AnswerBuilder::addText(const QString &text, QList<ChatChunk> &chunks)
{
    if (text.isEmpty())
        return;
    m_hasText = true;
    emitPiece(m_splitter.push(m_textCleaner.push(m_textScrubber.push(text))), chunks);
}

void AnswerBuilder::addReasoning(const QString &reasoning, QList<ChatChunk> &chunks)
{
    if (reasoning.isEmpty())
        return;
    m_splitter.pass();
    emitPiece({.reasoning = m_reasoningCleaner.push(m_reasoningScrubber.push(reasoning))}, chunks);
}

void AnswerBuilder::addRefusal(const QString &text, QList<ChatChunk> &chunks)
{
    m_isRefusal = m_isRefusal || !text.isEmpty();
    addText(text, chunks);
}

void AnswerBuilder::addPhase(const PhaseInfo &phase, QList<ChatChunk> &chunks)
{
    chunks.append(ChatChunk{.phase = phase});
}

void AnswerBuilder::emitPiece(const ThinkSplitter::Piece &piece, QList<ChatChunk> &chunks)
{
    if (piece.text.isEmpty() && piece.reasoning.isEmpty() && !piece.textWasReasoning)
        return;
    const auto isSpace = [](QChar c) { return c.isSpace(); };
    m_saidSomething = m_saidSomething || !std::all_of(piece.text.begin(), piece.text.end(), isSpace)
        || !std::all_of(piece.reasoning.begin(), piece.reasoning.end(), isSpace);

    // One chunk for a burst of events: whoever shows them is told once.
    const bool joins = !chunks.isEmpty() && !chunks.last().phase && !piece.textWasReasoning
        && (piece.reasoning.isEmpty() || chunks.last().text.isEmpty());
    if (joins) {
        chunks.last().reasoning += piece.reasoning;
        chunks.last().text += piece.text;
    } else {
        chunks.append(
            ChatChunk{.textWasReasoning = piece.textWasReasoning, .reasoning = piece.reasoning, .text = piece.text});
    }
}

AnswerBuilder::OpenCall *AnswerBuilder::callFor(const QJsonObject &fragment, const QString &id, const QString &name)
{
    const auto found = [this](auto matches) -> OpenCall * {
        const auto it = std::find_if(m_toolCalls.begin(), m_toolCalls.end(), matches);
        return it == m_toolCalls.end() ? nullptr : &*it;
    };
    std::optional<int> index;
    OpenCall *open = nullptr;
    if (const auto told = json::count(fragment, QLatin1String("index"))) {
        index = static_cast<int>(*told);
        open = found([&](const OpenCall &call) { return call.index == index; });
    } else if (!id.isEmpty()) {
        open = found([&](const OpenCall &call) { return call.call.id == id; });
    } else if (name.isEmpty() && !m_toolCalls.isEmpty()) {
        open = &m_toolCalls.last();
    }
    if (open || m_toolCalls.size() >= kMaxToolCalls)
        return open;
    m_toolCalls.append(OpenCall{.index = index});
    return &m_toolCalls.last();
}

void AnswerBuilder::addToolCalls(const QJsonArray &calls)
{
    for (const QJsonValue &value : calls) {
        const QJsonObject fragment = value.toObject();
        const QJsonObject function = json::object(fragment, QLatin1String("function"));
        const QString id = json::string(fragment, QLatin1String("id")).value_or(QString());
        const QString name = json::string(function, QLatin1String("name")).value_or(QString());
        const QString arguments = argumentsText(function.value(QLatin1String("arguments")));
        if (id.isEmpty() && name.isEmpty() && arguments.isEmpty())
            continue;
        OpenCall *open = callFor(fragment, id, name);
        if (!open || open->call.arguments.size() + arguments.size() > kMaxToolArguments)
            continue;
        if (open->call.id.isEmpty())
            open->call.id = TextCleaner().push(id);
        if (open->call.name.isEmpty())
            open->call.name = TextCleaner().push(name);
        open->call.arguments += arguments;
    }
}

void AnswerBuilder::setUsage(const QJsonObject &usage)
{
    if (usage.isEmpty()) // nearly every token's
        return;
    const Usage told = usageFrom(usage);
    for (const auto count :
        {&Usage::promptTokens, &Usage::completionTokens, &Usage::reasoningTokens, &Usage::cachedTokens}) {
        if (told.*count)
            m_usage.*count = told.*count;
    }
    if (told.costUsd)
        m_usage.costUsd = told.costUsd;
}

void AnswerBuilder::setFinishReason(const QString &word)
{
    if (m_finishWord.isEmpty())
        replaceFinishReason(word);
}

void AnswerBuilder::replaceFinishReason(const QString &word)
{
    if (!word.isEmpty() && word != QLatin1String("null") && word != QLatin1String("FINISH_REASON_UNSPECIFIED"))
        m_finishWord = word;
}

Result<ChatEnd> AnswerBuilder::end(QList<ChatChunk> &chunks)
{
    const QString reasoning = m_reasoningCleaner.push(m_reasoningScrubber.end());
    emitPiece({.reasoning = reasoning + m_reasoningCleaner.end()}, chunks);
    const QString text = m_textCleaner.push(m_textScrubber.end());
    emitPiece(m_splitter.push(text + m_textCleaner.end()), chunks);
    emitPiece(m_splitter.end(), chunks);

    if (m_finishWord.isEmpty() && !m_hasEndMark) {
        return failure({.kind = ErrorKind::Truncated,
            .message = saidAnything()
                ? QStringLiteral("The answer of %1 was cut off before its end. Ask again for a whole one.")
                      .arg(m_serverName)
                : QStringLiteral("%1 closed the connection without an answer. Try again.").arg(m_serverName)});
    }
    const FinishKind kind = m_finishWord.isEmpty() ? FinishKind::Stop : finishKind(m_finishWord);
    if (kind == FinishKind::Error) {
        return failure({.kind = ErrorKind::Server,
            .message = QStringLiteral("%1 ended the answer with an error. Try again.").arg(m_serverName),
            .retryable = true});
    }
    if (!saidAnything() && (kind == FinishKind::Stop || kind == FinishKind::NoAnswer || kind == FinishKind::Unknown)) {
        return failure({.kind = ErrorKind::Empty,
            .message = QStringLiteral("%1 sent an empty answer; the question may be too long for the model.")
                           .arg(m_serverName)});
    }
    ChatEnd end{.reason = finishReasonOf(kind), .usage = m_usage, .note = m_note};
    for (const OpenCall &open : std::as_const(m_toolCalls)) {
        end.toolCalls.append(open.call);
        for (QString ToolCall::*const field : {&ToolCall::id, &ToolCall::name, &ToolCall::arguments}) {
            SecretScrubber scrubber(m_secrets);
            const QString scrubbed = scrubber.push(open.call.*field);
            end.toolCalls.last().*field = TextCleaner().push(scrubbed + scrubber.end());
        }
    }
    if (end.reason == FinishReason::Stop && !end.toolCalls.isEmpty())
        end.reason = FinishReason::ToolCalls;
    else if (end.reason == FinishReason::Stop && m_isRefusal)
        end.reason = FinishReason::Refusal;
    return end;
}

Usage usageFrom(const QJsonObject &usage)
{
    const auto details = [&usage](const char *name, const char *newName) {
        const QJsonObject told = json::object(usage, QLatin1String(name));
        return told.isEmpty() ? json::object(usage, QLatin1String(newName)) : told;
    };
    Usage told;
    told.promptTokens = firstCount(
        usage, {"prompt_tokens", "input_tokens", "prompt_eval_count", "promptTokenCount", "total_input_tokens"});
    told.completionTokens = firstCount(
        usage, {"completion_tokens", "output_tokens", "total_output_tokens", "eval_count", "candidatesTokenCount"});
    told.reasoningTokens
        = firstCount(details("completion_tokens_details", "output_tokens_details"), {"reasoning_tokens"});
    if (!told.reasoningTokens)
        told.reasoningTokens
            = firstCount(usage, {"reasoning_output_tokens", "thoughtsTokenCount", "total_thought_tokens"});
    told.cachedTokens = firstCount(details("prompt_tokens_details", "input_tokens_details"), {"cached_tokens"});
    if (!told.cachedTokens)
        told.cachedTokens
            = firstCount(usage, {"cache_read_input_tokens", "cachedContentTokenCount", "total_cached_tokens"});
    const std::optional<double> cost = json::number(usage, QLatin1String("cost"));
    if (cost && *cost >= 0 && *cost < 1e6)
        told.costUsd = cost;
    return told;
}

} // namespace freshet
