// SPDX-License-Identifier: MIT
#include "core/providers/lm_studio_adapter.h"

#include "core/providers/lm_studio_chat_parser.h"
#include "core/providers/lm_studio_model_list.h"
#include "core/providers/model_list.h"
#include "core/providers/openai_model_family.h"
#include "core/providers/request_messages.h"
#include "core/providers/wire_request.h"

#include <QJsonArray>

#include <algorithm>

namespace freshet {

namespace {

/// The API of its own holds a conversation on the server only, and has no field for stop and seed.
bool isAskedNatively(const ChatRequest &request, const ProviderConfig &config)
{
    const auto isAnswer = [](const ChatMessage &message) { return message.role == ChatRole::Assistant; };
    return config.quirks.hasNativeApi && request.streaming == StreamMode::Streamed && !request.options.seed
        && request.options.stop.isEmpty() && std::none_of(request.messages.begin(), request.messages.end(), isAnswer);
}

QJsonValue nativeInput(const QList<ChatMessage> &messages)
{
    if (messages.size() == 1 && messages.first().images.isEmpty())
        return messages.first().text;
    QJsonArray parts;
    for (const ChatMessage &message : messages) {
        if (!message.text.isEmpty())
            parts.append(QJsonObject{{"type", "message"}, {"content", message.text}});
        for (const ChatImage &image : message.images)
            parts.append(QJsonObject{{"type", "image"}, {"data_url", dataUrl(image)}});
    }
    return parts;
}

QString nativeReasoning(const QString &effort)
{
    if (effort == QLatin1String("none"))
        return QStringLiteral("off");
    const QString nearest = nearestEffort(effort, {"low", "medium", "high"});
    return nearest.isEmpty() ? effort : nearest;
}

/// What is sent of the effort; a model that does not reason refuses any.
QString effortFor(const ChatRequest &request)
{
    const bool isRefused = request.known && request.known->canReason == false;
    return isRefused ? QString() : request.options.reasoningEffort;
}

HttpRequest nativeRequest(const ChatRequest &request, const ProviderConfig &config)
{
    const GenerationOptions &options = request.options;
    QJsonObject body{{"model", request.model.model},
        {"input", nativeInput(withoutSystem(messagesFor(request, config.quirks)))}, {"stream", true}, {"store", false}};
    const QString system = systemWords(request);
    if (config.quirks.hasSystemRole && !system.isEmpty())
        body.insert("system_prompt", system);
    if (options.temperature)
        body.insert("temperature", *options.temperature);
    if (options.topP)
        body.insert("top_p", *options.topP);
    if (options.maxTokens)
        body.insert("max_output_tokens", *options.maxTokens);
    if (const QString effort = effortFor(request); !effort.isEmpty())
        body.insert("reasoning", nativeReasoning(effort));
    return wirePost("/api/v1/chat", body, "text/event-stream", aboveV1(config));
}

} // namespace

HttpRequest LmStudioAdapter::chatRequest(const ChatRequest &request, const ProviderConfig &config) const
{
    if (isAskedNatively(request, config))
        return nativeRequest(request, config);
    ChatRequest sent = request;
    sent.options.reasoningEffort = effortFor(request);
    return OpenAiAdapter::chatRequest(sent, config);
}

QStringList LmStudioAdapter::notesOn(const ChatRequest &request, const ProviderConfig &config) const
{
    QStringList notes = OpenAiAdapter::notesOn(request, config);
    const QString &asked = request.options.reasoningEffort;
    if (asked != effortFor(request) && asked != QLatin1String("none"))
        notes << QStringLiteral("sent without a reasoning effort: %1 does not reason").arg(request.model.model);
    return notes;
}

Result<std::unique_ptr<ChatParser>> LmStudioAdapter::chatParser(
    const HttpResponse &head, const ProviderConfig &config) const
{
    return std::make_unique<LmStudioChatParser>(head, config);
}

std::unique_ptr<ModelListReader> LmStudioAdapter::modelListReader(
    const ProviderConfig &config, const QList<ModelInfo> &) const
{
    return std::make_unique<LmStudioModelList>(config);
}

} // namespace freshet
