// SPDX-License-Identifier: MIT
#include "core/providers/gemini_model_list.h"

#include "core/base/json.h"
#include "core/providers/gemini_thinking.h"
#include "core/providers/model_list.h"
#include "core/providers/text_cleaner.h"

#include <QRegularExpression>

namespace freshet {

namespace {

/// What takes or gives no plain text, though it is asked in the same way.
const QRegularExpression &geminiOtherIds()
{
    static const QRegularExpression ids(
        QStringLiteral("-image|-tts|-audio|native-audio|-live|computer-use|robotics|deep-research|lyria|veo|imagen|aqa"
                       "|antigravity"),
        QRegularExpression::CaseInsensitiveOption);
    return ids;
}

std::optional<bool> geminiCanSee(const ModelInfo &model)
{
    static const QRegularExpression seeing(
        QStringLiteral("^gemini-|^gemma-(3(?!-1b)|[4-9]|\\d\\d)"), QRegularExpression::CaseInsensitiveOption);
    return model.canChat ? std::optional(seeing.match(model.ref.model).hasMatch()) : std::nullopt;
}

std::optional<int> geminiLimit(const QJsonObject &entry, const char *key)
{
    const auto count = json::count(entry, QLatin1String(key));
    return count && *count > 0 ? std::optional(static_cast<int>(*count)) : std::nullopt;
}

std::optional<ModelInfo> geminiModel(const QJsonObject &entry, const ProviderId &provider)
{
    const QString id
        = geminiModelId(TextCleaner().push(json::string(entry, QLatin1String("name")).value_or(QString())));
    if (id.isEmpty())
        return std::nullopt;
    const QString name = TextCleaner().push(json::string(entry, QLatin1String("displayName")).value_or(QString()));
    ModelInfo model{.ref = {provider, id}, .name = name.isEmpty() ? id : name, .origin = ModelOrigin::Live};
    model.contextTokens = geminiLimit(entry, "inputTokenLimit");
    model.maxOutputTokens = geminiLimit(entry, "outputTokenLimit");
    const QJsonArray methods = json::array(entry, QLatin1String("supportedGenerationMethods"));
    const auto can = [&methods](const char *word) { return methods.contains(QLatin1String(word)); };
    model.canEmbed = can("embedContent") || can("batchEmbedContents");
    model.canChat = can("generateContent") && !geminiOtherIds().match(id).hasMatch();
    model.canSee = geminiCanSee(model);
    if (const QJsonValue thinking = entry.value(QLatin1String("thinking")); thinking.isBool())
        model.canReason = thinking.toBool();
    return model;
}

} // namespace

KeyHeader geminiKeyHeader() { return {.name = "x-goog-api-key", .prefix = {}}; }

HttpRequest geminiModelListRequest(const ProviderConfig &config)
{
    HttpRequest request = wireGet(QStringLiteral("/models"), config, geminiKeyHeader());
    request.url.setQuery(QStringLiteral("pageSize=1000"));
    return request;
}

Result<QList<ModelInfo>> geminiModelList(const HttpResponse &response, const ProviderConfig &config)
{
    return modelListIn(response, config, QLatin1String("models"), geminiModel);
}

} // namespace freshet
