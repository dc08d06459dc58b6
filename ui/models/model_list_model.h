// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/models/model_refresh_service.h"
#include "ui/widgets/row_delegate.h"

#include <QAbstractListModel>
#include <QHash>

#include <optional>

namespace freshet {

class FavouriteModels;
class ProviderRegistry;
struct ProviderInfo;

/// Every model that can be chosen: favourites first, then by provider, with each list's age or trouble; below them the
/// providers that have to be set up first. Follows the lists live.
class ModelListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        ModelRole = RowUserRole, ///< ModelRef; invalid variant when the row is no model.
        SetUpRole, ///< ProviderId of a row that leads to the settings.
    };

    ModelListModel(ModelRefreshService &models, const ProviderRegistry &providers, const FavouriteModels &favourites,
        const Clock &clock, QObject *parent = nullptr);

    /// Whether requests to @p provider can be made now; unknown providers count as ready.
    void setTrouble(const ProviderId &provider, const std::optional<Error> &trouble);
    /// Every word must be in the model's name, its id or its provider's name. An empty one tells all ages anew.
    void setFilter(const QString &text);
    int rowOf(const ModelRef &model) const; ///< -1 when it is not shown.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        enum Kind { Header, Model, SetUp } kind = Header;
        QString text;
        QString detail;
        QString tip;
        ModelRef model;
        ProviderId provider;
    };

    void rebuild();
    QList<Row> allRows() const;
    QList<Row> quoteRows() const;
    /// Under its heading; favourites go into @p favourites instead.
    QList<Row> modelRows(
        const ProviderInfo &provider, const ModelRefreshService::State &state, QList<Row> &favourites) const;
    Row setUpRow(const ProviderInfo &provider, const ModelRefreshService::State &state) const;
    QString stateWords(const ModelRefreshService::State &state) const;
    const Row &at(int row) const { return m_all.at(m_shown.at(row)); }
    void filter();
    void prepareSearch();

    ModelRefreshService &m_models;
    const ProviderRegistry &m_providers;
    const FavouriteModels &m_favourites;
    const Clock m_clock;
    QHash<ProviderId, Error> m_troubles;
    QStringList m_filter;
    QList<Row> m_all;
    QStringList m_searched; ///< Folded, by place in m_all; made when somebody first searches.
    QList<int> m_shown; ///< Places in m_all.
};

/// Whether a model can be chosen for a chat. What the catalog knows of a local server may well not be installed there.
bool isOffered(const ModelInfo &model, const ProviderInfo &provider);

/// "just now", "2 minutes ago", "3 hours ago", "5 days ago".
QString agoWords(std::chrono::seconds age);

/// "128k" for 131072, "32k", "1M": as people name context sizes.
QString tokenWords(int tokens);

} // namespace freshet
