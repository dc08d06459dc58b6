// SPDX-License-Identifier: MIT
#include "core/providers/openai_responses_adapter.h"

#include "core/providers/openai_model_family.h"
#include "core/providers/openai_responses_parser.h"
#include "core/providers/request_messages.h"
#include "core/providers/wire_request.h"

#include <QJsonArray>

namespace freshet {

namespace {

QJsonObject responsesMessage(const ChatMessage &message)
{
    const bool isAnswer = message.role == ChatRole::Assistant;
    QJsonArray parts;
    if (!message.text.isEmpty())
        parts.append(QJsonObject{{"type", isAnswer ? "output_text" : "input_text"}, {"text", message.text}});
    for (const ChatImage &image : message.images)
        parts.append(QJsonObject{{"type", "input_image"}, {"image_url", dataUrl(image)}});
    return {{"role", toWord(message.role)}, {"content", parts}};
}

FittedOptions responsesFitted(const ChatRequest &request, const ProviderConfig &config)
{
    FittedOptions fitted = fittedToOpenAiFamily(request.model, request.options, OpenAiSurface::Responses);
    if (request.options.thinkingBudget)
        fitted.notes << QStringLiteral("sent without a thinking budget: %1 does not take it").arg(config.name);
    return fitted;
}

void addResponsesOptions(
    QJsonObject &body, const ChatRequest &request, const GenerationOptions &options, const ProviderQuirks &quirks)
{
    if (options.temperature)
        body.insert("temperature", *options.temperature);
    if (options.topP)
        body.insert("top_p", *options.topP);
    if (options.maxTokens)
        body.insert("max_output_tokens", *options.maxTokens);
    QJsonObject reasoning;
    if (quirks.asksForSummary && isOpenAiReasoningModel(request.model.model))
        reasoning.insert("summary", "auto");
    if (!options.reasoningEffort.isEmpty())
        reasoning.insert("effort", options.reasoningEffort);
    if (!reasoning.isEmpty())
        body.insert("reasoning", reasoning);
}

} // namespace

HttpRequest OpenAiResponsesAdapter::chatRequest(const ChatRequest &request, const ProviderConfig &config) const
{
    const bool isStreamed = request.streaming == StreamMode::Streamed;
    QJsonArray input;
    for (const ChatMessage &message : alternating(withoutSystem(messagesFor(request, config.quirks))))
        input.append(responsesMessage(message));
    QJsonObject body{{"model", request.model.model}, {"input", input}, {"store", false}, {"stream", isStreamed}};
    const QString instructions = systemWords(request);
    if (config.quirks.hasSystemRole && !instructions.isEmpty())
        body.insert("instructions", instructions);
    addResponsesOptions(body, request, responsesFitted(request, config).options, config.quirks);
    return wirePost("/responses", body, acceptedFor(request.streaming), config);
}

QStringList OpenAiResponsesAdapter::notesOn(const ChatRequest &request, const ProviderConfig &config) const
{
    return responsesFitted(request, config).notes;
}

Result<std::unique_ptr<ChatParser>> OpenAiResponsesAdapter::chatParser(
    const HttpResponse &head, const ProviderConfig &config) const
{
    return std::make_unique<OpenAiResponsesParser>(head, config);
}

} // namespace freshet
