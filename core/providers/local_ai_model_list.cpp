// SPDX-License-Identifier: MIT
#include "core/providers/local_ai_model_list.h"

#include "core/base/json.h"
#include "core/providers/model_list.h"
#include "core/providers/openai_model_list.h"
#include "core/providers/wire_request.h"

namespace freshet {

namespace {

enum LocalAiQuestion { ListQuestion, CapabilitiesQuestion, NoFurtherQuestion };

bool hasModality(const QJsonObject &entry, QLatin1String list, QLatin1String modality)
{
    return json::array(entry, list).contains(QJsonValue(modality));
}

void addLocalAiCapabilities(ModelInfo &model, const QJsonObject &entry)
{
    const QJsonArray capabilities = json::array(entry, QLatin1String("capabilities"));
    if (capabilities.isEmpty())
        return;
    const auto can = [&capabilities](const char *word) { return capabilities.contains(QLatin1String(word)); };
    model.canChat = can("chat");
    model.canEmbed = can("embeddings") && !model.canChat;
    model.canSee = can("vision") || hasModality(entry, QLatin1String("input_modalities"), QLatin1String("image"));
    model.canUseTools = can("tools");
    model.canReason = can("thinking");
}

} // namespace

LocalAiModelList::LocalAiModelList(const ProviderConfig &config)
    : m_config(config), m_result(failure(unfinishedList(config)))
{
}

std::optional<ModelListQuestion> LocalAiModelList::next()
{
    if (m_asked == NoFurtherQuestion || (m_asked == CapabilitiesQuestion && !m_result))
        return std::nullopt;
    const int question = m_asked++;
    return ModelListQuestion{question,
        wireGet(
            question == ListQuestion ? QStringLiteral("/models") : QStringLiteral("/models/capabilities"), m_config)};
}

void LocalAiModelList::take(int number, const Result<HttpResponse> &answer)
{
    if (number == CapabilitiesQuestion) {
        if (answer && m_result)
            takeCapabilities(*answer);
        return;
    }
    const Result<ModelPage> page
        = answer ? modelPageIn(*answer, m_config, openAiModelListForm()) : failure(answer.error());
    if (page)
        m_result = soundModels(page->models);
    else
        m_result = failure(page.error());
}

void LocalAiModelList::takeCapabilities(const HttpResponse &response)
{
    const QJsonArray entries = modelEntriesIn(response, m_config, QLatin1String("data")).value_or(QJsonArray());
    QHash<QString, QJsonObject> told;
    for (const QJsonValue &entry : entries)
        told.insert(entry.toObject().value(QLatin1String("id")).toString(), entry.toObject());
    for (ModelInfo &model : *m_result)
        addLocalAiCapabilities(model, told.value(model.ref.model));
}

} // namespace freshet
