// SPDX-License-Identifier: MIT
#include "ui/settings/model_table_model.h"

#include "ui/language/word_list.h"
#include "ui/models/favourite_models.h"
#include "ui/models/model_list_model.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/plain_text.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

namespace freshet {

namespace {

QString shownName(const ModelInfo &model) { return model.name.isEmpty() ? model.ref.model : model.name; }

QString priceWords(const std::optional<double> &price)
{
    if (!price)
        return {};
    if (*price == 0)
        return ModelTableModel::tr("free");
    return ModelTableModel::tr("$%1").arg(QLocale().toString(*price, 'f', *price < 0.1 ? 4 : 2));
}

QString originWords(const ModelInfo &model)
{
    if (model.isGone())
        return ModelTableModel::tr("gone since %1")
            .arg(QLocale().toString(model.goneSince.date(), QLocale::ShortFormat));
    if (model.retiresOn.isValid())
        return ModelTableModel::tr("retires on %1").arg(QLocale().toString(model.retiresOn, QLocale::ShortFormat));
    switch (model.origin) {
    case ModelOrigin::Static:
        return ModelTableModel::tr("built in");
    case ModelOrigin::Cached:
        return ModelTableModel::tr("earlier list");
    case ModelOrigin::Live:
        return ModelTableModel::tr("listed");
    case ModelOrigin::Manual:
        return ModelTableModel::tr("added by hand");
    }
    Q_UNREACHABLE();
}

QString originTip(const ModelInfo &model)
{
    if (model.isGone())
        return ModelTableModel::tr("The provider listed it once and no longer does. It may still answer.");
    if (model.retiresOn.isValid())
        return ModelTableModel::tr("The provider will take it away on that day. Choose another model in time.");
    switch (model.origin) {
    case ModelOrigin::Static:
        return ModelTableModel::tr(
            "Known to this version of Freshet; the provider has not been asked or did not tell.");
    case ModelOrigin::Cached:
        return ModelTableModel::tr("The provider listed it when it was asked in an earlier run.");
    case ModelOrigin::Live:
        return ModelTableModel::tr("The provider listed it when it was asked in this run.");
    case ModelOrigin::Manual:
        return ModelTableModel::tr("You added it; the provider does not list it.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString abilityWords(const ModelInfo &model)
{
    QStringList words;
    const auto add = [&words](bool can, const QString &word) {
        if (can)
            words << word;
    };
    add(model.canChat, ModelTableModel::tr("chat"));
    add(model.canSee.value_or(false), ModelTableModel::tr("vision"));
    add(model.canUseTools.value_or(false), ModelTableModel::tr("tools"));
    add(model.canReason.value_or(false), ModelTableModel::tr("reasoning"));
    add(model.canEmbed, ModelTableModel::tr("embedding"));
    return wordList(words);
}

ModelTableModel::ModelTableModel(const FavouriteModels &favourites, QObject *parent)
    : QAbstractTableModel(parent), m_favourites(favourites)
{
    connect(&favourites, &FavouriteModels::changed, this, &ModelTableModel::rearrange);
}

void ModelTableModel::setModels(const QList<ModelInfo> &models)
{
    if (models == m_models)
        return;
    beginResetModel();
    m_models = models;
    m_searched.clear();
    m_searched.reserve(models.size());
    for (const ModelInfo &model : models)
        m_searched << QString(model.name % u' ' % model.ref.model % u' ' % abilityWords(model)).toCaseFolded();
    order();
    filter();
    endResetModel();
}

void ModelTableModel::setChosen(const ModelRef &model)
{
    const int before = rowOf(m_chosen);
    m_chosen = model;
    for (const int row : {before, rowOf(model)}) {
        if (row >= 0)
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

void ModelTableModel::setFilter(const QString &text)
{
    const QStringList words = text.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_filter)
        return;
    beginResetModel();
    m_filter = words;
    filter();
    endResetModel();
}

int ModelTableModel::rowOf(const ModelRef &model) const
{
    const auto row
        = std::find_if(m_shown.cbegin(), m_shown.cend(), [&](int place) { return m_models.at(place).ref == model; });
    return row == m_shown.cend() ? -1 : static_cast<int>(row - m_shown.cbegin());
}

int ModelTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int ModelTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ModelTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ModelInfo &model = modelAt(index.row());
    if (index.column() == Favourite)
        return favouriteData(model, role);
    const bool isNumber = index.column() >= Context && index.column() <= PriceOut;
    switch (role) {
    case Qt::DisplayRole:
        return text(model, index.column());
    case Qt::AccessibleTextRole:
        return spokenText(model, index.column());
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Listed ? originTip(model) : text(model, index.column()));
    default:
        return {};
    }
}

QVariant ModelTableModel::favouriteData(const ModelInfo &model, int role) const
{
    const bool isFavourite = m_favourites.contains(model.ref);
    switch (role) {
    case Qt::DecorationRole:
        return isFavourite ? loadIcon(IconName::StarFilled) : loadIcon(IconName::Star, IconTint::Muted);
    case Qt::AccessibleTextRole:
        return isFavourite ? tr("Favourite") : tr("Not a favourite");
    case Qt::ToolTipRole:
        return isFavourite ? tr("A favourite; click to change") : tr("Click to make it a favourite");
    default:
        return {};
    }
}

QString ModelTableModel::spokenText(const ModelInfo &model, int column) const
{
    const QString said = column == Name ? spokenName(model) : text(model, column);
    return said.isEmpty() ? tr("Not known") : said;
}

QString ModelTableModel::spokenName(const ModelInfo &model) const
{
    QString said = shownName(model);
    if (m_favourites.contains(model.ref))
        said += tr(", favourite");
    if (model.ref == m_chosen)
        said += tr(", used for questions");
    return said;
}

QString ModelTableModel::text(const ModelInfo &model, int column) const
{
    switch (column) {
    case Name:
        return model.ref == m_chosen ? tr("%1 (in use)").arg(shownName(model)) : shownName(model);
    case Id:
        return model.ref.model;
    case Context:
        return model.contextTokens ? tokenWords(*model.contextTokens) : QString();
    case PriceIn:
        return priceWords(model.priceIn);
    case PriceOut:
        return priceWords(model.priceOut);
    case Abilities:
        return abilityWords(model);
    case Listed:
        return originWords(model);
    default:
        return {};
    }
}

QVariant ModelTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(
            Qt::AlignVCenter | (section >= Context && section <= PriceOut ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::AccessibleTextRole && section == Favourite)
        return tr("Favourite");
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const std::pair<QString, QString> titles[ColumnCount] = {
        {QString(), tr("Favourites come first wherever a model is chosen. Click to sort as the provider does")},
        {tr("Model"), tr("The model's name")},
        {tr("Context"), tr("How many tokens question, documents and answer may have together")},
        {tr("In"), tr("US dollars for a million tokens that the model reads")},
        {tr("Out"), tr("US dollars for a million tokens that the model writes")},
        {tr("Can do"), tr("What the model is known to do; what nobody told is left out")},
        {tr("Id"), tr("What the provider calls it")},
        {tr("From"), tr("Where the knowledge of the model comes from")},
    };
    const auto &[title, tip] = titles[section];
    return role == Qt::DisplayRole ? title : plainToolTip(tip);
}

void ModelTableModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    rearrange();
}

/// What is not known comes last, whichever way the column is sorted.
bool ModelTableModel::isLess(const ModelInfo &left, const ModelInfo &right) const
{
    const bool isDown = m_sortOrder == Qt::DescendingOrder;
    const auto byNumber = [isDown](const auto &a, const auto &b) {
        if (a.has_value() != b.has_value())
            return a.has_value();
        return isDown ? b < a : a < b;
    };
    switch (m_sortColumn) {
    case Context:
        return byNumber(left.contextTokens, right.contextTokens);
    case PriceIn:
        return byNumber(left.priceIn, right.priceIn);
    case PriceOut:
        return byNumber(left.priceOut, right.priceOut);
    default:
        const int order = m_sortColumn == Name
            ? shownName(left).compare(shownName(right), Qt::CaseInsensitive)
            : text(left, m_sortColumn).compare(text(right, m_sortColumn), Qt::CaseInsensitive);
        return isDown ? order > 0 : order < 0;
    }
}

void ModelTableModel::order()
{
    m_order.resize(m_models.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    if (m_sortColumn > Favourite) {
        std::stable_sort(m_order.begin(), m_order.end(),
            [this](int left, int right) { return isLess(m_models.at(left), m_models.at(right)); });
    }
    std::stable_partition(
        m_order.begin(), m_order.end(), [this](int place) { return m_favourites.contains(m_models.at(place).ref); });
}

void ModelTableModel::filter()
{
    m_shown.clear();
    for (const int place : std::as_const(m_order)) {
        const QString &searched = m_searched.at(place);
        if (std::all_of(
                m_filter.cbegin(), m_filter.cend(), [&](const QString &word) { return searched.contains(word); }))
            m_shown << place;
    }
}

void ModelTableModel::rearrange()
{
    beginResetModel();
    order();
    filter();
    endResetModel();
}

} // namespace freshet
