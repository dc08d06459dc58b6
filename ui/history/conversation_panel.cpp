// SPDX-License-Identifier: MIT
#include "ui/history/conversation_panel.h"

#include "ui/history/conversation_delegate.h"
#include "ui/history/conversation_list_model.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/field_buttons.h"
#include "ui/widgets/own_focus_view.h"
#include "ui/widgets/plain_text.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

QToolButton *panelButton(const QString &text, IconName icon, QWidget *parent)
{
    auto *const button = new QToolButton(parent);
    button->setText(text);
    setPlainToolTip(*button, text); // the text gives way where the pane is narrow for it
    button->setIcon(loadIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    button->setMinimumHeight(32);
    return button;
}

} // namespace

ConversationPanel::ConversationPanel(QWidget *parent)
    : QWidget(parent),
      m_model(new ConversationListModel(systemClock, this)),
      m_newChat(panelButton(tr("New chat"), IconName::Plus, this)),
      m_back(panelButton(tr("Back to the chats"), IconName::ChevronLeft, this)),
      m_search(new QLineEdit(this)),
      m_about(new QLabel(this)),
      m_emptyTrash(panelButton(tr("Empty the trash…"), IconName::Trash, this)),
      m_list(new OwnFocusView<QListView>(this)),
      m_archive(panelButton(tr("Archive"), IconName::Archive, this)),
      m_trash(panelButton(tr("Trash"), IconName::Trash, this)),
      m_documents(panelButton(tr("Documents"), IconName::Document, this)),
      m_settings(panelButton(tr("Settings"), IconName::Settings, this))
{
    m_search->setPlaceholderText(tr("Search chats"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setToolTip(tr("Words of the title, or #tag"));
    addClearButton(*m_search);
    m_about->setWordWrap(true);
    m_about->setTextFormat(Qt::PlainText);
    m_about->setForegroundRole(QPalette::PlaceholderText);
    connect(m_model, &ConversationListModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex &, int first, int last) { // before the view looks for another one by itself
            const int current = m_list->currentIndex().row();
            m_isKeyboardsRowGoing = current >= first && current <= last;
        });
    m_list->setModel(m_model);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setItemDelegate(new ConversationDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->installEventFilter(this);
    for (QToolButton *button : {m_archive, m_trash})
        button->setCheckable(true);
    setFocusProxy(m_list);
    arrange();
    connectParts();
    updateView();
}

ConversationPanel::~ConversationPanel() { delete m_list; } // an open editor hands in its title, and that needs us

void ConversationPanel::arrange()
{
    auto *const top = new QVBoxLayout;
    top->setContentsMargins(8, 8, 8, 4);
    top->setSpacing(8);
    for (QWidget *widget : {static_cast<QWidget *>(m_newChat), static_cast<QWidget *>(m_back),
             static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_about), static_cast<QWidget *>(m_emptyTrash)})
        top->addWidget(widget);
    auto *const bottom = new QVBoxLayout;
    bottom->setContentsMargins(8, 4, 8, 8);
    bottom->setSpacing(0);
    for (QToolButton *button : {m_archive, m_trash, m_documents, m_settings})
        bottom->addWidget(button);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_list, 1);
    column->addLayout(bottom);
    QWidget *before = m_newChat;
    for (QWidget *widget :
        {static_cast<QWidget *>(m_back), static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_emptyTrash),
            static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_archive), static_cast<QWidget *>(m_trash),
            static_cast<QWidget *>(m_documents), static_cast<QWidget *>(m_settings)}) {
        setTabOrder(before, widget);
        before = widget;
    }
}

void ConversationPanel::connectParts()
{
    connect(m_newChat, &QToolButton::clicked, this, &ConversationPanel::newChatRequested);
    connect(m_back, &QToolButton::clicked, this, [this] { setView(ConversationView::Chats); });
    // Assistive programs toggle without a click.
    for (const auto &[button, shown] :
        {std::pair(m_archive, ConversationView::Archive), {m_trash, ConversationView::Trash}}) {
        connect(button, &QToolButton::toggled, this, [this, its = shown](bool isOn) {
            if (isOn != (view() == its))
                setView(isOn ? its : ConversationView::Chats);
        });
    }
    connect(m_emptyTrash, &QToolButton::clicked, this, &ConversationPanel::emptyTrashRequested);
    connect(m_documents, &QToolButton::clicked, this, &ConversationPanel::documentsRequested);
    connect(m_settings, &QToolButton::clicked, this, &ConversationPanel::settingsRequested);
    connect(m_search, &QLineEdit::textChanged, m_model, &ConversationListModel::setFilter);
    connect(m_model, &ConversationListModel::renameRequested, this, &ConversationPanel::renameRequested);
    connect(m_model, &ConversationListModel::folderRenameRequested, this, &ConversationPanel::folderRenameRequested);
    connect(m_model, &ConversationListModel::modelReset, this, [this] {
        markCurrent();
        updateView();
    });
    connect(m_model, &ConversationListModel::rowsRemoved, this, [this](const QModelIndex &, int first) {
        if (!m_list->hasFocus())
            markCurrent();
        else if (std::exchange(m_isKeyboardsRowGoing, false))
            chooseNear(first); // the keyboard goes on there
        updateView();
    });
    // Only where it comes into the list: else the keyboard would be taken from where it is.
    connect(m_model, &ConversationListModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        const int row = m_model->indexOf(m_current).row();
        if (row >= first && row <= last)
            markCurrent();
        updateView();
    });
    connect(m_list, &QListView::customContextMenuRequested, this, &ConversationPanel::showMenu);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        const bool isChoosing = QGuiApplication::keyboardModifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
        if (!isChoosing)
            activate(index);
    });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) {
        if (!index.data(ConversationListModel::IdRole).toString().isEmpty())
            activate(index); // a folder was clicked already, and its keys are our own
    });
}

ConversationView ConversationPanel::view() const { return m_model->view(); }

void ConversationPanel::setView(ConversationView view)
{
    m_model->setView(view);
    updateView();
    m_list->scrollToTop();
    markCurrent();
}

void ConversationPanel::updateView()
{
    const ConversationView view = m_model->view();
    const bool isChats = view == ConversationView::Chats;
    const bool isTrash = view == ConversationView::Trash;
    const bool isEmpty = m_model->rowCount() == 0;
    const bool isFiltered = !m_search->text().trimmed().isEmpty();
    m_newChat->setVisible(isChats);
    m_back->setVisible(!isChats);
    m_archive->setChecked(view == ConversationView::Archive);
    m_trash->setChecked(isTrash);
    m_emptyTrash->setVisible(isTrash);
    m_emptyTrash->setEnabled(!isEmpty || isFiltered);
    m_list->setAccessibleName(isChats ? tr("Chats") : isTrash ? tr("Trash") : tr("Archive"));
    QString about;
    if (isEmpty && isFiltered)
        about = tr("No chat here has that in its title.");
    else if (isTrash)
        about = isEmpty ? tr("The trash is empty.") : tr("Chats here are deleted for good after 30 days.");
    else if (!isChats)
        about = isEmpty ? tr("The archive is empty. Chats that you archive stay here until you take them out.")
                        : tr("Archived chats");
    m_about->setText(about);
    m_about->setVisible(!about.isEmpty());
}

void ConversationPanel::setFilter(const QString &words) { m_search->setText(words); }

void ConversationPanel::setCurrent(const ConversationId &id)
{
    m_current = id;
    markCurrent();
}

void ConversationPanel::markCurrent()
{
    const QModelIndex index = m_model->indexOf(m_current);
    if (index.isValid())
        goTo(index);
    else
        m_list->clearSelection();
}

/// As the view's setCurrentIndex() does where no key is held: with Ctrl it would only add to what is marked.
void ConversationPanel::goTo(const QModelIndex &index)
{
    m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

/// The row there or the next one that can be chosen, else the last before it.
void ConversationPanel::chooseNear(int row)
{
    const auto choose = [this](int at) {
        const QModelIndex index = m_model->index(at);
        const bool isOne = index.flags().testFlag(Qt::ItemIsSelectable);
        if (isOne)
            goTo(index);
        return isOne;
    };
    for (int at = row; at < m_model->rowCount(); ++at) {
        if (choose(at))
            return;
    }
    for (int at = row - 1; at >= 0; --at) {
        if (choose(at))
            return;
    }
}

QList<ConversationId> ConversationPanel::selectedChats() const
{
    QModelIndexList rows = m_list->selectionModel()->selectedIndexes();
    std::sort(rows.begin(), rows.end());
    QList<ConversationId> ids;
    for (const QModelIndex &index : std::as_const(rows)) {
        if (const ConversationId id = index.data(ConversationListModel::IdRole).toString(); !id.isEmpty())
            ids << id;
    }
    return ids;
}

QList<ConversationId> ConversationPanel::chosenChats() const
{
    return m_list->hasFocus() ? chatsOfKeys() : QList<ConversationId>();
}

QList<ConversationId> ConversationPanel::chatsOfKeys() const
{
    const QList<ConversationId> selected = selectedChats();
    const ConversationId current = m_list->currentIndex().data(ConversationListModel::IdRole).toString();
    return selected.isEmpty() && !current.isEmpty() ? QList<ConversationId>{current} : selected;
}

FolderId ConversationPanel::focusedFolder() const
{
    return m_list->hasFocus() ? m_list->currentIndex().data(ConversationListModel::FolderRole).toString() : QString();
}

bool ConversationPanel::editTitle(const ConversationId &id)
{
    const QModelIndex index = m_model->indexOf(id);
    if (!index.isValid() || !m_list->isVisible())
        return false;
    goTo(index);
    m_list->edit(index);
    return true;
}

void ConversationPanel::editFolder(const FolderId &id)
{
    if (const QModelIndex index = m_model->indexOfFolder(id); index.isValid()) {
        goTo(index);
        m_list->edit(index);
    }
}

std::optional<QPoint> ConversationPanel::menuPlaceOf(const ConversationId &id) const
{
    const QModelIndex index = m_model->indexOf(id);
    const QRect row = index.isValid() && m_list->isVisible() ? m_list->visualRect(index) : QRect();
    if (!row.intersects(m_list->viewport()->rect()))
        return std::nullopt;
    return m_list->viewport()->mapToGlobal(row.center());
}

void ConversationPanel::activate(const QModelIndex &index)
{
    if (const ConversationId id = index.data(ConversationListModel::IdRole).toString(); !id.isEmpty())
        emit openRequested(id);
    else if (const FolderId folder = index.data(ConversationListModel::FolderRole).toString(); !folder.isEmpty())
        emit folderToggled(folder);
}

void ConversationPanel::showMenu(const QPoint &place)
{
    const QModelIndex index = m_list->indexAt(place);
    const QPoint screenPlace = m_list->viewport()->mapToGlobal(place);
    const QList<ConversationId> selected = selectedChats();
    if (const ConversationId id = index.data(ConversationListModel::IdRole).toString(); !id.isEmpty()) {
        if (selected.size() > 1 && selected.contains(id))
            emit selectionMenuRequested(selected, screenPlace);
        else
            emit menuRequested(id, screenPlace);
        return;
    }
    if (const FolderId folder = index.data(ConversationListModel::FolderRole).toString(); !folder.isEmpty())
        emit folderMenuRequested(folder, screenPlace);
}

bool ConversationPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress)
        return toggleByKey(static_cast<QKeyEvent *>(event)->key());
    return QWidget::eventFilter(watched, event);
}

/// Left closes a folder and right opens it, as in any tree; Return does either.
bool ConversationPanel::toggleByKey(int key)
{
    const QModelIndex index = m_list->currentIndex();
    if (m_list->isPersistentEditorOpen(index)) // of any kind: it hands Return on
        return false;
    const FolderId folder = index.data(ConversationListModel::FolderRole).toString();
    if (key == Qt::Key_Delete) {
        if (const QList<ConversationId> chats = chatsOfKeys(); !chats.isEmpty())
            emit deletePressed(chats);
        else if (!folder.isEmpty())
            emit folderDeletePressed(folder);
        return true;
    }
    if (folder.isEmpty())
        return false;
    const bool isOpen = index.data(ConversationListModel::IsOpenRole).toBool();
    const int closing = layoutDirection() == Qt::LeftToRight ? Qt::Key_Left : Qt::Key_Right;
    const int opening = layoutDirection() == Qt::LeftToRight ? Qt::Key_Right : Qt::Key_Left;
    const bool isToggle = key == Qt::Key_Return || key == Qt::Key_Enter || key == (isOpen ? closing : opening);
    if (isToggle)
        emit folderToggled(folder);
    return isToggle;
}

} // namespace freshet
