// SPDX-License-Identifier: MIT
#include "core/providers/gemini_model_list.h"

#include "core/base/json.h"
#include "core/providers/gemini_thinking.h"
#include "core/providers/model_list.h"
#include "core/providers/paged_model_list.h"

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

std::optional<ModelInfo> geminiModel(const QJsonObject &entry, const ProviderId &provider)
{
    const QString id = geminiModelId(entry.value(QLatin1String("name")).toString());
    auto listed = listedModel(provider, id, entry.value(QLatin1String("displayName")).toString());
    if (!listed)
        return std::nullopt;
    ModelInfo &model = *listed;
    model.contextTokens = tokensIn(entry, QLatin1String("inputTokenLimit"));
    model.maxOutputTokens = tokensIn(entry, QLatin1String("outputTokenLimit"));
    const QJsonArray methods = json::array(entry, QLatin1String("supportedGenerationMethods"));
    const auto can = [&methods](const char *word) { return methods.contains(QLatin1String(word)); };
    model.canEmbed = can("embedContent") || can("batchEmbedContents");
    model.canChat = can("generateContent") && !geminiOtherIds().match(id).hasMatch();
    model.canSee = geminiCanSee(model);
    if (const QJsonValue thinking = entry.value(QLatin1String("thinking")); thinking.isBool())
        model.canReason = thinking.toBool();
    return listed;
}

QString geminiNextPage(const QJsonObject &page) { return page.value(QLatin1String("nextPageToken")).toString(); }

HttpRequest geminiPageRequest(const ProviderConfig &config, const QString &cursor)
{
    HttpRequest request = wireGet(QStringLiteral("/models"), config, geminiKeyHeader());
    QString query = QStringLiteral("pageSize=1000");
    if (!cursor.isEmpty())
        query += QLatin1String("&pageToken=") + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    request.url.setQuery(query, QUrl::StrictMode);
    return request;
}

Result<ModelPage> geminiPage(const HttpResponse &response, const ProviderConfig &config)
{
    return modelPageIn(
        response, config, {.member = QLatin1String("models"), .readEntry = geminiModel, .readCursor = geminiNextPage});
}

} // namespace

KeyHeader geminiKeyHeader() { return {.name = "x-goog-api-key", .prefix = {}}; }

std::unique_ptr<ModelListReader> geminiModelList(const ProviderConfig &config)
{
    return std::make_unique<PagedModelList>(config, geminiPageRequest, geminiPage);
}

} // namespace freshet
