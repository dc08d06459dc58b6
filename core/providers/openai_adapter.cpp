// SPDX-License-Identifier: MIT
#include "core/providers/openai_adapter.h"

#include "core/providers/error_classifier.h"
#include "core/providers/openai_chat_parser.h"
#include "core/providers/openai_model_list.h"
#include "core/providers/wire_request.h"

#include <QJsonArray>

namespace freshet {

namespace {

QJsonArray openAiMessages(const ChatRequest &request, const ProviderConfig &config)
{
    const bool isDeveloper = config.quirks.hasDeveloperRole && isOpenAiReasoningModel(request.model.model);
    QJsonArray messages;
    for (const ChatMessage &message : request.messages) {
        const QLatin1String role
            = message.role == ChatRole::System && isDeveloper ? QLatin1String("developer") : toWord(message.role);
        messages.append(QJsonObject{{"role", role}, {"content", message.text}});
    }
    return messages;
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
    if (!options.reasoningEffort.isEmpty())
        body.insert("reasoning_effort", options.reasoningEffort);
    if (!options.stop.isEmpty())
        body.insert("stop", QJsonArray::fromStringList(options.stop));
}

} // namespace

HttpRequest OpenAiAdapter::chatRequest(const ChatRequest &request, const ProviderConfig &config) const
{
    const bool isStreamed = request.streaming == StreamMode::Streamed;
    QJsonObject body{
        {"model", request.model.model}, {"messages", openAiMessages(request, config)}, {"stream", isStreamed}};
    if (isStreamed && config.quirks.asksForUsage)
        body.insert("stream_options", QJsonObject{{"include_usage", true}});
    addOpenAiOptions(body, request.options, config.quirks);
    return wirePost("/chat/completions", body, isStreamed ? "text/event-stream" : "application/json", config);
}

Result<std::unique_ptr<ChatParser>> OpenAiAdapter::chatParser(
    const HttpResponse &head, const ProviderConfig &config) const
{
    return std::make_unique<OpenAiChatParser>(head, config);
}

HttpRequest OpenAiAdapter::modelListRequest(const ProviderConfig &config) const { return wireGet("/models", config); }

Result<QList<ModelInfo>> OpenAiAdapter::parseModelList(const HttpResponse &response, const ProviderConfig &config) const
{
    return openAiModelList(response, config);
}

Error OpenAiAdapter::errorFrom(const HttpResponse &response, const ProviderConfig &config) const
{
    return classifiedError(response, config);
}

} // namespace freshet
