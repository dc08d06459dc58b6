// SPDX-License-Identifier: MIT
#include "core/providers/gemini_adapter.h"

#include "core/providers/error_classifier.h"
#include "core/providers/gemini_chat_parser.h"
#include "core/providers/gemini_model_list.h"
#include "core/providers/gemini_thinking.h"
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

/// Google refuses a message without parts and an empty part.
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

void addContent(QJsonArray &contents, QLatin1String role, const QJsonArray &parts)
{
    const bool isModelFirst = contents.isEmpty() && role == QLatin1String("model"); // refused by Google
    if (parts.isEmpty() || isModelFirst)
        return;
    QJsonArray merged;
    if (!contents.isEmpty() && contents.last()[QLatin1String("role")].toString() == role)
        merged = contents.takeAt(contents.size() - 1)[QLatin1String("parts")].toArray();
    for (const QJsonValue &part : parts)
        merged.append(part);
    contents.append(QJsonObject{{"role", role}, {"parts", merged}});
}

void addMessages(QJsonObject &body, const QList<ChatMessage> &messages, const ProviderQuirks &quirks)
{
    QJsonArray contents;
    QJsonArray system;
    for (const ChatMessage &message : messages) {
        const QJsonArray parts = geminiParts(message);
        if (message.role == ChatRole::Assistant)
            addContent(contents, QLatin1String("model"), parts);
        else if (message.role == ChatRole::User || !quirks.hasSystemRole)
            addContent(contents, QLatin1String("user"), parts);
        else
            for (const QJsonValue &part : parts)
                system.append(part);
    }
    if (!system.isEmpty())
        body.insert("systemInstruction", QJsonObject{{"parts", system}});
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
    addMessages(body, request.messages, config.quirks);
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

Result<std::unique_ptr<ChatParser>> GeminiAdapter::chatParser(
    const HttpResponse &head, const ProviderConfig &config) const
{
    return std::make_unique<GeminiChatParser>(head, config);
}

HttpRequest GeminiAdapter::modelListRequest(const ProviderConfig &config) const
{
    return geminiModelListRequest(config);
}

Result<QList<ModelInfo>> GeminiAdapter::parseModelList(const HttpResponse &response, const ProviderConfig &config) const
{
    return geminiModelList(response, config);
}

Error GeminiAdapter::errorFrom(const HttpResponse &response, const ProviderConfig &config) const
{
    return classifiedError(response, config);
}

} // namespace freshet
