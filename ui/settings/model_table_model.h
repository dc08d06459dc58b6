// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"

#include <QAbstractTableModel>
#include <QSet>

namespace freshet {

class FavouriteModels;

/// The models of one provider with what is known of them, favourites first, then as the provider lists them unless a
/// column is sorted by. Rows are made when they are looked at; a filter looks through texts prepared before.
class ModelTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Favourite, Name, Context, PriceIn, PriceOut, Abilities, Id, Listed, ColumnCount };

    explicit ModelTableModel(const FavouriteModels &favourites, QObject *parent = nullptr);

    void setModels(const QList<ModelInfo> &models);
    void setChosen(const ModelRef &model); ///< The one that new questions go to.
    /// Every word must be in the name, the id or what the model can do.
    void setFilter(const QString &text);

    int modelCount() const { return static_cast<int>(m_models.size()); } ///< Without the filter.
    int rowOf(const ModelRef &model) const; ///< -1 when it is not shown.
    const ModelInfo &modelAt(int row) const { return m_models.at(m_shown.at(row)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(
        int column, Qt::SortOrder order = Qt::AscendingOrder) override; ///< By none, or Favourite: the provider's.

private:
    QVariant favouriteData(const ModelInfo &model, int role) const;
    QString spokenText(const ModelInfo &model, int column) const;
    QString spokenName(const ModelInfo &model) const;
    QString text(const ModelInfo &model, int column) const;
    bool isLess(const ModelInfo &left, const ModelInfo &right) const;
    void order();
    void filter();
    void rearrange();

    const FavouriteModels &m_favourites;
    QList<ModelInfo> m_models;
    QStringList m_searched; ///< Folded, by place in m_models.
    QList<int> m_order; ///< Places in m_models.
    QList<int> m_shown; ///< Those that the filter lets through.
    QStringList m_filter;
    ModelRef m_chosen;
    int m_sortColumn = Favourite;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

/// "chat, vision, tools": what a model is known to do.
QString abilityWords(const ModelInfo &model);

} // namespace freshet
