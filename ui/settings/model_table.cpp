// SPDX-License-Identifier: MIT
#include "ui/settings/model_table.h"

#include "core/models/model_refresh_service.h"
#include "ui/models/favourite_models.h"
#include "ui/models/model_choice.h"
#include "ui/settings/model_table_model.h"
#include "ui/settings/settings_page.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/field_buttons.h"
#include "ui/widgets/own_focus_view.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace freshet {

namespace {
constexpr int kFewestLines = 7;
} // namespace

ModelTable::ModelTable(const ProviderId &provider, const Services &services, QWidget *parent)
    : QWidget(parent),
      m_provider(provider),
      m_services(services),
      m_model(new ModelTableModel(services.favourites, this))
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeSearch());
    makeView();
    column->addWidget(m_view, 1);
    column->addWidget(makeButtons());
    column->addWidget(makeAddLine());
    m_result = new ResultLabel(this);
    m_result->setObjectName("modelAdded");
    column->addWidget(m_result);

    connect(&services.models, &ModelRefreshService::modelsChanged, this, [this](const ProviderId &id) {
        if (id == m_provider)
            takeModels();
    });
    connect(&services.choice, &ModelChoice::changed, this, [this] { m_model->setChosen(m_services.choice.current()); });
    connect(m_model, &ModelTableModel::modelReset, this, [this] { keepCurrent(m_current); });
    m_model->setChosen(services.choice.current());
    takeModels();
}

QWidget *ModelTable::makeSearch()
{
    auto *const box = new QWidget(this);
    m_search = new QLineEdit(box);
    m_search->setPlaceholderText(tr("Search models: a name, or what they can do"));
    m_search->setAccessibleName(tr("Search models"));
    m_search->setAccessibleDescription(tr("By name, id, or what they can do, such as vision"));
    addClearButton(*m_search);
    addFieldPicture(*m_search, loadIcon(IconName::Search, IconTint::Muted));
    m_count = new QLabel(box);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto *const line = new WrapLayout(box);
    line->addWidget(m_search);
    line->addWidget(m_count);
    connect(m_search, &QLineEdit::textChanged, this, &ModelTable::search);
    return box;
}

void ModelTable::makeView()
{
    m_view = new OwnFocusView<QTreeView>(this);
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Models"));
    m_view->setAccessibleDescription(tr("Space marks a favourite, Enter uses the model for questions"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setItemsExpandable(false);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setHorizontalScrollMode(QTreeView::ScrollPerPixel);
    m_view->setTabKeyNavigation(false);
    QHeaderView *const header = m_view->header();
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    m_view->setSortingEnabled(true);
    header->setMinimumSectionSize(28);
    const int letter = fontMetrics().averageCharWidth();
    const std::pair<int, int> widths[] = {{ModelTableModel::Name, 30}, {ModelTableModel::Context, 9},
        {ModelTableModel::PriceIn, 11}, {ModelTableModel::PriceOut, 11}, {ModelTableModel::Abilities, 36},
        {ModelTableModel::Id, 30}, {ModelTableModel::Listed, 16}};
    for (const auto &[section, letters] : widths)
        header->resizeSection(section, letters * letter);
    header->resizeSection(ModelTableModel::Favourite, 32);
    header->setSectionResizeMode(ModelTableModel::Favourite, QHeaderView::Fixed);
    m_view->setMinimumHeight((kFewestLines + 1) * std::max(28, fontMetrics().height() + 8));

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ModelTable::onCurrentChanged);
    connect(m_view, &QTreeView::activated, this, &ModelTable::useCurrent);
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == ModelTableModel::Favourite)
            toggleFavourite();
    });
    auto *const mark = new QAction(m_view);
    mark->setShortcut(Qt::Key_Space);
    mark->setShortcutContext(Qt::WidgetShortcut);
    connect(mark, &QAction::triggered, this, &ModelTable::toggleFavourite);
    m_view->addAction(mark);
}

QWidget *ModelTable::makeButtons()
{
    auto *const box = new QWidget(this);
    m_use = settingsButton(tr("&Use for questions"), box);
    setPlainToolTip(*m_use, tr("New questions go to this model"));
    m_favourite = settingsButton(tr("&Favourite"), box);
    m_favourite->setCheckable(true);
    setPlainToolTip(*m_favourite, tr("Favourites come first wherever a model is chosen"));
    connect(m_use, &QPushButton::clicked, this, &ModelTable::useCurrent);
    connect(m_favourite, &QPushButton::toggled, this, [this](bool isOn) { // assistive programs do it without a click
        if (const ModelRef model = current(); model.isValid() && isOn != m_services.favourites.contains(model))
            toggleFavourite();
    });
    auto *const line = new WrapLayout(box);
    line->addWidget(m_use);
    line->addWidget(m_favourite);
    m_remove = settingsButton(tr("Remove model"), box);
    setPlainToolTip(*m_remove, tr("Only what you added by hand can be removed"));
    connect(m_remove, &QPushButton::clicked, this, &ModelTable::removeCurrent);
    line->addWidget(m_remove);
    return box;
}

QWidget *ModelTable::makeAddLine()
{
    auto *const box = new QWidget(this);
    m_newId = new QLineEdit(box);
    m_newId->setPlaceholderText(tr("Id of a model that is not listed"));
    m_newId->setAccessibleName(tr("Id of a model to add"));
    setPlainToolTip(*m_newId, tr("As the provider calls it; for models that its list leaves out"));
    m_add = settingsButton(tr("&Add model"), box);
    m_add->setEnabled(false);
    auto *const line = new WrapLayout(box);
    line->addWidget(m_newId);
    line->addWidget(m_add);
    connect(m_newId, &QLineEdit::textChanged, m_add,
        [this](const QString &text) { m_add->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_newId, &QLineEdit::returnPressed, this, &ModelTable::addByHand);
    connect(m_add, &QPushButton::clicked, this, &ModelTable::addByHand);
    return box;
}

void ModelTable::addByHand()
{
    const ModelRef model{m_provider, m_newId->text().trimmed()};
    if (!model.isValid())
        return;
    if (const Status added = m_services.models.addManualModel(model); !added) {
        m_result->say(added.error().message);
        return;
    }
    m_newId->clear();
    m_newId->setFocus(); // the button is off now
    m_search->clear();
    m_current = model;
    keepCurrent(model);
    m_result->say(tr("Added %1.").arg(model.model));
}

void ModelTable::removeCurrent()
{
    const ModelRef model = current();
    if (!model.isValid())
        return;
    m_services.models.removeManualModel(model);
    m_view->setFocus();
    m_result->say(tr("Removed %1.").arg(model.model));
}

void ModelTable::takeModels()
{
    m_model->setModels(m_services.models.state(m_provider).models);
    search(m_search->text());
}

void ModelTable::search(const QString &text)
{
    m_model->setFilter(text);
    const QLocale locale;
    const int shown = m_model->rowCount();
    const int all = m_model->modelCount();
    m_count->setText(shown == all ? (all == 1 ? tr("1 model") : tr("%1 models").arg(locale.toString(all)))
                                  : tr("%1 of %2").arg(locale.toString(shown), locale.toString(all)));
    m_view->setAccessibleName(tr("Models, %1").arg(m_count->text()));
    onCurrentChanged();
}

void ModelTable::keepCurrent(const ModelRef &model)
{
    const int row = m_model->rowOf(model);
    if (row < 0)
        return;
    const QModelIndex index = m_model->index(row, ModelTableModel::Name);
    m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_view->scrollTo(index);
}

ModelRef ModelTable::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? m_model->modelAt(index.row()).ref : ModelRef();
}

void ModelTable::onCurrentChanged()
{
    const ModelRef model = current();
    if (model.isValid())
        m_current = model;
    m_use->setEnabled(model.isValid());
    m_favourite->setEnabled(model.isValid());
    m_remove->setEnabled(m_services.models.manualModels().contains(model));
    m_favourite->setChecked(model.isValid() && m_services.favourites.contains(model));
}

void ModelTable::toggleFavourite()
{
    if (const ModelRef model = current(); model.isValid())
        m_services.favourites.toggle(model);
    onCurrentChanged();
}

void ModelTable::useCurrent()
{
    if (const ModelRef model = current(); model.isValid())
        m_services.choice.choose(model);
}

} // namespace freshet
