// SPDX-License-Identifier: MIT
#include "ui/history/conversation_panel.h"

#include "ui/history/conversation_list_model.h"
#include "ui/theme/icon_loader.h"

#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace freshet {

namespace {

QToolButton *panelButton(const QString &text, IconName icon, QWidget *parent)
{
    auto *const button = new QToolButton(parent);
    button->setText(text);
    button->setIcon(loadIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setMinimumHeight(32);
    return button;
}

} // namespace

ConversationPanel::ConversationPanel(QWidget *parent)
    : QWidget(parent),
      m_model(new ConversationListModel(systemClock, this)),
      m_search(new QLineEdit(this)),
      m_list(new QListView(this))
{
    QToolButton *const newChat = panelButton(tr("New chat"), IconName::Plus, this);
    QToolButton *const settings = panelButton(tr("Settings"), IconName::Settings, this);
    m_search->setPlaceholderText(tr("Search chats"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setAccessibleName(tr("Chats"));
    m_list->viewport()->setAutoFillBackground(false);
    setFocusProxy(m_list);

    auto *const top = new QVBoxLayout;
    top->setContentsMargins(8, 8, 8, 4);
    top->setSpacing(8);
    top->addWidget(newChat);
    top->addWidget(m_search);
    auto *const bottom = new QVBoxLayout;
    bottom->setContentsMargins(8, 4, 8, 8);
    bottom->addWidget(settings);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_list, 1);
    column->addLayout(bottom);

    setTabOrder(newChat, m_search);
    setTabOrder(m_search, m_list);
    setTabOrder(m_list, settings);

    auto *const deleteKey = new QShortcut(QKeySequence::Delete, m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(deleteKey, &QShortcut::activated, this, [this] { askToDelete(m_list->currentIndex()); });
    connect(newChat, &QToolButton::clicked, this, &ConversationPanel::newChatRequested);
    connect(settings, &QToolButton::clicked, this, &ConversationPanel::settingsRequested);
    connect(m_search, &QLineEdit::textChanged, m_model, &ConversationListModel::setFilter);
    connect(m_model, &ConversationListModel::renameRequested, this, &ConversationPanel::renameRequested);
    connect(m_model, &ConversationListModel::modelReset, this, &ConversationPanel::markCurrent);
    connect(m_list, &QListView::customContextMenuRequested, this, &ConversationPanel::showMenu);
    const auto open = [this](const QModelIndex &index) {
        if (const ConversationId id = index.data(ConversationListModel::IdRole).toString(); !id.isEmpty())
            emit openRequested(id);
    };
    connect(m_list, &QListView::clicked, this, open);
    connect(m_list, &QListView::activated, this, open);
}

ConversationPanel::~ConversationPanel() { delete m_list; } // an open editor hands in its title, and that needs us

void ConversationPanel::setCurrent(const ConversationId &id)
{
    m_current = id;
    markCurrent();
}

void ConversationPanel::markCurrent()
{
    const QModelIndex index = m_model->indexOf(m_current);
    if (index.isValid())
        m_list->setCurrentIndex(index);
    else
        m_list->clearSelection();
}

void ConversationPanel::showMenu(const QPoint &place)
{
    const QPersistentModelIndex index = m_list->indexAt(place);
    if (index.data(ConversationListModel::IdRole).toString().isEmpty())
        return;
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(loadIcon(IconName::Edit), tr("Rename"), this, [this, index] { m_list->edit(index); });
    menu->addAction(loadIcon(IconName::Trash), tr("Delete…"), this, [this, index] { askToDelete(index); });
    menu->popup(m_list->viewport()->mapToGlobal(place));
}

void ConversationPanel::askToDelete(const QModelIndex &index)
{
    const ConversationId id = index.data(ConversationListModel::IdRole).toString();
    if (id.isEmpty())
        return;
    auto *const question = new QMessageBox(QMessageBox::NoIcon, tr("Delete chat"),
        tr("Delete “%1”? This cannot be undone.").arg(index.data().toString()), QMessageBox::NoButton, this);
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *const yes = question->addButton(tr("Delete chat"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(yes, &QPushButton::clicked, this, [this, id] { emit deleteRequested(id); });
    question->open();
}

} // namespace freshet
