// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"
#include "ui/widgets/search_popup.h"

namespace freshet {

class FavouriteModels;
class ModelListModel;
class ModelRefreshService;
class ProviderRegistry;

/// The list of models that drops from the model button.
///
/// Opening it refreshes every stale list of a provider that can be asked, and shows what comes while it is open.
class ModelPicker : public SearchPopup {
    Q_OBJECT

public:
    ModelPicker(ModelRefreshService &models, const ProviderRegistry &providers, const FavouriteModels &favourites,
        QWidget *parent);

    void openBelow(const QWidget &anchor, const ModelRef &current);

signals:
    void chosen(const freshet::ModelRef &model);
    void setUpRequested(const freshet::ProviderId &provider);

private:
    void fitToList();
    void refreshStaleLists();
    void activate(const QModelIndex &index);

    ModelRefreshService &m_models;
    const ProviderRegistry &m_providers;
    ModelListModel *m_list = nullptr; // child of this
    QPoint m_corner; ///< Where it was opened.
    QRect m_room; ///< The screen it was opened on.
    ModelRef m_marked; ///< What was chosen when it opened, or by the keys since.
};

} // namespace freshet
