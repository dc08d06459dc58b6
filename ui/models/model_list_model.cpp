// SPDX-License-Identifier: MIT
#include "ui/models/model_list_model.h"

#include "core/providers/provider_registry.h"
#include "ui/language/core_words.h"
#include "ui/models/favourite_models.h"
#include "ui/models/model_choice.h"
#include "ui/widgets/plain_text.h"

#include <QLocale>

#include <algorithm>

namespace freshet {

bool isOffered(const ModelInfo &model, const ProviderInfo &provider)
{
    return model.canChat && !(provider.isLocal && model.origin == ModelOrigin::Static);
}

ModelListModel::ModelListModel(ModelRefreshService &models, const ProviderRegistry &providers,
    const FavouriteModels &favourites, const Clock &clock, QObject *parent)
    : QAbstractListModel(parent), m_models(models), m_providers(providers), m_favourites(favourites), m_clock(clock)
{
    connect(&models, &ModelRefreshService::modelsChanged, this, &ModelListModel::rebuild);
    connect(&models, &ModelRefreshService::refreshStarted, this, &ModelListModel::rebuild);
    connect(&models, &ModelRefreshService::refreshFinished, this, &ModelListModel::rebuild);
    connect(&favourites, &FavouriteModels::changed, this, &ModelListModel::rebuild);
    rebuild();
}

void ModelListModel::setTrouble(const ProviderId &provider, const std::optional<Error> &trouble)
{
    if (trouble)
        m_troubles.insert(provider, *trouble);
    else
        m_troubles.remove(provider);
    rebuild();
}

void ModelListModel::setFilter(const QString &text)
{
    m_filter = text.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts);
    if (m_filter.isEmpty()) {
        rebuild();
        return;
    }
    beginResetModel();
    filter();
    endResetModel();
}

int ModelListModel::rowOf(const ModelRef &model) const
{
    const auto row = std::find_if(m_shown.cbegin(), m_shown.cend(),
        [&](int place) { return m_all.at(place).kind == Row::Model && m_all.at(place).model == model; });
    return row == m_shown.cend() ? -1 : static_cast<int>(row - m_shown.cbegin());
}

int ModelListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant ModelListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.text;
    case Qt::ToolTipRole:
        return plainToolTip(row.tip);
    case Qt::AccessibleTextRole:
        return row.detail.isEmpty() ? row.text : QString(row.text % u", " % row.detail);
    case RowIsHeader:
        return row.kind == Row::Header;
    case RowDetail:
        return row.detail;
    case ModelRole:
        return row.kind == Row::Model ? QVariant::fromValue(row.model) : QVariant();
    case SetUpRole:
        return row.kind == Row::SetUp ? QVariant(row.provider) : QVariant();
    default:
        return {};
    }
}

Qt::ItemFlags ModelListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return at(index.row()).kind == Row::Header ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QList<ModelListModel::Row> ModelListModel::quoteRows() const
{
    const ProviderInfo *const quotes = m_providers.find(kQuotesProvider);
    if (!quotes)
        return {};
    return {{.kind = Row::Model,
        .text = spokenWord(quotes->name),
        .detail = tr("no model needed"),
        .model = {kQuotesProvider, {}}}};
}

QList<ModelListModel::Row> ModelListModel::modelRows(
    const ProviderInfo &provider, const ModelRefreshService::State &state, QList<Row> &favourites) const
{
    QList<Row> rows;
    for (const ModelInfo &model : state.models) {
        if (!isOffered(model, provider))
            continue;
        const bool isFavourite = m_favourites.contains(model.ref);
        QString detail = model.contextTokens ? tokenWords(*model.contextTokens) : QString();
        if (isFavourite)
            detail = spokenWord(provider.name);
        if (model.retiresOn.isValid())
            detail = tr("retires on %1").arg(QLocale().toString(model.retiresOn, QLocale::ShortFormat));
        if (model.isGone())
            detail = tr("not listed since %1").arg(QLocale().toString(model.goneSince.date(), QLocale::ShortFormat));
        (isFavourite ? favourites : rows) << Row{.kind = Row::Model,
            .text = model.name.isEmpty() ? model.ref.model : model.name,
            .detail = detail,
            .tip = model.ref.model,
            .model = model.ref};
    }
    if (rows.isEmpty())
        return {};
    const QString words = stateWords(state);
    rows.prepend({.kind = Row::Header, .text = spokenWord(provider.name), .detail = words, .tip = words});
    return rows;
}

QString ModelListModel::stateWords(const ModelRefreshService::State &state) const
{
    if (state.isRefreshing)
        return tr("refreshing…");
    if (state.error)
        return state.error->message;
    if (!state.refreshedAt.isValid())
        return tr("built-in list");
    return agoWords(std::chrono::seconds(state.refreshedAt.secsTo(m_clock())));
}

ModelListModel::Row ModelListModel::setUpRow(
    const ProviderInfo &provider, const ModelRefreshService::State &state) const
{
    const auto trouble = m_troubles.constFind(provider.id);
    const std::optional<Error> why = trouble == m_troubles.cend() ? state.error : *trouble;
    const bool needsKey = why && why->kind == ErrorKind::Auth;
    const QString detail = state.isRefreshing ? tr("looking…")
        : needsKey                            ? tr("needs a key")
        : provider.isLocal                    ? tr("not running")
                                              : tr("set up…");
    return {.kind = Row::SetUp,
        .text = spokenWord(provider.name),
        .detail = detail,
        .tip = why ? why->message : QString(),
        .provider = provider.id};
}

QList<ModelListModel::Row> ModelListModel::allRows() const
{
    QList<Row> favourites;
    QList<Row> others = quoteRows();
    QList<Row> toSetUp;
    for (const ProviderInfo &provider : m_providers.providers()) {
        if (provider.id == kQuotesProvider)
            continue;
        const ModelRefreshService::State state = m_models.state(provider.id);
        const bool hasModels = std::any_of(state.models.cbegin(), state.models.cend(),
            [&](const ModelInfo &model) { return isOffered(model, provider); });
        if (!m_troubles.contains(provider.id) && hasModels)
            others << modelRows(provider, state, favourites);
        else
            toSetUp << setUpRow(provider, state);
    }
    if (!favourites.isEmpty())
        favourites.prepend({.kind = Row::Header, .text = tr("Favourites")});
    if (!toSetUp.isEmpty())
        toSetUp.prepend({.kind = Row::Header, .text = tr("Set up first")});
    return favourites + others + toSetUp;
}

void ModelListModel::rebuild()
{
    beginResetModel();
    m_all = allRows();
    m_searched.clear();
    filter();
    endResetModel();
}

void ModelListModel::prepareSearch()
{
    m_searched.reserve(m_all.size());
    for (const Row &row : std::as_const(m_all)) {
        const ProviderInfo *const provider = m_providers.find(row.model.provider);
        m_searched << QString(
            row.text % u' ' % row.model.model % u' ' % (provider ? spokenWord(provider->name) : QString()))
                          .toCaseFolded();
    }
}

/// A heading stays where something below it does.
void ModelListModel::filter()
{
    if (!m_filter.isEmpty() && m_searched.isEmpty())
        prepareSearch();
    m_shown.clear();
    m_shown.reserve(m_all.size());
    std::optional<int> heading;
    for (int place = 0; place < m_all.size(); ++place) {
        const Row &row = m_all.at(place);
        if (row.kind == Row::Header) {
            heading = place;
            continue;
        }
        const bool isFound = std::all_of(m_filter.cbegin(), m_filter.cend(),
            [&](const QString &word) { return m_searched.at(place).contains(word); });
        if (!isFound)
            continue;
        if (const auto above = std::exchange(heading, std::nullopt))
            m_shown << *above;
        m_shown << place;
    }
}

QString agoWords(std::chrono::seconds age)
{
    using namespace std::chrono;
    const auto count = [](const QString &one, const QString &many, auto n) { return n == 1 ? one : many.arg(n); };
    if (age < minutes(1)) // a clock that was set back too
        return ModelListModel::tr("just now");
    if (age < hours(1))
        return count(ModelListModel::tr("a minute ago"), ModelListModel::tr("%1 minutes ago"),
            duration_cast<minutes>(age).count());
    if (age < hours(48))
        return count(
            ModelListModel::tr("an hour ago"), ModelListModel::tr("%1 hours ago"), duration_cast<hours>(age).count());
    return count(
        ModelListModel::tr("a day ago"), ModelListModel::tr("%1 days ago"), duration_cast<hours>(age).count() / 24);
}

QString tokenWords(int tokens)
{
    const int thousand = tokens % 1024 == 0 ? 1024 : 1000;
    if (tokens < thousand)
        return QString::number(tokens);
    if (tokens >= thousand * 1000)
        return QLocale().toString(static_cast<double>(tokens) / thousand / thousand, 'g', 2) % u'M';
    return QString::number(tokens / thousand) % u'k';
}

} // namespace freshet
