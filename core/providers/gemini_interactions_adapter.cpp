// SPDX-License-Identifier: MIT
#include "core/providers/gemini_interactions_adapter.h"

#include "core/providers/gemini_interactions_parser.h"
#include "core/providers/gemini_model_list.h"
#include "core/providers/gemini_thinking.h"
#include "core/providers/request_messages.h"
#include "core/providers/wire_request.h"

#include <QJsonArray>

namespace freshet {

namespace {

QJsonArray interactionContent(const ChatMessage &message)
{
    QJsonArray content;
    for (const ChatImage &image : message.images)
        content.append(QJsonObject{{"type", "image"}, {"mime_type", QString::fromLatin1(image.mimeType)},
            {"data", QString::fromLatin1(image.bytes.toBase64())}});
    if (!message.text.isEmpty())
        content.append(QJsonObject{{"type", "text"}, {"text", message.text}});
    return content;
}

void addInput(QJsonObject &body, const ChatRequest &request, const ProviderQuirks &quirks)
{
    QJsonArray input;
    for (const ChatMessage &message : alternating(withoutSystem(messagesFor(request, quirks)))) {
        const bool isModels = message.role == ChatRole::Assistant;
        if (isModels && input.isEmpty())
            continue;
        input.append(
            QJsonObject{{"type", isModels ? "model_output" : "user_input"}, {"content", interactionContent(message)}});
    }
    body.insert("input", input);
    if (const QString system = systemWords(request); quirks.hasSystemRole && !system.isEmpty())
        body.insert("system_instruction", system);
}

/// There is no temperature and no top_p at this address.
QJsonObject interactionConfig(const ChatRequest &request)
{
    const GenerationOptions &options = request.options;
    QJsonObject config;
    if (options.maxTokens)
        config.insert("max_output_tokens", *options.maxTokens);
    if (options.seed)
        config.insert("seed", *options.seed);
    if (!options.stop.isEmpty())
        config.insert("stop_sequences", QJsonArray::fromStringList(options.stop.mid(0, kMaxGeminiStopSequences)));
    if (const GeminiThinking thinking = geminiThinking(request); thinking.isAsked) {
        config.insert("thinking_summaries", "auto");
        if (!thinking.level.isEmpty())
            config.insert("thinking_level", thinking.level);
    }
    return config;
}

} // namespace

HttpRequest GeminiInteractionsAdapter::chatRequest(const ChatRequest &request, const ProviderConfig &config) const
{
    const bool isStreamed = request.streaming == StreamMode::Streamed;
    QJsonObject body{{"model", geminiModelId(request.model.model)}, {"stream", isStreamed}, {"store", false}};
    addInput(body, request, config.quirks);
    if (const QJsonObject options = interactionConfig(request); !options.isEmpty())
        body.insert("generation_config", options);
    return wirePost(
        "/interactions", body, isStreamed ? "text/event-stream" : "application/json", config, geminiKeyHeader());
}

QStringList GeminiInteractionsAdapter::notesOn(const ChatRequest &request, const ProviderConfig &) const
{
    return geminiSamplingNotes(request) + geminiNotes(request);
}

Result<std::unique_ptr<ChatParser>> GeminiInteractionsAdapter::chatParser(
    const HttpResponse &head, const ProviderConfig &config) const
{
    return std::make_unique<GeminiInteractionsParser>(head, config);
}

std::unique_ptr<ModelListReader> GeminiInteractionsAdapter::modelListReader(
    const ProviderConfig &config, const QList<ModelInfo> &) const
{
    return geminiModelList(config);
}

} // namespace freshet
