// SPDX-License-Identifier: MIT
#include "core/models/model_merge.h"

#include "core/providers/model_list.h"

#include <QHash>

#include <algorithm>

namespace freshet {

namespace {

constexpr qint64 kDaysOfGoneModels = 30;

template <typename T>
void fillIn(std::optional<T> &field, const std::optional<T> &known)
{
    if (!field)
        field = known;
}

void complete(ModelInfo &told, const ModelInfo &known)
{
    if (told.name == told.ref.model || told.name.isEmpty())
        told.name = known.name;
    fillIn(told.contextTokens, known.contextTokens);
    fillIn(told.maxOutputTokens, known.maxOutputTokens);
    fillIn(told.canSee, known.canSee);
    fillIn(told.canUseTools, known.canUseTools);
    fillIn(told.canReason, known.canReason);
    fillIn(told.priceIn, known.priceIn);
    fillIn(told.priceOut, known.priceOut);
}

/// The user names a model; what it is for, and whether it is still there, the provider knows.
ModelInfo namedByHand(const ModelInfo &manual, const ModelInfo &known)
{
    ModelInfo named = manual;
    complete(named, known);
    named.canChat = known.canChat;
    named.canEmbed = known.canEmbed;
    named.goneSince = known.goneSince;
    named.retiresOn = known.retiresOn;
    named.isLoaded = known.isLoaded;
    named.digest = known.digest;
    named.origin = ModelOrigin::Manual;
    return named;
}

/// A list in which each model has one place.
class MergedList {
public:
    explicit MergedList(qsizetype expected)
    {
        m_models.reserve(expected);
        m_places.reserve(expected);
    }

    ModelInfo *find(const QString &id)
    {
        const auto place = m_places.constFind(id);
        return place == m_places.constEnd() ? nullptr : &m_models[*place];
    }
    void append(const ModelInfo &model)
    {
        m_places.insert(model.ref.model, m_models.size());
        m_models.append(model);
    }
    QList<ModelInfo> take() { return std::move(m_models); }

private:
    QList<ModelInfo> m_models;
    QHash<QString, qsizetype> m_places;
};

bool isLongGone(const ModelInfo &model, const QDateTime &now)
{
    return model.goneSince.isValid() && model.goneSince.daysTo(now) >= kDaysOfGoneModels;
}

/// How many of @p models fit beside @p others.
qsizetype roomFor(const QList<ModelInfo> &models, const QList<ModelInfo> &others)
{
    return std::clamp<qsizetype>(kMostListedModels - others.size(), 0, models.size());
}

} // namespace

QList<ModelInfo> mergedModels(const ModelSources &sources)
{
    MergedList merged(sources.catalog.size() + sources.listed.size() + sources.manual.size());
    for (const ModelInfo &model : sources.catalog) {
        if (!merged.find(model.ref.model))
            merged.append(model);
    }
    for (const ModelInfo &model : sources.listed) {
        ModelInfo *const known = merged.find(model.ref.model);
        if (known) {
            ModelInfo told = model;
            complete(told, *known);
            *known = told;
        } else {
            merged.append(model);
        }
    }
    for (const ModelInfo &model : sources.manual) {
        if (ModelInfo *const known = merged.find(model.ref.model))
            *known = namedByHand(model, *known);
        else
            merged.append(model);
    }
    for (const ModelRef &ref : sources.inUse) {
        if (!merged.find(ref.model))
            merged.append({.ref = ref, .name = ref.model, .origin = ModelOrigin::Cached});
    }
    QList<ModelInfo> models = merged.take();
    std::stable_partition(
        models.begin(), models.end(), [](const ModelInfo &model) { return !model.retiresOn.isValid(); });
    return models;
}

FetchedList withFetched(
    const QList<ModelInfo> &before, const QList<ModelInfo> &fetched, const QSet<QString> &kept, const QDateTime &now)
{
    FetchedList list{.models = fetched};
    QSet<QString> listed;
    listed.reserve(list.models.size());
    for (ModelInfo &model : list.models) {
        model.goneSince = {};
        listed.insert(model.ref.model);
    }
    QSet<QString> wasListed;
    QList<ModelInfo> keptAndGone;
    QList<ModelInfo> gone;
    for (const ModelInfo &model : before) {
        if (!model.isGone())
            wasListed.insert(model.ref.model);
        if (listed.contains(model.ref.model))
            continue;
        const bool isKept = kept.contains(model.ref.model);
        if (!isKept && isLongGone(model, now))
            continue;
        ModelInfo marked = model;
        marked.origin = ModelOrigin::Cached;
        marked.isLoaded.reset();
        if (!marked.isGone()) {
            marked.goneSince = now;
            ++list.gone;
        }
        (isKept ? keptAndGone : gone).append(marked);
    }
    list.added = static_cast<int>(std::count_if(list.models.cbegin(), list.models.cend(),
        [&wasListed](const ModelInfo &model) { return !wasListed.contains(model.ref.model); }));
    list.models = list.models.first(roomFor(list.models, keptAndGone));
    list.models += keptAndGone;
    list.models += gone.first(roomFor(gone, list.models));
    return list;
}

} // namespace freshet
