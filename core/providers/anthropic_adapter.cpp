// SPDX-License-Identifier: MIT
#include "core/providers/anthropic_adapter.h"

#include "core/base/json.h"
#include "core/providers/anthropic_chat_parser.h"
#include "core/providers/error_classifier.h"
#include "core/providers/model_list.h"
#include "core/providers/openai_model_family.h"
#include "core/providers/paged_model_list.h"
#include "core/providers/request_messages.h"
#include "core/providers/wire_request.h"

#include <QRegularExpression>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kLimitOfUnknownModels = 4096; ///< Each model has at least this many.
constexpr int kUsualLimit = 32'000; ///< Of what a model could write; more is for who asks for it.
constexpr int kSmallestBudget = 1024;

const KeyHeader &anthropicKeyHeader()
{
    static const KeyHeader header{.name = "x-api-key", .prefix = {}};
    return header;
}

/// The version whose fields are sent here.
HttpRequest withVersion(HttpRequest request)
{
    request.headers.append(std::pair{QByteArrayLiteral("anthropic-version"), QByteArrayLiteral("2023-06-01")});
    return request;
}

/// How much thinking is asked for, in the words of the model's generation, and with which token limit.
struct AnthropicThinking {
    QJsonObject thinking; ///< Empty: not sent, the model does as it likes.
    QString effort; ///< Of newer models; empty: not sent.
    int maxTokens = 0;
    QStringList notes;
};

/// Until 4.5 a model thinks within a budget of tokens; later ones think as much as the effort allows.
bool thinksByBudget(const QString &model)
{
    static const QRegularExpression ids(
        QStringLiteral("^claude-(3|(opus|sonnet|haiku)-4(-[0-5])?(-\\d{8}|-latest)?$)"));
    return ids.match(model).hasMatch();
}

int budgetOf(const GenerationOptions &options)
{
    static const QHash<QString, int> budgets{
        {"minimal", 1024}, {"low", 2048}, {"medium", 8192}, {"high", 16'384}, {"xhigh", 24'576}, {"max", 31'999}};
    return std::max(options.thinkingBudget.value_or(budgets.value(options.reasoningEffort, 8192)), kSmallestBudget);
}

int tokenLimit(const ChatRequest &request)
{
    if (request.options.maxTokens)
        return *request.options.maxTokens;
    const int most = request.known ? request.known->maxOutputTokens.value_or(0) : 0;
    return most > 0 ? std::min(most, kUsualLimit) : kLimitOfUnknownModels;
}

/// The budget is part of the limit: room for both is made where nobody set the limit, else the budget shrinks.
void addBudget(AnthropicThinking &told, const ChatRequest &request)
{
    int budget = budgetOf(request.options);
    if (budget >= told.maxTokens && !request.options.maxTokens) {
        const int most = request.known ? request.known->maxOutputTokens.value_or(0) : 0;
        told.maxTokens = budget + kLimitOfUnknownModels;
        if (most > kSmallestBudget)
            told.maxTokens = std::min(told.maxTokens, most);
    }
    budget = std::min(budget, told.maxTokens - 1);
    if (budget >= kSmallestBudget)
        told.thinking = {{"type", "enabled"}, {"budget_tokens", budget}};
    else
        told.notes << QStringLiteral("sent without thinking: it takes a token limit above %1").arg(kSmallestBudget);
}

void addEffort(AnthropicThinking &told, const ChatRequest &request)
{
    const GenerationOptions &options = request.options;
    told.thinking = {{"type", "adaptive"}, {"display", "summarized"}};
    const QString nearest = nearestEffort(options.reasoningEffort, {"low", "medium", "high", "xhigh", "max"});
    told.effort = nearest.isEmpty() ? options.reasoningEffort : nearest;
    if (options.thinkingBudget)
        told.notes << QStringLiteral("sent without a thinking budget: %1 decides itself how long it thinks")
                          .arg(request.model.model);
}

AnthropicThinking anthropicThinking(const ChatRequest &request)
{
    const GenerationOptions &options = request.options;
    AnthropicThinking told{.maxTokens = tokenLimit(request)};
    if (options.reasoningEffort.isEmpty() && !options.thinkingBudget)
        return told;
    const bool isOff = options.reasoningEffort == QLatin1String("none");
    if (request.known && request.known->canReason == false) {
        if (!isOff)
            told.notes << QStringLiteral("sent without thinking: %1 does not think").arg(request.model.model);
    } else if (isOff) {
        told.thinking = {{"type", "disabled"}};
    } else if (thinksByBudget(request.model.model)) {
        addBudget(told, request);
    } else {
        addEffort(told, request);
    }
    return told;
}

QJsonValue anthropicContent(const ChatMessage &message)
{
    if (message.images.isEmpty())
        return message.text;
    QJsonArray blocks;
    if (!message.text.trimmed().isEmpty()) // an empty block is refused
        blocks.append(QJsonObject{{"type", "text"}, {"text", message.text}});
    for (const ChatImage &image : message.images) {
        const QJsonObject source{{"type", "base64"}, {"media_type", QString::fromLatin1(image.mimeType)},
            {"data", QString::fromLatin1(image.bytes.toBase64())}};
        blocks.append(QJsonObject{{"type", "image"}, {"source", source}});
    }
    return blocks;
}

void addAnthropicOptions(QJsonObject &body, const ChatRequest &request)
{
    const GenerationOptions &options = request.options;
    const AnthropicThinking thinking = anthropicThinking(request);
    body.insert("max_tokens", thinking.maxTokens);
    if (!thinking.thinking.isEmpty())
        body.insert("thinking", thinking.thinking);
    if (!thinking.effort.isEmpty())
        body.insert("output_config", QJsonObject{{"effort", thinking.effort}});
    if (options.temperature)
        body.insert("temperature", *options.temperature);
    if (options.topP)
        body.insert("top_p", *options.topP);
    if (!options.stop.isEmpty())
        body.insert("stop_sequences", QJsonArray::fromStringList(options.stop));
}

/// "temperature: Extra inputs are not permitted", "`temperature` and `top_p` cannot both be specified".
QString refusedInSentence(const QString &sentence)
{
    static const QRegularExpression form(
        QStringLiteral(
            "^(?:[`'\"]?\\w+[`'\"]? and )?[`'\"]?(?:\\w+\\.)*([a-z_]{2,40})[`'\"]?:? "
            "(?:extra inputs are not permitted|is (?:deprecated|not supported)|may only be set|cannot both)"),
        QRegularExpression::CaseInsensitiveOption);
    return form.match(sentence).captured(1);
}

std::optional<bool> isSupported(const QJsonObject &capabilities, QLatin1String name)
{
    const QJsonValue told = json::object(capabilities, name).value(QLatin1String("supported"));
    return told.isBool() ? std::optional(told.toBool()) : std::nullopt;
}

std::optional<ModelInfo> anthropicModel(const QJsonObject &entry, const ProviderId &provider)
{
    auto model = listedModel(
        provider, entry.value(QLatin1String("id")).toString(), entry.value(QLatin1String("display_name")).toString());
    if (!model)
        return std::nullopt;
    const QJsonObject capabilities = json::object(entry, QLatin1String("capabilities"));
    model->contextTokens = tokensIn(entry, QLatin1String("max_input_tokens"));
    model->maxOutputTokens = tokensIn(entry, QLatin1String("max_tokens"));
    model->canSee = isSupported(capabilities, QLatin1String("image_input"));
    model->canReason = isSupported(capabilities, QLatin1String("thinking"));
    return model;
}

QString anthropicNextPage(const QJsonObject &page)
{
    return page.value(QLatin1String("has_more")).toBool() ? page.value(QLatin1String("last_id")).toString() : QString();
}

HttpRequest anthropicPageRequest(const ProviderConfig &config, const QString &cursor)
{
    HttpRequest request = withVersion(wireGet("/models", config, anthropicKeyHeader()));
    QString query = QStringLiteral("limit=1000"); // else it lists 20
    if (!cursor.isEmpty())
        query += QLatin1String("&after_id=") + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    request.url.setQuery(query, QUrl::StrictMode);
    return request;
}

Result<ModelPage> anthropicPage(const HttpResponse &response, const ProviderConfig &config)
{
    return modelPageIn(response, config,
        {.member = QLatin1String("data"), .readEntry = anthropicModel, .readCursor = anthropicNextPage});
}

} // namespace

HttpRequest AnthropicAdapter::chatRequest(const ChatRequest &request, const ProviderConfig &config) const
{
    const bool isStreamed = request.streaming == StreamMode::Streamed;
    QJsonArray messages;
    for (const ChatMessage &message : alternating(withoutSystem(messagesFor(request, config.quirks))))
        messages.append(QJsonObject{{"role", toWord(message.role)}, {"content", anthropicContent(message)}});
    QJsonObject body{{"model", request.model.model}, {"messages", messages}, {"stream", isStreamed}};
    const QString system = systemWords(request);
    if (config.quirks.hasSystemRole && !system.trimmed().isEmpty())
        body.insert("system", system);
    addAnthropicOptions(body, request);
    return withVersion(wirePost(
        "/messages", body, isStreamed ? "text/event-stream" : "application/json", config, anthropicKeyHeader()));
}

QStringList AnthropicAdapter::notesOn(const ChatRequest &request, const ProviderConfig &config) const
{
    QStringList notes = anthropicThinking(request).notes;
    if (request.options.seed)
        notes << QStringLiteral("sent without seed: %1 does not take it").arg(config.name);
    return notes;
}

Result<std::unique_ptr<ChatParser>> AnthropicAdapter::chatParser(
    const HttpResponse &head, const ProviderConfig &config) const
{
    return std::make_unique<AnthropicChatParser>(head, config);
}

std::unique_ptr<ModelListReader> AnthropicAdapter::modelListReader(
    const ProviderConfig &config, const QList<ModelInfo> &) const
{
    return std::make_unique<PagedModelList>(config, anthropicPageRequest, anthropicPage);
}

Error AnthropicAdapter::errorFrom(const HttpResponse &response, const ProviderConfig &config) const
{
    Error error = classifiedError(response, config);
    if (error.kind != ErrorKind::BadRequest)
        return error;
    if (const QString refused = refusedInSentence(error.detail); !refused.isEmpty()) {
        error.parameter = refused;
        error.message = QStringLiteral("%1 refused the parameter \"%2\".").arg(serverName(config), refused);
    }
    return error;
}

} // namespace freshet
