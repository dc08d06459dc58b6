// SPDX-License-Identifier: MIT
#include "core/chat/learned_store.h"

#include "core/base/json.h"
#include "core/base/log_categories.h"
#include "core/base/owner_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace freshet {

namespace {

constexpr int kLearnedVersion = 1;
constexpr qint64 kMaxLearnedBytes = 4 * 1024 * 1024;
constexpr qsizetype kMostStepsOfAModel = 32;

using Kind = FallbackStep::Kind;

constexpr std::array<std::pair<Kind, QLatin1String>, 7> kStepWords{{
    {Kind::WithoutParameter, QLatin1String("without_parameter")},
    {Kind::OtherTokenLimitName, QLatin1String("other_token_limit_name")},
    {Kind::WithoutDeveloperRole, QLatin1String("without_developer_role")},
    {Kind::WithoutSystemRole, QLatin1String("without_system_role")},
    {Kind::WithoutStreaming, QLatin1String("without_streaming")},
    {Kind::WithoutNativeApi, QLatin1String("without_native_api")},
    {Kind::OtherDialect, QLatin1String("other_dialect")},
}};

/// Nothing for a step that is not remembered.
std::optional<QLatin1String> wordOf(Kind kind)
{
    const auto it
        = std::find_if(kStepWords.begin(), kStepWords.end(), [kind](const auto &entry) { return entry.first == kind; });
    return it == kStepWords.end() ? std::nullopt : std::optional(it->second);
}

std::optional<FallbackStep> stepFrom(const QJsonObject &object)
{
    static const QRegularExpression name(QStringLiteral("^(?:[a-z][A-Za-z_]{1,39})?$"));
    const QString word = object.value(QLatin1String("step")).toString();
    const QString parameter = object.value(QLatin1String("parameter")).toString();
    const auto it = std::find_if(
        kStepWords.begin(), kStepWords.end(), [&word](const auto &entry) { return entry.second == word; });
    if (it == kStepWords.end() || !name.match(parameter).hasMatch())
        return std::nullopt;
    return FallbackStep{.kind = it->first, .parameter = parameter};
}

} // namespace

LearnedStore::Key LearnedStore::keyFor(const ModelRef &model, const QUrl &baseUrl)
{
    return {
        .model = model, .baseUrl = baseUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)};
}

/// A time that lies ahead is one of a clock that was wrong.
bool LearnedStore::isExpired(const Learned &learned) const
{
    const QDateTime now = m_options.clock();
    return learned.at > now || learned.at.addSecs(m_options.lifetime.count()) <= now;
}

QList<FallbackStep> LearnedStore::steps(const ModelRef &model, const QUrl &baseUrl)
{
    load();
    QList<FallbackStep> fresh;
    for (const Learned &learned : m_entries.value(keyFor(model, baseUrl))) {
        if (!isExpired(learned))
            fresh << learned.step;
    }
    return fresh;
}

void LearnedStore::learn(const ModelRef &model, const QUrl &baseUrl, const QList<FallbackStep> &steps)
{
    load();
    const Key key = keyFor(model, baseUrl);
    QList<Learned> list = m_entries.value(key);
    list.removeIf([this](const Learned &learned) { return isExpired(learned); });
    bool hasNews = false;
    for (const FallbackStep &step : steps) {
        const auto isSame = [&step](const Learned &learned) { return learned.step == step; };
        if (!wordOf(step.kind) || std::any_of(list.begin(), list.end(), isSame) || list.size() >= kMostStepsOfAModel)
            continue;
        list << Learned{.step = step, .at = m_options.clock()};
        hasNews = true;
    }
    if (hasNews)
        change(key, list);
}

void LearnedStore::forget(const ModelRef &model, const QUrl &baseUrl)
{
    load();
    if (const Key key = keyFor(model, baseUrl); m_entries.contains(key))
        change(key, {});
}

void LearnedStore::load()
{
    if (!std::exchange(m_isLoaded, true))
        m_entries = read(m_options.path);
}

QDateTime LearnedStore::newestIn(const QList<Learned> &list)
{
    QDateTime newest;
    for (const Learned &learned : list)
        newest = newest.isValid() ? std::max(newest, learned.at) : learned.at;
    return newest;
}

/// Another program of the profile may have learned something too, meanwhile.
void LearnedStore::change(const Key &key, const QList<Learned> &list)
{
    const Entries onDisk = read(m_options.path);
    for (auto it = onDisk.begin(); it != onDisk.end(); ++it) {
        if (!m_entries.contains(it.key()))
            m_entries.insert(it.key(), it.value());
    }
    m_entries.insert(key, list);
    m_entries.removeIf([this](const auto &entry) {
        return std::all_of(
            entry.value().begin(), entry.value().end(), [this](const Learned &learned) { return isExpired(learned); });
    });
    while (m_entries.size() > kMostEntries) {
        const auto oldest = std::min_element(m_entries.begin(), m_entries.end(),
            [](const QList<Learned> &a, const QList<Learned> &b) { return newestIn(a) < newestIn(b); });
        m_entries.remove(oldest.key());
    }
    write();
}

LearnedStore::Entries LearnedStore::read(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly) || file.size() > kMaxLearnedBytes)
        return {};
    const QJsonObject document = json::parse(file.readAll()).value_or(QJsonValue()).toObject();
    if (document.value(QLatin1String("version")).toInt() != kLearnedVersion)
        return {};
    Entries entries;
    const QJsonArray models = json::array(document, QLatin1String("models"));
    for (const QJsonValue &value : models) {
        const QJsonObject model = value.toObject();
        const Key key{.model
            = {model.value(QLatin1String("provider")).toString(), model.value(QLatin1String("model")).toString()},
            .baseUrl = model.value(QLatin1String("base_url")).toString()};
        QList<Learned> list;
        const QJsonArray steps = json::array(model, QLatin1String("steps"));
        for (const QJsonValue &step : steps) {
            const auto known = stepFrom(step.toObject());
            const auto at = QDateTime::fromString(step.toObject().value(QLatin1String("at")).toString(), Qt::ISODate);
            if (known && at.isValid() && list.size() < kMostStepsOfAModel)
                list << Learned{.step = *known, .at = at};
        }
        if (key.model.isValid() && !list.isEmpty() && entries.size() < kMostEntries)
            entries.insert(key, list);
    }
    return entries;
}

void LearnedStore::write() const
{
    if (m_options.path.isEmpty())
        return;
    QJsonArray models;
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        QJsonArray steps;
        for (const Learned &learned : it.value()) {
            QJsonObject step{{"step", *wordOf(learned.step.kind)}, {"at", learned.at.toString(Qt::ISODateWithMs)}};
            if (!learned.step.parameter.isEmpty())
                step.insert("parameter", learned.step.parameter);
            steps.append(step);
        }
        models.append(QJsonObject{{"provider", it.key().model.provider}, {"model", it.key().model.model},
            {"base_url", it.key().baseUrl}, {"steps", steps}});
    }
    const QByteArray text = QJsonDocument(QJsonObject{{"version", kLearnedVersion}, {"models", models}}).toJson();
    if (!owner_file::replace(m_options.path, text))
        qCWarning(logProvider) << "what was learned of models could not be written to" << m_options.path;
}

} // namespace freshet
