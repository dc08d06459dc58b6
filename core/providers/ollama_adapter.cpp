// SPDX-License-Identifier: MIT
#include "core/providers/ollama_adapter.h"

#include "core/base/json.h"
#include "core/providers/error_classifier.h"
#include "core/providers/ollama_chat_parser.h"
#include "core/providers/text_cleaner.h"
#include "core/providers/wire_request.h"

#include <QRegularExpression>

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kSmallestContext = 4096; ///< What Ollama gives on its own, at least.
constexpr qsizetype kContextStep = 2048; ///< Each other size reloads the model, so few sizes are asked for.
constexpr qsizetype kLettersPerToken = 3; ///< Of ASCII; any other character may be a token of its own.
constexpr qsizetype kShortAnswer = 2048; ///< Fits beside the prompt, or the window is asked for.
constexpr qsizetype kAnswerRoom = 8192; ///< In a window that is asked for: thoughts count too.

/// A prompt above the window is cut without a word, so a long conversation asks for the window it needs.
std::optional<int> neededContext(const ChatRequest &request)
{
    qsizetype letters = 0;
    qsizetype others = 0;
    for (const ChatMessage &message : request.messages) {
        const auto ascii
            = std::count_if(message.text.begin(), message.text.end(), [](QChar c) { return c.unicode() < 0x80; });
        letters += ascii;
        others += message.text.size() - ascii;
    }
    const qsizetype prompt = letters / kLettersPerToken + others;
    const qsizetype answer = request.options.maxTokens.value_or(0);
    if (prompt + (answer > 0 ? answer : kShortAnswer) <= kSmallestContext)
        return std::nullopt;
    const qsizetype needed = prompt + (answer > 0 ? answer : kAnswerRoom);
    return static_cast<int>((needed + kContextStep - 1) / kContextStep * kContextStep);
}

QJsonObject ollamaOptions(const ChatRequest &request)
{
    const GenerationOptions &asked = request.options;
    QJsonObject options;
    if (asked.maxTokens)
        options.insert("num_predict", *asked.maxTokens);
    if (asked.temperature)
        options.insert("temperature", *asked.temperature);
    if (asked.topP)
        options.insert("top_p", *asked.topP);
    if (asked.seed)
        options.insert("seed", *asked.seed);
    if (!asked.stop.isEmpty())
        options.insert("stop", QJsonArray::fromStringList(asked.stop));
    if (const auto context = neededContext(request))
        options.insert("num_ctx", *context);
    return options;
}

/// Ollama knows three levels, and off.
QJsonValue thinkLevel(const QString &effort)
{
    if (effort == QLatin1String("none"))
        return false;
    if (effort == QLatin1String("minimal"))
        return QStringLiteral("low");
    if (effort == QLatin1String("xhigh") || effort == QLatin1String("max"))
        return QStringLiteral("high");
    return effort;
}

std::optional<ModelInfo> ollamaModel(const QJsonObject &entry, const ProviderId &provider)
{
    static const QRegularExpression embeddingNames(
        QStringLiteral("embed|bge|minilm|(^|[/-])e5"), QRegularExpression::CaseInsensitiveOption);
    const QString id = TextCleaner().push(
        json::string(entry, QLatin1String("model")).value_or(entry.value(QLatin1String("name")).toString()));
    if (id.isEmpty())
        return std::nullopt;
    ModelInfo model{.ref = {provider, id}, .name = id, .origin = ModelOrigin::Live};
    const QJsonObject details = json::object(entry, QLatin1String("details"));
    if (const auto tokens = json::count(details, QLatin1String("context_length")); tokens && *tokens > 0)
        model.contextTokens = static_cast<int>(*tokens);
    if (const QJsonValue told = entry.value(QLatin1String("capabilities")); told.isArray()) {
        const QJsonArray capabilities = told.toArray();
        const auto can = [&capabilities](const char *word) { return capabilities.contains(QLatin1String(word)); };
        model.canChat = can("completion");
        model.canEmbed = can("embedding") && !model.canChat;
        model.canSee = can("vision");
        model.canUseTools = can("tools");
        model.canReason = can("thinking");
    } else {
        model.canEmbed = embeddingNames.match(id).hasMatch()
            || details.value(QLatin1String("family")).toString().contains(QLatin1String("bert"));
        model.canChat = !model.canEmbed;
    }
    return model;
}

} // namespace

HttpRequest OllamaAdapter::chatRequest(const ChatRequest &request, const ProviderConfig &config) const
{
    const bool isStreamed = request.streaming == StreamMode::Streamed;
    QJsonArray messages;
    for (const ChatMessage &message : request.messages)
        messages.append(QJsonObject{{"role", toWord(message.role)}, {"content", message.text}});
    QJsonObject body{{"model", request.model.model}, {"messages", messages}, {"stream", isStreamed}};
    if (const QJsonObject options = ollamaOptions(request); !options.isEmpty())
        body.insert("options", options);
    if (!request.options.reasoningEffort.isEmpty())
        body.insert("think", thinkLevel(request.options.reasoningEffort));
    return wirePost("/api/chat", body, isStreamed ? "application/x-ndjson" : "application/json", config);
}

Result<std::unique_ptr<ChatParser>> OllamaAdapter::chatParser(
    const HttpResponse &head, const ProviderConfig &config) const
{
    return std::make_unique<OllamaChatParser>(head, config);
}

HttpRequest OllamaAdapter::modelListRequest(const ProviderConfig &config) const { return wireGet("/api/tags", config); }

Result<QList<ModelInfo>> OllamaAdapter::parseModelList(const HttpResponse &response, const ProviderConfig &config) const
{
    const QJsonObject document = json::parse(response.body).value_or(QJsonValue()).toObject();
    if (const auto message = serverMessageIn(document))
        return failure(classifiedError(*message, response, config));
    if (!document.value(QLatin1String("models")).isArray())
        return failure({.kind = ErrorKind::Protocol,
            .message = QStringLiteral("%1 sent no list of models. Check the base URL.").arg(serverName(config)),
            .httpStatus = response.status});
    QList<ModelInfo> models;
    const QJsonArray entries = json::array(document, QLatin1String("models"));
    for (const QJsonValue &entry : entries) {
        if (const auto model = ollamaModel(entry.toObject(), config.id))
            models.append(*model);
    }
    return models;
}

Error OllamaAdapter::errorFrom(const HttpResponse &response, const ProviderConfig &config) const
{
    return classifiedError(response, config);
}

} // namespace freshet
