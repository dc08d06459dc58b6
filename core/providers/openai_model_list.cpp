// SPDX-License-Identifier: MIT
#include "core/providers/openai_model_list.h"

#include "core/base/json.h"
#include "core/providers/model_list.h"

#include <QRegularExpression>

#include <algorithm>

namespace freshet {

namespace {

const QRegularExpression &embeddingIds()
{
    static const QRegularExpression ids(QStringLiteral("^text-embedding-|embed|(^|[/-])(bge|e5|gte|minilm)([-_]|$)"),
        QRegularExpression::CaseInsensitiveOption);
    return ids;
}

/// Speech, pictures, moderation, ranking, plain completion.
const QRegularExpression &otherIds()
{
    static const QRegularExpression ids(
        QStringLiteral(
            "^(whisper|tts-|gpt-image-|dall-e-|chatgpt-image-|sora-|omni-moderation|text-moderation|gpt-audio|"
            "piper|bark|kokoro|imagen|veo|lyria|aqa$)"
            "|-(transcribe|tts|realtime|diarize|translate|audio-preview|native-audio|image)($|[-:@])"
            "|gpt-realtime|^(babbage|davinci)-002|^gpt-\\S*-instruct"
            "|stable-?diffusion|^flux|rerank|silero-vad"),
        QRegularExpression::CaseInsensitiveOption);
    return ids;
}

bool hasWord(const QJsonObject &object, QLatin1String list, QLatin1String word)
{
    return json::array(object, list).contains(QJsonValue(word));
}

std::optional<int> contextTokens(const QJsonObject &model)
{
    const QJsonObject top = json::object(model, QLatin1String("top_provider"));
    if (const auto tokens = tokensIn(top, QLatin1String("context_length")))
        return tokens;
    for (const char *key : {"max_model_len", "context_length", "context_window", "max_context_length"}) {
        if (const auto tokens = tokensIn(model, QLatin1String(key)))
            return tokens;
    }
    const QJsonObject meta = json::object(model, QLatin1String("meta"));
    for (const char *key : {"n_ctx", "n_ctx_train"}) {
        if (const auto tokens = tokensIn(meta, QLatin1String(key)))
            return tokens;
    }
    return tokensIn(model, QLatin1String("max_input_tokens"));
}

/// OpenRouter: strings, US dollars for one token; "-1" stands for a price that varies.
std::optional<double> tokenPrice(const QJsonObject &pricing, QLatin1String key)
{
    bool isNumber = false;
    const double price = json::string(pricing, key).value_or(QString()).toDouble(&isNumber);
    return isNumber && price >= 0 && price < 1 ? std::optional(price * 1e6) : std::nullopt;
}

void addModalities(ModelInfo &model, const QJsonObject &entry)
{
    const QJsonObject architecture = json::object(entry, QLatin1String("architecture"));
    if (architecture.contains(QLatin1String("input_modalities")))
        model.canSee = hasWord(architecture, QLatin1String("input_modalities"), QLatin1String("image"));
    if (architecture.contains(QLatin1String("output_modalities")))
        model.canChat
            = model.canChat && hasWord(architecture, QLatin1String("output_modalities"), QLatin1String("text"));
}

void addOpenRouterFacts(ModelInfo &model, const QJsonObject &entry)
{
    const QJsonObject pricing = json::object(entry, QLatin1String("pricing"));
    model.priceIn = tokenPrice(pricing, QLatin1String("prompt"));
    model.priceOut = tokenPrice(pricing, QLatin1String("completion"));
    model.maxOutputTokens
        = tokensIn(json::object(entry, QLatin1String("top_provider")), QLatin1String("max_completion_tokens"));
    if (entry.contains(QLatin1String("supported_parameters"))) {
        model.canUseTools = hasWord(entry, QLatin1String("supported_parameters"), QLatin1String("tools"));
        model.canReason = entry.value(QLatin1String("reasoning")).isObject()
            || hasWord(entry, QLatin1String("supported_parameters"), QLatin1String("reasoning"))
            || hasWord(entry, QLatin1String("supported_parameters"), QLatin1String("include_reasoning"));
    }
}

/// Hugging Face routes one model to several providers: the widest context, the lowest price, any that takes tools.
/// Returns false when none of them serves it now.
bool addHuggingFaceFacts(ModelInfo &model, const QJsonObject &entry)
{
    if (!entry.value(QLatin1String("providers")).isArray())
        return true;
    bool isLive = false;
    const QJsonArray providers = json::array(entry, QLatin1String("providers"));
    for (const QJsonValue &value : providers) {
        const QJsonObject provider = value.toObject();
        if (provider.value(QLatin1String("status")).toString() != QLatin1String("live"))
            continue;
        isLive = true;
        if (const auto tokens = tokensIn(provider, QLatin1String("context_length")))
            model.contextTokens = std::max(model.contextTokens.value_or(0), *tokens);
        if (const QJsonValue tools = provider.value(QLatin1String("supports_tools")); tools.isBool())
            model.canUseTools = model.canUseTools.value_or(false) || tools.toBool();
        const QJsonObject pricing = json::object(provider, QLatin1String("pricing"));
        const auto in = json::number(pricing, QLatin1String("input"));
        const auto out = json::number(pricing, QLatin1String("output"));
        if (in && out && *in >= 0 && *out >= 0 && (!model.priceIn || *in < *model.priceIn)) {
            model.priceIn = in;
            model.priceOut = out;
        }
    }
    return isLive;
}

/// OpenAI and OpenRouter each have a name for it.
QDate lastDay(const QJsonObject &entry)
{
    for (const char *key : {"shutdown_date", "expiration_date"}) {
        const QString day = entry.value(QLatin1String(key)).toString().left(10); // a time may follow
        if (const QDate date = QDate::fromString(day, Qt::ISODate); date.isValid())
            return date;
    }
    return {};
}

std::optional<ModelInfo> openAiModel(const QJsonObject &entry, const ProviderId &provider)
{
    QString id = entry.value(QLatin1String("id")).toString();
    if (id.startsWith(QLatin1String("models/"))) // Gemini's compatible address
        id = id.sliced(7);
    auto listed = listedModel(provider, id, entry.value(QLatin1String("name")).toString());
    if (!listed)
        return std::nullopt;
    ModelInfo &model = *listed;
    model.canEmbed = embeddingIds().match(id).hasMatch();
    model.canChat = !model.canEmbed && !otherIds().match(id).hasMatch();
    model.contextTokens = contextTokens(entry);
    model.retiresOn = lastDay(entry);
    addModalities(model, entry);
    if (const QJsonValue status = json::object(entry, QLatin1String("status")).value(QLatin1String("value"));
        status.isString())
        model.isLoaded = status.toString() == QLatin1String("loaded"); // llama.cpp as a router
    addOpenRouterFacts(model, entry);
    return addHuggingFaceFacts(model, entry) ? listed : std::nullopt;
}

} // namespace

ModelListForm openAiModelListForm() { return {.member = QLatin1String("data"), .readEntry = openAiModel}; }

} // namespace freshet
