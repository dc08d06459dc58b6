// SPDX-License-Identifier: MIT
#include "ui/history/conversation_controller.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/history/conversation_list_model.h"
#include "ui/history/conversation_panel.h"
#include "ui/history/conversation_questions.h"
#include "ui/history/selection_controller.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/undo_bar.h"

#include <algorithm>

namespace freshet {

ConversationController::ConversationController(
    HistoryStore &history, SettingsStore &settings, ChatController &chats, QObject *parent)
    : QObject(parent),
      m_history(history),
      m_settings(settings),
      m_chats(chats),
      m_selection(new SelectionController(history, chats, this))
{
    connect(&history, &HistoryStore::foldersListed, this, [this](const QList<FolderInfo> &folders) {
        m_folders = folders;
        m_list->model().setFolders(folders);
    });
    connect(&history, &HistoryStore::conversationsListed, this, &ConversationController::onListed);
    connect(&chats, &ChatController::currentChanged, this, &ConversationController::updateSign);
    connect(m_selection, &SelectionController::exportRequested, this, &ConversationController::exportRequested);
    connect(m_selection, &SelectionController::openRequested, this, &ConversationController::openRequested);
    connect(m_selection, &SelectionController::leaving, this, &ConversationController::leaving);
}

void ConversationController::showOn(ConversationPanel &list, ChatPanel &chat)
{
    m_list = &list;
    m_chat = &chat;
    m_selection->showOn(list, chat);
    ConversationListModel &model = list.model();
    model.setFolders(m_folders);
    model.setConversations(m_conversations);
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
    connect(m_list, &ConversationPanel::folderRenameRequested, this, &ConversationController::renameFolder);
    connect(m_list, &ConversationPanel::folderToggled, this, &ConversationController::toggleFolder);
    connect(m_list, &ConversationPanel::menuRequested, this,
        [this](const ConversationId &id, const QPoint &place) { showMenu(id, place, ConversationMenu::Content::All); });
    connect(m_list, &ConversationPanel::selectionMenuRequested, this,
        [this](const QList<ConversationId> &ids, const QPoint &place) {
            if (const auto chats = find(ids); !chats.isEmpty())
                m_selection->showMenu(chats, m_folders, place);
        });
    connect(m_list, &ConversationPanel::folderMenuRequested, this, &ConversationController::showFolderMenu);
    connect(m_list, &ConversationPanel::deletePressed, this, &ConversationController::onDeletePressed);
    connect(m_list, &ConversationPanel::folderDeletePressed, this, &ConversationController::askToDeleteFolder);
    connect(m_list, &ConversationPanel::emptyTrashRequested, this, &ConversationController::askToEmptyTrash);
}

/// In the trash it deletes for good, elsewhere it only puts there.
void ConversationController::onDeletePressed(const QList<ConversationId> &ids)
{
    const QList<ConversationInfo> chats = find(ids);
    const bool areInTrash = std::all_of(
        chats.cbegin(), chats.cend(), [](const ConversationInfo &chat) { return chat.trashedAt.isValid(); });
    run(areInTrash ? ChatCommand::DeleteForGood : ChatCommand::Trash, ids);
}

void ConversationController::onListed(const QList<ConversationInfo> &conversations)
{
    m_conversations = conversations;
    m_places.clear();
    for (qsizetype place = 0; place < conversations.size(); ++place)
        m_places.insert(conversations.at(place).id, place);
    m_list->model().setConversations(conversations);
    updateSign();
}

const ConversationInfo *ConversationController::find(const ConversationId &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : &m_conversations.at(*place);
}

const FolderInfo *ConversationController::findFolder(const FolderId &id) const
{
    const auto folder
        = std::find_if(m_folders.cbegin(), m_folders.cend(), [&id](const FolderInfo &it) { return it.id == id; });
    return folder == m_folders.cend() ? nullptr : &*folder;
}

QList<ConversationInfo> ConversationController::find(const QList<ConversationId> &ids) const
{
    QList<ConversationInfo> chats;
    for (const ConversationId &id : ids) {
        if (const ConversationInfo *const chat = find(id))
            chats << *chat;
    }
    return chats;
}

void ConversationController::run(ChatCommand command)
{
    if (const FolderId folder = m_list->focusedFolder(); !folder.isEmpty() && command == ChatCommand::Rename)
        return m_list->editFolder(folder);
    const QList<ConversationId> chosen = m_list->chosenChats();
    run(command, chosen.isEmpty() ? QList<ConversationId>{m_chats.current()} : chosen);
}

void ConversationController::run(ChatCommand command, const QList<ConversationId> &ids)
{
    if (ids.size() == 1)
        return run(command, ids.first());
    const QList<ConversationInfo> chats = find(ids);
    if (!chats.isEmpty())
        m_selection->run(command, chats, m_folders, menuPlaceOf(chats.first().id));
}

QPoint ConversationController::menuPlaceOf(const ConversationId &id) const
{
    return m_list->menuPlaceOf(id).value_or(m_chat->mapToGlobal(m_chat->rect().center()));
}

void ConversationController::run(ChatCommand command, const ConversationId &id)
{
    const ConversationInfo *const found = find(id);
    if (!found)
        return;
    const ConversationInfo chat = *found; // the list may come anew meanwhile
    const bool isFixed = chat.isTemporary || chat.trashedAt.isValid();
    switch (command) {
    case ChatCommand::Pin:
        if (isFixed || chat.archivedAt.isValid())
            return;
        if (chat.pinnedAt.isValid())
            m_history.changeOrder(order::Unpin{id});
        else
            m_history.changeOrder(order::Pin{id});
        return;
    case ChatCommand::Rename:
        return rename(chat);
    case ChatCommand::MoveToFolder:
        if (!isFixed && !chat.archivedAt.isValid())
            showMenu(id, menuPlaceOf(id), ConversationMenu::Content::Folders);
        return;
    case ChatCommand::EditTags:
        if (!isFixed)
            editTags(chat);
        return;
    case ChatCommand::Archive:
        if (!isFixed)
            archive(chat);
        return;
    case ChatCommand::Trash:
        return chat.isTemporary ? askToDelete(chat) : trash(chat);
    case ChatCommand::DeleteForGood:
        return askToDelete(chat);
    case ChatCommand::OpenInNewWindow:
        emit windowRequested(id);
        return;
    case ChatCommand::Export:
        emit exportRequested({id});
        return;
    }
}

void ConversationController::showMenu(const ConversationId &id, const QPoint &place, ConversationMenu::Content content)
{
    const ConversationInfo *const chat = find(id);
    if (!chat)
        return;
    auto *const menu = new ConversationMenu(*chat, m_folders, content, m_list);
    connect(menu, &ConversationMenu::chosen, this, [this, id](ChatCommand command) { run(command, id); });
    connect(menu, &ConversationMenu::folderChosen, this, [this, id](const FolderId &folder) {
        m_history.changeOrder(order::MoveToFolder{id, folder});
    });
    connect(menu, &ConversationMenu::newFolderRequested, this, [this, id] { askForFolder(id); });
    connect(menu, &ConversationMenu::tagFilterRequested, this,
        [this](const QString &tag) { m_list->setFilter(u'#' + tag); });
    menu->popup(place);
}

void ConversationController::showFolderMenu(const FolderId &id, const QPoint &place)
{
    auto *const menu = new QMenu(m_list);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(loadIcon(IconName::Edit), tr("Rename"), this, [this, id] { m_list->editFolder(id); });
    menu->addAction(loadIcon(IconName::FolderAdd), tr("New folder…"), this, &ConversationController::addFolder);
    menu->addAction(loadIcon(IconName::Document), tr("Export folder…"), this, [this, id] {
        if (const FolderInfo *const folder = findFolder(id))
            emit folderExportRequested(*folder);
    });
    menu->addAction(loadIcon(IconName::Trash), tr("Delete the folder…"), this, [this, id] { askToDeleteFolder(id); });
    menu->popup(place);
}

void ConversationController::archive(const ConversationInfo &chat)
{
    const ConversationId id = chat.id;
    if (chat.archivedAt.isValid()) {
        m_history.changeOrder(order::Unarchive{id});
        m_chat->undo().offer(tr("“%1” is among your chats again.").arg(chat.title),
            [this, id] { m_history.changeOrder(order::Archive{id}); });
        return;
    }
    m_history.changeOrder(order::Archive{id});
    m_chat->undo().offer(tr("“%1” is in the archive.").arg(chat.title), [this, id, pin = chat.pinnedAt.isValid()] {
        m_history.changeOrder(order::Unarchive{id});
        if (pin)
            m_history.changeOrder(order::Pin{id});
    });
}

void ConversationController::trash(const ConversationInfo &chat)
{
    const ConversationId id = chat.id;
    if (chat.trashedAt.isValid()) {
        m_history.changeOrder(order::Restore{id});
        m_chat->undo().offer(tr("“%1” is back where it was.").arg(chat.title),
            [this, id] { m_history.changeOrder(order::MoveToTrash{id}); });
        return;
    }
    const bool wasShown = m_chats.current() == id;
    emit leaving(id);
    m_chats.leave(id);
    m_history.changeOrder(order::MoveToTrash{id});
    m_chat->undo().offer(tr("“%1” is in the trash.").arg(chat.title), [this, id, wasShown] {
        m_history.changeOrder(order::Restore{id});
        if (wasShown)
            emit openRequested(id);
    });
}

void ConversationController::askToDelete(const ConversationInfo &chat)
{
    const auto remove = [this, id = chat.id] {
        m_chat->undo().close(); // it may offer to bring this one back
        emit leaving(id);
        m_chats.remove(id);
    };
    if (chat.isTemporary) {
        askBefore(*m_list, tr("Close the chat"),
            tr("Close “%1”? It is a temporary chat: nothing of it is kept.").arg(chat.title), remove);
    } else {
        askBefore(*m_list, tr("Delete for good"), tr("Delete “%1”? This cannot be undone.").arg(chat.title), remove);
    }
}

void ConversationController::askToEmptyTrash()
{
    const auto count = std::count_if(m_conversations.cbegin(), m_conversations.cend(),
        [](const ConversationInfo &chat) { return chat.trashedAt.isValid(); });
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
    const FolderInfo *const folder = findFolder(id);
    if (!folder)
        return;
    askBefore(*m_list, tr("Delete the folder"), tr("Delete the folder “%1”? Its chats stay.").arg(folder->name),
        [this, id] { m_history.changeOrder(order::DeleteFolder{id}); });
}

/// In the list; where it is not in sight, in a dialog.
void ConversationController::rename(const ConversationInfo &chat)
{
    if (m_list->editTitle(chat.id))
        return;
    askForText(*m_list, {.title = tr("Rename"), .label = tr("New name:"), .button = tr("Rename"), .text = chat.title},
        *this, [this, id = chat.id](const QString &typed) {
            if (const QString title = typed.simplified(); !title.isEmpty())
                m_history.renameConversation(id, title);
        });
}

void ConversationController::editTags(const ConversationInfo &chat)
{
    QStringList known;
    for (const ConversationInfo &it : std::as_const(m_conversations)) {
        for (const QString &tag : it.tags) {
            if (!known.contains(tag))
                known << tag;
        }
    }
    known.sort(Qt::CaseInsensitive);
    QString label = tr("Tags of “%1”, with commas between them:").arg(plainLabel(chat.title));
    if (!known.isEmpty())
        label += u'\n' + tr("In use: %1").arg(plainLabel(known.mid(0, 12).join(QLatin1String(", "))));
    askForText(*m_list,
        {.title = tr("Tags"), .label = label, .button = tr("Save tags"), .text = chat.tags.join(QLatin1String(", "))},
        *this, [this, id = chat.id](const QString &typed) {
            m_history.changeOrder(order::SetTags{id, tagsFromText(typed)});
        });
}

void ConversationController::addFolder() { askForFolder({}); }

void ConversationController::askForFolder(const ConversationId &moved)
{
    askForText(*m_list,
        {.title = tr("New folder"), .label = tr("Name of the folder:"), .button = tr("Make folder"), .text = {}}, *this,
        [this, moved](const QString &typed) {
            const QString name = typed.simplified();
            if (name.isEmpty())
                return;
            const auto same = std::find_if(m_folders.cbegin(), m_folders.cend(),
                [&name](const FolderInfo &it) { return it.name.compare(name, Qt::CaseInsensitive) == 0; });
            const FolderId folder = same == m_folders.cend() ? newHistoryId() : same->id;
            if (same == m_folders.cend())
                m_history.changeOrder(order::AddFolder{folder, name});
            if (!moved.isEmpty())
                m_history.changeOrder(order::MoveToFolder{moved, folder});
        });
}

void ConversationController::renameFolder(const FolderId &id, const QString &name)
{
    m_history.changeOrder(order::RenameFolder{id, name});
}

void ConversationController::toggleFolder(const FolderId &id)
{
    QStringList closed = m_settings.get(keys::closedFolders);
    if (closed.removeAll(id) == 0)
        closed << id;
    // What is gone is not remembered.
    closed.removeIf([this](const FolderId &it) {
        return std::none_of(
            m_folders.cbegin(), m_folders.cend(), [&it](const FolderInfo &own) { return own.id == it; });
    });
    m_settings.set(keys::closedFolders, closed);
}

void ConversationController::updateSign()
{
    const ConversationInfo *const chat = find(m_chats.current());
    if (m_history.isTemporary(m_chats.current()))
        m_chat->setSign(IconName::Hourglass,
            tr("Temporary chat: nothing of it is stored, and it is gone when it is closed or Freshet ends."));
    else if (chat && chat->trashedAt.isValid())
        m_chat->setSign(IconName::Trash, tr("This chat is in the trash. Asking in it takes it out."));
    else if (chat && chat->archivedAt.isValid())
        m_chat->setSign(IconName::Archive, tr("This chat is in the archive. Asking in it takes it out."));
    else
        m_chat->setSign({}, {});
}

} // namespace freshet
