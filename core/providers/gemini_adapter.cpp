// SPDX-License-Identifier: MIT
#include "core/providers/gemini_adapter.h"

#include "core/providers/gemini_chat_parser.h"
#include "core/providers/gemini_model_list.h"
#include "core/providers/gemini_thinking.h"
#include "core/providers/request_messages.h"
#include "core/providers/wire_request.h"

#include <QJsonArray>

namespace freshet {

namespace {

/// "/models/<id>", the id as one step of the path; a tuned model has a collection of its own.
QString geminiModelPath(const QString &model)
{
    const QString tuned = QStringLiteral("tunedModels/");
    const auto encoded = [](const QString &id) { return QString::fromLatin1(QUrl::toPercentEncoding(id)); };
    if (model.startsWith(tuned))
        return u'/' + tuned + encoded(model.sliced(tuned.size()));
    return QStringLiteral("/models/") + encoded(geminiModelId(model));
}

/// Google refuses an empty part.
QJsonArray geminiParts(const ChatMessage &message)
{
    QJsonArray parts;
    for (const ChatImage &image : message.images) {
        const QJsonObject data{
            {"mimeType", QString::fromLatin1(image.mimeType)}, {"data", QString::fromLatin1(image.bytes.toBase64())}};
        parts.append(QJsonObject{{"inlineData", data}});
    }
    if (!message.text.isEmpty())
        parts.append(QJsonObject{{"text", message.text}});
    return parts;
}

void addMessages(QJsonObject &body, const ChatRequest &request, const ProviderQuirks &quirks)
{
    QJsonArray contents;
    for (const ChatMessage &message : alternating(withoutSystem(messagesFor(request, quirks)))) {
        const bool isModels = message.role == ChatRole::Assistant;
        if (isModels && contents.isEmpty())
            continue; // Google wants the user to begin
        contents.append(QJsonObject{{"role", isModels ? "model" : "user"}, {"parts", geminiParts(message)}});
    }
    if (const QString system = systemWords(request); quirks.hasSystemRole && !system.isEmpty())
        body.insert("systemInstruction", QJsonObject{{"parts", QJsonArray{QJsonObject{{"text", system}}}}});
    body.insert("contents", contents);
}

QJsonObject generationConfig(const ChatRequest &request)
{
    const GenerationOptions &options = request.options;
    QJsonObject config;
    const bool takesSampling = geminiTakesSampling(request.model.model);
    if (options.temperature && takesSampling)
        config.insert("temperature", *options.temperature);
    if (options.topP && takesSampling)
        config.insert("topP", *options.topP);
    if (options.maxTokens)
        config.insert("maxOutputTokens", *options.maxTokens);
    if (options.seed)
        config.insert("seed", *options.seed);
    if (!options.stop.isEmpty())
        config.insert("stopSequences", QJsonArray::fromStringList(options.stop.mid(0, kMaxGeminiStopSequences)));
    if (const GeminiThinking thinking = geminiThinking(request); thinking.isAsked) {
        QJsonObject asked{{"includeThoughts", true}};
        if (!thinking.level.isEmpty())
            asked.insert("thinkingLevel", thinking.level);
        if (thinking.budget)
            asked.insert("thinkingBudget", *thinking.budget);
        config.insert("thinkingConfig", asked);
    }
    return config;
}

} // namespace

HttpRequest GeminiAdapter::chatRequest(const ChatRequest &request, const ProviderConfig &config) const
{
    const bool isStreamed = request.streaming == StreamMode::Streamed;
    QJsonObject body;
    addMessages(body, request, config.quirks);
    if (const QJsonObject options = generationConfig(request); !options.isEmpty())
        body.insert("generationConfig", options);
    if (!request.continuation.isEmpty())
        body.insert("continuationToken", request.continuation);
    const QLatin1String method(isStreamed ? ":streamGenerateContent" : ":generateContent");
    HttpRequest sent = wirePost(geminiModelPath(request.model.model) + method, body,
        isStreamed ? "text/event-stream" : "application/json", config, geminiKeyHeader());
    if (isStreamed)
        sent.url.setQuery(QStringLiteral("alt=sse"));
    return sent;
}

QStringList GeminiAdapter::notesOn(const ChatRequest &request, const ProviderConfig &) const
{
    QStringList notes;
    if (!geminiTakesSampling(request.model.model))
        notes += geminiSamplingNotes(request);
    return notes + geminiNotes(request);
}

Result<std::unique_ptr<ChatParser>> GeminiAdapter::chatParser(
    const HttpResponse &head, const ProviderConfig &config) const
{
    return std::make_unique<GeminiChatParser>(head, config);
}

std::unique_ptr<ModelListReader> GeminiAdapter::modelListReader(
    const ProviderConfig &config, const QList<ModelInfo> &) const
{
    return geminiModelList(config);
}

} // namespace freshet
