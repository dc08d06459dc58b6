// SPDX-License-Identifier: MIT
#include "ui/models/model_picker.h"

#include "core/models/model_refresh_service.h"
#include "core/providers/provider_registry.h"
#include "ui/models/model_choice.h"
#include "ui/models/model_list_model.h"
#include "ui/theme/icon_loader.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QScreen>
#include <QScrollBar>
#include <QVBoxLayout>

namespace freshet {

namespace {
constexpr int kPickerWidth = 400;
constexpr int kPickerMostHeight = 520;
} // namespace

ModelPicker::ModelPicker(
    ModelRefreshService &models, const ProviderRegistry &providers, const FavouriteModels &favourites, QWidget *parent)
    : QFrame(parent, Qt::Popup),
      m_models(models),
      m_providers(providers),
      m_list(new ModelListModel(models, providers, favourites, systemClock, this)),
      m_search(new QLineEdit(this)),
      m_view(new QListView(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Choose a model"));
    m_search->setPlaceholderText(tr("Search models"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->addAction(loadIcon(IconName::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_view->setModel(m_list);
    m_view->setItemDelegate(new RowDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setFocusPolicy(Qt::NoFocus); // the keys stay with the search field
    m_view->setAccessibleName(tr("Models"));

    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_search);
    column->addWidget(m_view);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_list->setFilter(text);
        if (!text.isEmpty())
            selectFirstModel();
    });
    connect(m_view, &QListView::clicked, this, &ModelPicker::activate);
    connect(m_list, &ModelListModel::modelReset, this, [this] {
        if (const int row = m_list->rowOf(m_marked); row >= 0)
            m_view->selectionModel()->setCurrentIndex(m_list->index(row), QItemSelectionModel::ClearAndSelect);
        if (isVisible() && m_search->text().isEmpty()) // no jumping while somebody types
            fitToList();
    });
}

void ModelPicker::openBelow(const QWidget &anchor, const ModelRef &current)
{
    m_marked = current;
    m_search->clear();
    m_list->setFilter({});
    m_room = anchor.screen()->availableGeometry();
    move(anchor.mapToGlobal(anchor.rect().bottomLeft() + QPoint(0, 4)));
    fitToList();
    show();
    m_search->setFocus();
    m_view->scrollTo(m_view->currentIndex(), QAbstractItemView::PositionAtCenter);
    refreshStaleLists();
}

void ModelPicker::fitToList()
{
    const int rows = std::clamp(m_list->rowCount(), 4, 40) * m_view->sizeHintForRow(0);
    const QSize size = QSize(kPickerWidth, std::min(rows + m_search->sizeHint().height() + 40, kPickerMostHeight))
                           .boundedTo(m_room.size());
    const QPoint corner(std::clamp(x(), m_room.left(), m_room.right() - size.width() + 1),
        std::clamp(y(), m_room.top(), m_room.bottom() - size.height() + 1));
    setGeometry({corner, size});
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

void ModelPicker::selectFirstModel()
{
    m_view->setCurrentIndex({});
    step(1);
}

void ModelPicker::step(int direction)
{
    for (int row = m_view->currentIndex().row() + direction; row >= 0 && row < m_list->rowCount(); row += direction) {
        const QModelIndex index = m_list->index(row);
        if (!index.flags().testFlag(Qt::ItemIsSelectable))
            continue;
        m_view->setCurrentIndex(index);
        m_marked = index.data(ModelListModel::ModelRole).value<ModelRef>();
        return;
    }
}

bool ModelPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    switch (key) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp: {
        QScrollBar *const bar = m_view->verticalScrollBar();
        bar->setValue(bar->value() + (key == Qt::Key_PageDown ? bar->pageStep() : -bar->pageStep()));
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate(m_view->currentIndex());
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace freshet
