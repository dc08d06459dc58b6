// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"

#include <QFrame>

class QLineEdit;
class QListView;

namespace freshet {

class FavouriteModels;
class ModelListModel;
class ModelRefreshService;
class ProviderRegistry;

/// The list that drops from the model button: type to search, Enter or a click to choose.
///
/// Opening it refreshes every stale list of a provider that can be asked, and shows what comes while it is open.
class ModelPicker : public QFrame {
    Q_OBJECT

public:
    ModelPicker(ModelRefreshService &models, const ProviderRegistry &providers, const FavouriteModels &favourites,
        QWidget *parent);

    void openBelow(const QWidget &anchor, const ModelRef &current);

signals:
    void chosen(const freshet::ModelRef &model);
    void setUpRequested(const freshet::ProviderId &provider);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fitToList();
    void refreshStaleLists();
    void activate(const QModelIndex &index);
    void step(int direction);
    void selectFirstModel();

    ModelRefreshService &m_models;
    const ProviderRegistry &m_providers;
    ModelListModel *m_list = nullptr; // child of this, as all below
    QLineEdit *m_search = nullptr;
    QListView *m_view = nullptr;
    QRect m_room; ///< The screen it was opened on.
    ModelRef m_marked; ///< What was chosen when it opened, or by the keys since.
};

} // namespace freshet
