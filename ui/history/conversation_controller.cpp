// SPDX-License-Identifier: MIT
#include "ui/history/conversation_controller.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/history/chat_standing.h"
#include "ui/history/conversation_list_model.h"
#include "ui/history/conversation_panel.h"
#include "ui/history/conversation_questions.h"
#include "ui/history/listed_chats.h"
#include "ui/history/selection_controller.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/undo_bar.h"

#include <algorithm>

namespace freshet {

ConversationController::ConversationController(
    HistoryStore &history, SettingsStore &settings, ChatController &chats, QObject *parent)
    : QObject(parent),
      m_history(history),
      m_settings(settings),
      m_chats(chats),
      m_listed(new ListedChats(history, this)),
      m_selection(new SelectionController(history, *m_listed, chats, this))
{
    connect(m_listed, &ListedChats::foldersChanged, this, [this] { m_list->model().setFolders(m_listed->folders()); });
    connect(m_listed, &ListedChats::chatsChanged, this, [this] {
        m_list->model().setConversations(m_listed->chats());
        updateSign();
    });
    connect(&chats, &ChatController::currentChanged, this, &ConversationController::updateSign);
    connect(m_selection, &SelectionController::exportRequested, this, &ConversationController::exportRequested);
    connect(m_selection, &SelectionController::openRequested, this, &ConversationController::openRequested);
    connect(m_selection, &SelectionController::windowRequested, this, &ConversationController::windowRequested);
    connect(m_selection, &SelectionController::leaving, this, &ConversationController::leaving);
}

void ConversationController::showOn(ConversationPanel &list, ChatPanel &chat)
{
    m_list = &list;
    m_chat = &chat;
    m_selection->showOn(list, chat);
    ConversationListModel &model = list.model();
    model.setFolders(m_listed->folders());
    model.setConversations(m_listed->chats());
    m_settings.bind(keys::closedFolders, &list,
        [&model](const QStringList &ids) { model.setClosedFolders(QSet<FolderId>(ids.cbegin(), ids.cend())); });
    list.setCurrent(m_chats.current());
    connectList();
    updateSign();
}

void ConversationController::connectList()
{
    connect(m_list, &ConversationPanel::newChatRequested, &m_chats, &ChatController::newChat);
    connect(m_list, &ConversationPanel::openRequested, this, &ConversationController::openRequested);
    connect(m_list, &ConversationPanel::renameRequested, &m_history, &HistoryStore::renameConversation);
    connect(m_list, &ConversationPanel::folderRenameRequested, this, [this](const FolderId &id, const QString &name) {
        m_history.changeOrder(order::RenameFolder{id, name});
    });
    connect(m_list, &ConversationPanel::folderToggled, this, &ConversationController::toggleFolder);
    connect(m_list, &ConversationPanel::menuRequested, this, [this](const ConversationId &id, const QPoint &place) {
        m_selection->showMenu({id}, place, ConversationMenu::Content::All);
    });
    connect(m_list, &ConversationPanel::selectionMenuRequested, this,
        [this](const QList<ConversationId> &ids, const QPoint &place) {
            m_selection->showMenu(ids, place, ConversationMenu::Content::All);
        });
    connect(m_list, &ConversationPanel::folderMenuRequested, this, &ConversationController::showFolderMenu);
    connect(m_list, &ConversationPanel::deletePressed, this, &ConversationController::onDeletePressed);
    connect(m_list, &ConversationPanel::folderDeletePressed, this, &ConversationController::askToDeleteFolder);
    connect(m_list, &ConversationPanel::emptyTrashRequested, this, &ConversationController::askToEmptyTrash);
}

/// In the trash it deletes for good, elsewhere it only puts there.
void ConversationController::onDeletePressed(const QList<ConversationId> &ids)
{
    const bool areInTrash = areAll(m_listed->find(ids), isTrashedChat);
    m_selection->run(areInTrash ? ChatCommand::DeleteForGood : ChatCommand::Trash, ids);
}

void ConversationController::run(ChatCommand command)
{
    if (const FolderId folder = m_list->focusedFolder(); !folder.isEmpty() && command == ChatCommand::Rename)
        return m_list->editFolder(folder);
    const QList<ConversationId> chosen = m_list->chosenChats();
    m_selection->run(command, chosen.isEmpty() ? QList<ConversationId>{m_chats.current()} : chosen);
}

void ConversationController::showFolderMenu(const FolderId &id, const QPoint &place)
{
    auto *const menu = new QMenu(m_list);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(loadIcon(IconName::Edit), tr("Rename"), this, [this, id] { m_list->editFolder(id); });
    menu->addAction(loadIcon(IconName::FolderAdd), tr("New folder…"), this, &ConversationController::addFolder);
    menu->addAction(loadIcon(IconName::Document), tr("Export folder…"), this, [this, id] {
        if (const FolderInfo *const folder = m_listed->findFolder(id))
            emit folderExportRequested(*folder);
    });
    menu->addAction(loadIcon(IconName::Trash), tr("Delete the folder…"), this, [this, id] { askToDeleteFolder(id); });
    menu->popup(place);
}

void ConversationController::askToEmptyTrash()
{
    const auto count = std::count_if(m_listed->chats().cbegin(), m_listed->chats().cend(), isTrashedChat);
    if (count == 0)
        return;
    askBefore(*m_list, tr("Empty the trash"),
        count == 1 ? tr("Delete 1 chat for good? This cannot be undone.")
                   : tr("Delete %L1 chats for good? This cannot be undone.").arg(count),
        [this] {
            m_chat->undo().close();
            m_history.emptyTrash();
        });
}

void ConversationController::askToDeleteFolder(const FolderId &id)
{
    const FolderInfo *const folder = m_listed->findFolder(id);
    if (!folder)
        return;
    askBefore(*m_list, tr("Delete the folder"), tr("Delete the folder “%1”? Its chats stay.").arg(folder->name),
        [this, id] { m_history.changeOrder(order::DeleteFolder{id}); });
}

void ConversationController::addFolder() { m_selection->askForFolder({}); }

void ConversationController::toggleFolder(const FolderId &id)
{
    QStringList closed = m_settings.get(keys::closedFolders);
    if (closed.removeAll(id) == 0)
        closed << id;
    // What is gone is not remembered.
    closed.removeIf([this](const FolderId &it) { return !m_listed->findFolder(it); });
    m_settings.set(keys::closedFolders, closed);
}

void ConversationController::updateSign()
{
    const ConversationInfo *const chat = m_listed->find(m_chats.current());
    if (m_history.isTemporary(m_chats.current()))
        m_chat->setSign(IconName::Hourglass,
            tr("Temporary chat: nothing of it is stored, and it is gone when it is closed or Freshet ends."));
    else if (chat && isTrashedChat(*chat))
        m_chat->setSign(IconName::Trash, tr("This chat is in the trash. Asking in it takes it out."));
    else if (chat && isArchivedChat(*chat))
        m_chat->setSign(IconName::Archive, tr("This chat is in the archive. Asking in it takes it out."));
    else
        m_chat->setSign({}, {});
}

} // namespace freshet
