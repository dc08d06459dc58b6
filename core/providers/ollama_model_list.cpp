// SPDX-License-Identifier: MIT
#include "core/providers/ollama_model_list.h"

#include "core/base/json.h"
#include "core/providers/error_classifier.h"
#include "core/providers/model_list.h"
#include "core/providers/wire_request.h"

#include <QRegularExpression>

namespace freshet {

namespace {

constexpr int kTagsQuestion = -1; ///< Each other question's number is its model's place in the list.

void addOllamaCapabilities(ModelInfo &model, const QJsonArray &capabilities)
{
    const auto can = [&capabilities](const char *word) { return capabilities.contains(QLatin1String(word)); };
    model.canChat = can("completion");
    model.canEmbed = can("embedding") && !model.canChat;
    model.canSee = can("vision");
    model.canUseTools = can("tools");
    model.canReason = can("thinking");
}

void guessOllamaPurpose(ModelInfo &model, const QJsonObject &details)
{
    static const QRegularExpression embeddingNames(
        QStringLiteral("embed|bge|minilm|(^|[/-])e5"), QRegularExpression::CaseInsensitiveOption);
    model.canEmbed = embeddingNames.match(model.ref.model).hasMatch()
        || details.value(QLatin1String("family")).toString().contains(QLatin1String("bert"));
    model.canChat = !model.canEmbed;
}

/// The window that the model was made for: "qwen3.context_length" where "general.architecture" is "qwen3".
std::optional<int> trainedContext(const QJsonObject &modelInfo)
{
    const QString architecture = modelInfo.value(QLatin1String("general.architecture")).toString();
    return tokensIn(modelInfo, QLatin1String((architecture + QLatin1String(".context_length")).toLatin1()));
}

/// Runs elsewhere: it has no files here, and a question for its details would leave this machine.
bool isCloudModel(const QString &id, const QJsonObject &entry)
{
    return id.endsWith(QLatin1String(":cloud")) || id.endsWith(QLatin1String("-cloud"))
        || !entry.value(QLatin1String("remote_host")).toString().isEmpty();
}

} // namespace

OllamaModelList::OllamaModelList(const ProviderConfig &config, const QList<ModelInfo> &known) : m_config(config)
{
    for (const ModelInfo &model : known) {
        if (!model.digest.isEmpty())
            m_known.insert(model.digest, model);
    }
}

std::optional<OllamaModelList::Listed> OllamaModelList::listedIn(const QJsonObject &entry, const ProviderId &provider)
{
    const QString id
        = json::string(entry, QLatin1String("model")).value_or(entry.value(QLatin1String("name")).toString());
    const auto model = listedModel(provider, id);
    if (!model || !isSoundModelId(id))
        return std::nullopt;
    Listed listed{.model = *model, .digest = entry.value(QLatin1String("digest")).toString()};
    const QJsonObject details = json::object(entry, QLatin1String("details"));
    listed.model.contextTokens = tokensIn(details, QLatin1String("context_length"));
    const QJsonValue capabilities = entry.value(QLatin1String("capabilities"));
    if (capabilities.isArray())
        addOllamaCapabilities(listed.model, capabilities.toArray());
    else
        guessOllamaPurpose(listed.model, details);
    listed.isComplete = (capabilities.isArray() && listed.model.contextTokens) || isCloudModel(id, entry);
    return listed;
}

std::optional<ModelListQuestion> OllamaModelList::next()
{
    if (m_asked < 0) {
        m_asked = 0;
        return ModelListQuestion{kTagsQuestion, wireGet(QStringLiteral("/api/tags"), m_config)};
    }
    while (m_asked < m_models.size()) {
        const auto place = m_asked++;
        const Listed &listed = m_models.at(place);
        if (!listed.isComplete)
            return ModelListQuestion{static_cast<int>(place),
                wirePost(QStringLiteral("/api/show"), {{"model", listed.model.ref.model}, {"verbose", false}},
                    "application/json", m_config)};
    }
    return std::nullopt;
}

void OllamaModelList::take(int number, const Result<HttpResponse> &answer)
{
    if (number != kTagsQuestion) {
        if (answer && number >= 0 && number < m_models.size())
            takeDetails(m_models[number], *answer);
    } else if (answer) {
        takeTags(*answer);
    } else {
        m_error = answer.error();
    }
}

void OllamaModelList::takeTags(const HttpResponse &response)
{
    const auto tags = modelEntriesIn(response, m_config, QLatin1String("models"));
    if (!tags) {
        m_error = tags.error();
        return;
    }
    m_hasList = true;
    for (const QJsonValue &entry : *tags) {
        auto listed = listedIn(entry.toObject(), m_config.id);
        if (!listed || m_models.size() >= kMostListedModels)
            continue;
        const auto known = m_known.constFind(listed->digest);
        if (!listed->isComplete && known != m_known.constEnd()) {
            const ModelRef ref = listed->model.ref;
            listed->model = *known;
            listed->model.ref = ref;
            listed->model.name = ref.model;
            listed->model.origin = ModelOrigin::Live;
            listed->model.goneSince = {};
            listed->isComplete = true;
        }
        m_models.append(*listed);
    }
}

void OllamaModelList::takeDetails(Listed &listed, const HttpResponse &response)
{
    const QJsonObject shown = json::parse(response.body).value_or(QJsonValue()).toObject();
    const QJsonValue capabilities = shown.value(QLatin1String("capabilities"));
    const auto context = trainedContext(json::object(shown, QLatin1String("model_info")));
    if (capabilities.isArray())
        addOllamaCapabilities(listed.model, capabilities.toArray());
    if (context)
        listed.model.contextTokens = context;
    if (capabilities.isArray() || context)
        listed.model.digest = listed.digest;
}

Result<QList<ModelInfo>> OllamaModelList::result() const
{
    if (m_error)
        return failure(*m_error);
    if (!m_hasList)
        return failure(unfinishedList(m_config));
    QList<ModelInfo> models;
    models.reserve(m_models.size());
    for (const Listed &listed : m_models)
        models.append(listed.model);
    return soundModels(models);
}

} // namespace freshet
