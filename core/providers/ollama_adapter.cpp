// SPDX-License-Identifier: MIT
#include "core/providers/ollama_adapter.h"

#include "core/base/json.h"
#include "core/providers/ollama_chat_parser.h"
#include "core/providers/ollama_model_list.h"
#include "core/providers/openai_model_family.h"
#include "core/providers/request_messages.h"
#include "core/providers/wire_request.h"

#include <algorithm>
#include <limits>

namespace freshet {

namespace {

constexpr qsizetype kSmallestContext = 4096; ///< What Ollama gives on its own, at least.
constexpr qsizetype kContextStep = 2048; ///< Each other size reloads the model, so few sizes are asked for.
constexpr qsizetype kLettersPerToken = 3; ///< Of ASCII; any other character may be a token of its own.
constexpr qsizetype kShortAnswer = 2048; ///< Fits beside the prompt, or the window is asked for.
constexpr qsizetype kAnswerRoom = 8192; ///< In a window that is asked for: thoughts count too.
constexpr qsizetype kImageTokens = 1024; ///< About what the models that see spend on a picture.

qsizetype promptTokens(const ChatRequest &request)
{
    qsizetype letters = 0;
    qsizetype others = 0;
    for (const ChatMessage &message : request.messages) {
        const auto ascii
            = std::count_if(message.text.begin(), message.text.end(), [](QChar c) { return c.unicode() < 0x80; });
        letters += ascii;
        others += message.text.size() - ascii + message.images.size() * kImageTokens;
    }
    return letters / kLettersPerToken + others;
}

/// The window that the prompt and its answer fit, in steps.
qsizetype neededContext(const ChatRequest &request)
{
    const qsizetype prompt = promptTokens(request);
    const qsizetype answer = request.options.maxTokens.value_or(0);
    if (prompt + (answer > 0 ? answer : kShortAnswer) <= kSmallestContext)
        return 0;
    const qsizetype needed = prompt + (answer > 0 ? answer : kAnswerRoom);
    return (needed + kContextStep - 1) / kContextStep * kContextStep;
}

/// A prompt above the window is cut without a word, so a long conversation asks for the window it needs, as far as the
/// model goes.
std::optional<int> askedContext(const ChatRequest &request)
{
    const qsizetype needed = neededContext(request);
    if (needed == 0)
        return std::nullopt;
    const int most = request.known && request.known->contextTokens.value_or(0) > 0 ? *request.known->contextTokens
                                                                                   : std::numeric_limits<int>::max();
    return static_cast<int>(std::min<qsizetype>(needed, most));
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
    if (const auto context = askedContext(request))
        options.insert("num_ctx", *context);
    return options;
}

struct OllamaThinking {
    QJsonValue think = QJsonValue(QJsonValue::Undefined); ///< Undefined: not sent, the model does as it likes.
    QString note;
};

/// A level, or off. gpt-oss has three levels and cannot be switched off; a model that does not think refuses all.
OllamaThinking ollamaThinking(const ChatRequest &request)
{
    const QString &effort = request.options.reasoningEffort;
    const QString &model = request.model.model;
    const bool isOff = effort == QLatin1String("none");
    if (effort.isEmpty())
        return {};
    if (request.known && request.known->canReason == false)
        return {.note = isOff ? QString() : QStringLiteral("sent without thinking: %1 does not think").arg(model)};
    const bool isGptOss = model.section(u'/', -1).startsWith(QLatin1String("gpt-oss"));
    if (isOff && isGptOss)
        return {.think = "low", .note = QStringLiteral("sent with little thinking: %1 always thinks").arg(model)};
    if (isOff)
        return {.think = false};
    const QString level = nearestEffort(
        effort, isGptOss ? QStringList{"low", "medium", "high"} : QStringList{"low", "medium", "high", "max"});
    return {.think = level.isEmpty() ? effort : level};
}

QJsonArray ollamaMessages(const ChatRequest &request, const ProviderQuirks &quirks)
{
    QJsonArray messages;
    for (const ChatMessage &message : messagesFor(request, quirks)) {
        QJsonObject object{{"role", toWord(message.role)}, {"content", message.text}};
        QJsonArray images;
        for (const ChatImage &image : message.images)
            images.append(QString::fromLatin1(image.bytes.toBase64()));
        if (!images.isEmpty())
            object.insert("images", images);
        messages.append(object);
    }
    return messages;
}

} // namespace

HttpRequest OllamaAdapter::chatRequest(const ChatRequest &request, const ProviderConfig &config) const
{
    const bool isStreamed = request.streaming == StreamMode::Streamed;
    QJsonObject body{
        {"model", request.model.model}, {"messages", ollamaMessages(request, config.quirks)}, {"stream", isStreamed}};
    if (const QJsonObject options = ollamaOptions(request); !options.isEmpty())
        body.insert("options", options);
    if (const QJsonValue think = ollamaThinking(request).think; !think.isUndefined())
        body.insert("think", think);
    return wirePost("/api/chat", body, isStreamed ? "application/x-ndjson" : "application/json", config);
}

QStringList OllamaAdapter::notesOn(const ChatRequest &request, const ProviderConfig &) const
{
    QStringList notes;
    if (const QString note = ollamaThinking(request).note; !note.isEmpty())
        notes << note;
    if (request.options.thinkingBudget)
        notes << QStringLiteral("sent without a thinking budget: Ollama takes an effort instead");
    const auto asked = askedContext(request);
    if (asked && promptTokens(request) >= *asked)
        notes << QStringLiteral(
            "the conversation may be longer than the %1 tokens that %2 reads at once; Ollama drops its "
            "oldest messages then")
                     .arg(*asked)
                     .arg(request.model.model);
    return notes;
}

Result<std::unique_ptr<ChatParser>> OllamaAdapter::chatParser(
    const HttpResponse &head, const ProviderConfig &config) const
{
    return std::make_unique<OllamaChatParser>(head, config);
}

std::unique_ptr<ModelListReader> OllamaAdapter::modelListReader(
    const ProviderConfig &config, const QList<ModelInfo> &known) const
{
    return std::make_unique<OllamaModelList>(config, known);
}

std::optional<HttpRequest> OllamaAdapter::statusRequest(const ModelRef &, const ProviderConfig &config) const
{
    return wireGet("/api/ps", config);
}

std::optional<PhaseInfo> OllamaAdapter::phaseFrom(const HttpResponse &response, const ModelRef &model) const
{
    const QJsonObject document = json::parse(response.body).value_or(QJsonValue()).toObject();
    if (!document.value(QLatin1String("models")).isArray())
        return std::nullopt;
    const QString name = model.model.section(u'/', -1); // a registry may have a port
    if (name.endsWith(QLatin1String(":cloud")) || name.endsWith(QLatin1String("-cloud")))
        return std::nullopt; // runs elsewhere, and is never loaded here
    const QString wanted = name.contains(u':') ? model.model : QString(model.model % u":latest");
    const QJsonArray loaded = json::array(document, QLatin1String("models"));
    const bool isLoaded = std::any_of(loaded.begin(), loaded.end(), [&wanted](const QJsonValue &value) {
        const QJsonObject entry = value.toObject();
        return entry.value(QLatin1String("model")).toString() == wanted
            || entry.value(QLatin1String("name")).toString() == wanted;
    });
    return PhaseInfo{.phase = isLoaded ? Phase::ReadingPrompt : Phase::LoadingModel};
}

} // namespace freshet
