// SPDX-License-Identifier: MIT
#include "core/providers/openai_adapter.h"

#include "core/providers/load_status.h"
#include "core/providers/local_ai_model_list.h"
#include "core/providers/openai_chat_parser.h"
#include "core/providers/openai_model_family.h"
#include "core/providers/openai_model_list.h"
#include "core/providers/paged_model_list.h"
#include "core/providers/request_messages.h"
#include "core/providers/wire_request.h"

#include <QJsonArray>

namespace freshet {

namespace {

/// Text first: servers that look at the first part only still see the question.
QJsonValue openAiContent(const ChatMessage &message)
{
    if (message.images.isEmpty())
        return message.text;
    QJsonArray parts;
    if (!message.text.isEmpty())
        parts.append(QJsonObject{{"type", "text"}, {"text", message.text}});
    for (const ChatImage &image : message.images)
        parts.append(QJsonObject{{"type", "image_url"}, {"image_url", QJsonObject{{"url", dataUrl(image)}}}});
    return parts;
}

QJsonArray openAiMessages(const ChatRequest &request, const ProviderConfig &config)
{
    const bool isDeveloper = config.quirks.hasDeveloperRole && isOpenAiReasoningModel(request.model.model);
    QJsonArray messages;
    for (const ChatMessage &message : messagesFor(request, config.quirks)) {
        const QLatin1String role
            = message.role == ChatRole::System && isDeveloper ? QLatin1String("developer") : toWord(message.role);
        messages.append(QJsonObject{{"role", role}, {"content", openAiContent(message)}});
    }
    return messages;
}

void addReasoning(QJsonObject &body, const GenerationOptions &options, const ProviderQuirks &quirks)
{
    if (!quirks.hasReasoningObject) {
        if (!options.reasoningEffort.isEmpty())
            body.insert("reasoning_effort", options.reasoningEffort);
    } else if (options.thinkingBudget) {
        body.insert("reasoning", QJsonObject{{"max_tokens", *options.thinkingBudget}});
    } else if (!options.reasoningEffort.isEmpty()) {
        body.insert("reasoning", QJsonObject{{"effort", options.reasoningEffort}});
    }
}

/// Only what was asked for: a default of ours might be a value that the model refuses.
void addOpenAiOptions(QJsonObject &body, const GenerationOptions &options, const ProviderQuirks &quirks)
{
    if (options.temperature)
        body.insert("temperature", *options.temperature);
    if (options.topP)
        body.insert("top_p", *options.topP);
    if (options.maxTokens)
        body.insert(quirks.tokenLimitIsMaxCompletionTokens ? QLatin1String("max_completion_tokens")
                                                           : QLatin1String("max_tokens"),
            *options.maxTokens);
    if (options.seed)
        body.insert("seed", *options.seed);
    addReasoning(body, options, quirks);
    if (!options.stop.isEmpty())
        body.insert("stop", QJsonArray::fromStringList(options.stop));
}

FittedOptions openAiFitted(const ChatRequest &request, const ProviderConfig &config)
{
    FittedOptions fitted{.options = request.options, .notes = {}};
    if (config.quirks.hasOpenAiFamilies)
        fitted = fittedToOpenAiFamily(request.model, request.options, OpenAiSurface::ChatCompletions);
    if (config.quirks.hasReasoningObject) {
        if (request.options.thinkingBudget && !request.options.reasoningEffort.isEmpty())
            fitted.notes
                << QStringLiteral("sent without a reasoning effort: %1 takes it or a thinking budget").arg(config.name);
    } else if (request.options.thinkingBudget) {
        fitted.notes << QStringLiteral("sent without a thinking budget: %1 does not take it").arg(config.name);
    }
    return fitted;
}

HttpRequest openAiListRequest(const ProviderConfig &config, const QString &)
{
    return wireGet(QStringLiteral("/models"), config);
}

Result<ModelPage> openAiModelPage(const HttpResponse &response, const ProviderConfig &config)
{
    return modelPageIn(response, config, openAiModelListForm());
}

} // namespace

HttpRequest OpenAiAdapter::chatRequest(const ChatRequest &request, const ProviderConfig &config) const
{
    const bool isStreamed = request.streaming == StreamMode::Streamed;
    QJsonObject body{
        {"model", request.model.model}, {"messages", openAiMessages(request, config)}, {"stream", isStreamed}};
    if (isStreamed && config.quirks.asksForUsage)
        body.insert("stream_options", QJsonObject{{"include_usage", true}});
    addOpenAiOptions(body, openAiFitted(request, config).options, config.quirks);
    return wirePost("/chat/completions", body, isStreamed ? "text/event-stream" : "application/json", config);
}

QStringList OpenAiAdapter::notesOn(const ChatRequest &request, const ProviderConfig &config) const
{
    return openAiFitted(request, config).notes;
}

Result<std::unique_ptr<ChatParser>> OpenAiAdapter::chatParser(
    const HttpResponse &head, const ProviderConfig &config) const
{
    return std::make_unique<OpenAiChatParser>(head, config);
}

std::unique_ptr<ModelListReader> OpenAiAdapter::modelListReader(
    const ProviderConfig &config, const QList<ModelInfo> &) const
{
    if (config.quirks.tellsLoadStatus)
        return std::make_unique<LocalAiModelList>(config);
    return std::make_unique<PagedModelList>(config, openAiListRequest, openAiModelPage);
}

std::optional<HttpRequest> OpenAiAdapter::statusRequest(const ModelRef &model, const ProviderConfig &config) const
{
    return config.quirks.tellsLoadStatus ? std::optional(loadStatusRequest(model, config)) : std::nullopt;
}

std::optional<PhaseInfo> OpenAiAdapter::phaseFrom(const HttpResponse &response, const ModelRef &) const
{
    return loadStatusPhase(response);
}

} // namespace freshet
