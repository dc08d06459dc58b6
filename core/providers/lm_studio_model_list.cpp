// SPDX-License-Identifier: MIT
#include "core/providers/lm_studio_model_list.h"

#include "core/base/json.h"
#include "core/providers/model_list.h"
#include "core/providers/openai_model_list.h"
#include "core/providers/wire_request.h"

namespace freshet {

namespace {

std::optional<bool> lmStudioFlag(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

/// The window that is in use where the model is loaded, else the one it was made for.
void addLmStudioState(ModelInfo &model, bool isLoaded, const std::optional<int> &used, const QJsonObject &entry)
{
    model.isLoaded = isLoaded;
    model.contextTokens = isLoaded && used ? used : tokensIn(entry, QLatin1String("max_context_length"));
}

/// An entry of /api/v1/models.
std::optional<ModelInfo> lmStudioModel(const QJsonObject &entry, const ProviderId &provider)
{
    auto model = listedModel(
        provider, entry.value(QLatin1String("key")).toString(), entry.value(QLatin1String("display_name")).toString());
    if (!model)
        return std::nullopt;
    const QJsonArray instances = json::array(entry, QLatin1String("loaded_instances"));
    const QJsonObject config = json::object(instances.at(0).toObject(), QLatin1String("config"));
    addLmStudioState(*model, !instances.isEmpty(), tokensIn(config, QLatin1String("context_length")), entry);
    const QString type = entry.value(QLatin1String("type")).toString();
    model->canEmbed = type == QLatin1String("embedding");
    model->canChat = type.isEmpty() || type == QLatin1String("llm");
    const QJsonObject capabilities = json::object(entry, QLatin1String("capabilities"));
    model->canSee = lmStudioFlag(capabilities, QLatin1String("vision"));
    model->canUseTools = lmStudioFlag(capabilities, QLatin1String("trained_for_tool_use"));
    if (capabilities.value(QLatin1String("reasoning")).isObject())
        model->canReason = true;
    return model;
}

/// An entry of /api/v0/models.
std::optional<ModelInfo> olderLmStudioModel(const QJsonObject &entry, const ProviderId &provider)
{
    auto model = listedModel(provider, entry.value(QLatin1String("id")).toString());
    if (!model)
        return std::nullopt;
    addLmStudioState(*model, entry.value(QLatin1String("state")).toString() == QLatin1String("loaded"),
        tokensIn(entry, QLatin1String("loaded_context_length")), entry);
    const QString type = entry.value(QLatin1String("type")).toString();
    model->canEmbed = type == QLatin1String("embeddings");
    model->canChat = type.isEmpty() || type == QLatin1String("llm") || type == QLatin1String("vlm");
    if (!type.isEmpty())
        model->canSee = type == QLatin1String("vlm");
    if (const QJsonValue told = entry.value(QLatin1String("capabilities")); told.isArray())
        model->canUseTools = told.toArray().contains(QLatin1String("tool_use"));
    return model;
}

struct LmStudioWay {
    QString path;
    ModelListForm form;
};

const QList<LmStudioWay> &lmStudioWays()
{
    static const QList<LmStudioWay> ways{
        {QStringLiteral("/api/v1/models"), {.member = QLatin1String("models"), .readEntry = lmStudioModel}},
        {QStringLiteral("/api/v0/models"), {.member = QLatin1String("data"), .readEntry = olderLmStudioModel}},
        {QStringLiteral("/v1/models"), openAiModelListForm()}};
    return ways;
}

/// There is no point in asking a server that is not there, or that wants a key, at another address.
bool mayBeAnsweredElsewhere(const Error &error)
{
    return error.httpStatus != 0 && error.kind != ErrorKind::Auth && error.kind != ErrorKind::Permission;
}

} // namespace

LmStudioModelList::LmStudioModelList(const ProviderConfig &config)
    : m_config(config),
      m_way(config.quirks.hasNativeApi ? 0 : static_cast<int>(lmStudioWays().size()) - 1),
      m_result(failure(unfinishedList(config)))
{
}

std::optional<ModelListQuestion> LmStudioModelList::next()
{
    if (m_isAsked || m_isDone)
        return std::nullopt;
    m_isAsked = true;
    const bool isLast = m_way + 1 == lmStudioWays().size();
    return ModelListQuestion{m_way,
        isLast ? wireGet(QStringLiteral("/models"), m_config)
               : wireGet(lmStudioWays().at(m_way).path, aboveV1(m_config))};
}

void LmStudioModelList::take(int, const Result<HttpResponse> &answer)
{
    m_isAsked = false;
    const Result<ModelPage> page
        = answer ? modelPageIn(*answer, m_config, lmStudioWays().at(m_way).form) : failure(answer.error());
    if (page)
        m_result = soundModels(page->models);
    else
        m_result = failure(page.error());
    const bool isLast = m_way + 1 == lmStudioWays().size();
    m_isDone = page || isLast || !mayBeAnsweredElsewhere(page.error());
    if (!m_isDone)
        ++m_way;
}

} // namespace freshet
