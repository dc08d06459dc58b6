// SPDX-License-Identifier: MIT
#include "ui/models/model_picker.h"

#include "core/models/model_refresh_service.h"
#include "core/providers/provider_registry.h"
#include "ui/models/model_choice.h"
#include "ui/models/model_list_model.h"

#include <QListView>
#include <QScreen>

namespace freshet {

namespace {
constexpr int kPickerWidth = 400;
constexpr int kPickerMostHeight = 520;
} // namespace

ModelPicker::ModelPicker(
    ModelRefreshService &models, const ProviderRegistry &providers, const FavouriteModels &favourites, QWidget *parent)
    : SearchPopup(tr("Search models"), tr("Models"), parent),
      m_models(models),
      m_providers(providers),
      m_list(new ModelListModel(models, providers, favourites, systemClock, this))
{
    view().setModel(m_list);
    setAccessibleName(tr("Choose a model"));
    connect(this, &SearchPopup::typedChanged, this, [this](const QString &text) {
        m_list->setFilter(text);
        if (!text.isEmpty())
            selectFirst();
    });
    connect(this, &SearchPopup::activated, this, &ModelPicker::activate);
    connect(this, &SearchPopup::moved, this,
        [this](const QModelIndex &index) { m_marked = index.data(ModelListModel::ModelRole).value<ModelRef>(); });
    connect(m_list, &ModelListModel::modelReset, this, [this] {
        if (const int row = m_list->rowOf(m_marked); row >= 0)
            view().selectionModel()->setCurrentIndex(m_list->index(row), QItemSelectionModel::ClearAndSelect);
        if (isVisible() && typed().isEmpty()) // no jumping while somebody types
            fitToList();
    });
}

void ModelPicker::openBelow(const QWidget &anchor, const ModelRef &current)
{
    m_marked = current;
    setTyped({});
    m_list->setFilter({});
    m_room = anchor.screen()->availableGeometry();
    m_corner = anchor.mapToGlobal(anchor.rect().bottomLeft() + QPoint(0, 4));
    fitToList();
    view().scrollTo(view().currentIndex(), QAbstractItemView::PositionAtCenter);
    refreshStaleLists();
}

void ModelPicker::fitToList()
{
    const int rows = std::clamp(m_list->rowCount(), 4, 40) * view().sizeHintForRow(0);
    openAt({m_corner, QSize(kPickerWidth, std::min(rows + heightAround(), kPickerMostHeight))}, m_room);
}

void ModelPicker::refreshStaleLists()
{
    for (const ProviderInfo &provider : m_providers.providers()) {
        if (provider.id == kQuotesProvider)
            continue;
        m_providers.resolve(provider.id, this, [this, id = provider.id](const Result<ProviderConfig> &config) {
            m_list->setTrouble(id, config ? std::nullopt : std::optional(config.error()));
            if (config)
                m_models.refresh(id, ModelRefreshService::Mode::IfStale);
        });
    }
}

void ModelPicker::activate(const QModelIndex &index)
{
    if (const QVariant model = index.data(ModelListModel::ModelRole); model.isValid()) {
        hide();
        emit chosen(model.value<ModelRef>());
    } else if (const QVariant provider = index.data(ModelListModel::SetUpRole); provider.isValid()) {
        hide();
        emit setUpRequested(provider.toString());
    }
}

} // namespace freshet
