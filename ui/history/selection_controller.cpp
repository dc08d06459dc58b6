// SPDX-License-Identifier: MIT
#include "ui/history/selection_controller.h"

#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/history/conversation_panel.h"
#include "ui/history/conversation_questions.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/undo_bar.h"

#include <QLocale>

#include <algorithm>

namespace freshet {

namespace {

using SelectedChats = SelectionController::Chats;

template <typename Predicate>
SelectedChats chatsWhere(const SelectedChats &chats, Predicate isOne)
{
    SelectedChats some;
    std::copy_if(chats.cbegin(), chats.cend(), std::back_inserter(some), isOne);
    return some;
}

bool isTemporaryChat(const ConversationInfo &chat) { return chat.isTemporary; }
bool isPinnedChat(const ConversationInfo &chat) { return chat.pinnedAt.isValid(); }
bool isArchivedChat(const ConversationInfo &chat) { return chat.archivedAt.isValid(); }
bool isTrashedChat(const ConversationInfo &chat) { return chat.trashedAt.isValid(); }
bool isKeptChat(const ConversationInfo &chat) { return !isTemporaryChat(chat) && !isTrashedChat(chat); }
bool isListedChat(const ConversationInfo &chat) { return isKeptChat(chat) && !isArchivedChat(chat); }

QStringList commonTags(const SelectedChats &chats)
{
    QStringList common = chats.first().tags;
    common.removeIf([&chats](const QString &tag) {
        return std::any_of(
            chats.cbegin(), chats.cend(), [&tag](const ConversationInfo &chat) { return !chat.tags.contains(tag); });
    });
    return common;
}

QList<ConversationId> idsOf(const SelectedChats &chats)
{
    QList<ConversationId> ids;
    for (const ConversationInfo &chat : chats)
        ids << chat.id;
    return ids;
}

} // namespace

SelectionController::SelectionController(HistoryStore &history, ChatController &chats, QObject *parent)
    : QObject(parent), m_history(history), m_chats(chats)
{
}

void SelectionController::showOn(ConversationPanel &list, ChatPanel &chat)
{
    m_list = &list;
    m_chat = &chat;
}

void SelectionController::run(
    ChatCommand command, const Chats &chats, const QList<FolderInfo> &folders, const QPoint &place)
{
    switch (command) {
    case ChatCommand::Pin:
        return pin(chatsWhere(chats, isListedChat));
    case ChatCommand::OpenInNewWindow:
    case ChatCommand::Rename:
        return; // one window, or one name, for several says nothing
    case ChatCommand::MoveToFolder: {
        const Chats movable = chatsWhere(chats, isListedChat);
        if (movable.isEmpty())
            return;
        auto *const menu = new QMenu(m_list);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addFolders(*menu, movable, folders);
        menu->popup(place);
        return;
    }
    case ChatCommand::EditTags:
        return editTags(chatsWhere(chats, isKeptChat));
    case ChatCommand::Archive:
        return archive(chatsWhere(chats, isKeptChat));
    case ChatCommand::Trash:
        return trash(chats);
    case ChatCommand::DeleteForGood:
        return askToDelete(chats);
    case ChatCommand::Export:
        emit exportRequested(idsOf(chats));
        return;
    }
}

void SelectionController::showMenu(const Chats &chats, const QList<FolderInfo> &folders, const QPoint &place)
{
    auto *const menu = new QMenu(m_list);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](IconName icon, const QString &text, ChatCommand command) {
        menu->addAction(loadIcon(icon), text, this,
            [this, command, chats, folders, place] { run(command, chats, folders, place); });
    };
    const Chats listed = chatsWhere(chats, isListedChat);
    const Chats kept = chatsWhere(chats, isKeptChat);
    const bool areTrashed = std::all_of(chats.cbegin(), chats.cend(), isTrashedChat);
    if (!listed.isEmpty()) {
        const bool arePinned = std::all_of(listed.cbegin(), listed.cend(), isPinnedChat);
        add(IconName::Pin, arePinned ? tr("Unpin") : tr("Pin"), ChatCommand::Pin);
        addFolders(*menu->addMenu(loadIcon(IconName::Folder), tr("Folder")), listed, folders);
    }
    if (!kept.isEmpty())
        add(IconName::Tag, tr("Tags…"), ChatCommand::EditTags);
    add(IconName::Document, tr("Export…"), ChatCommand::Export);
    menu->addSeparator();
    if (!kept.isEmpty()) {
        const bool areArchived = std::all_of(kept.cbegin(), kept.cend(), isArchivedChat);
        add(IconName::Archive, areArchived ? tr("Take out of the archive") : tr("Archive"), ChatCommand::Archive);
    }
    if (std::all_of(chats.cbegin(), chats.cend(), isTemporaryChat))
        add(IconName::Trash, tr("Close the temporary chats…"), ChatCommand::Trash);
    else
        add(IconName::Trash, areTrashed ? tr("Restore") : tr("Move to the trash"), ChatCommand::Trash);
    if (areTrashed)
        add(IconName::Trash, tr("Delete for good…"), ChatCommand::DeleteForGood);
    menu->popup(place);
}

void SelectionController::addFolders(QMenu &menu, const Chats &chats, const QList<FolderInfo> &folders)
{
    menu.addAction(tr("No folder"), this, [this, chats] { moveTo(chats, {}, {}); });
    QList<FolderInfo> sorted = folders;
    std::sort(sorted.begin(), sorted.end(),
        [](const FolderInfo &a, const FolderInfo &b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
    for (const FolderInfo &folder : std::as_const(sorted)) {
        menu.addAction(plainLabel(folder.name), this, [this, chats, folder] { moveTo(chats, folder.id, folder.name); });
    }
    menu.addSeparator();
    menu.addAction(loadIcon(IconName::FolderAdd), tr("New folder…"), this,
        [this, chats, folders] { askForFolder(chats, folders); });
}

void SelectionController::pin(const Chats &chats)
{
    const bool arePinned = std::all_of(chats.cbegin(), chats.cend(), isPinnedChat);
    Step step;
    for (const ConversationInfo &chat : chats) {
        if (arePinned) {
            step.changes << order::Unpin{chat.id};
            step.back << order::Pin{chat.id};
        } else if (!isPinnedChat(chat)) {
            step.changes << order::Pin{chat.id};
            step.back << order::Unpin{chat.id};
        }
    }
    take(step, (arePinned ? tr("Chats unpinned: %L1") : tr("Chats pinned: %L1")).arg(step.changes.size()));
}

/// @p before comes first, and is not taken back: a new folder stays.
void SelectionController::moveTo(
    const Chats &chats, const FolderId &folder, const QString &name, const QList<OrderChange> &before)
{
    Step step;
    for (const ConversationInfo &chat : chats) {
        if (chat.folder == folder)
            continue;
        step.changes << order::MoveToFolder{chat.id, folder};
        step.back << order::MoveToFolder{chat.id, chat.folder};
    }
    if (!before.isEmpty())
        m_history.changeOrders(before);
    const QString count = QLocale().toString(step.changes.size());
    take(step,
        folder.isEmpty() ? tr("Chats taken out of their folders: %1").arg(count)
                         : tr("Chats moved to “%1”: %2").arg(name, count));
}

void SelectionController::askForFolder(const Chats &chats, const QList<FolderInfo> &folders)
{
    askForText(*m_list,
        {.title = tr("New folder"), .label = tr("Name of the folder:"), .button = tr("Make folder"), .text = {}}, *this,
        [this, chats, folders](const QString &typed) {
            const QString name = typed.simplified();
            if (name.isEmpty())
                return;
            const auto same = std::find_if(folders.cbegin(), folders.cend(),
                [&name](const FolderInfo &it) { return it.name.compare(name, Qt::CaseInsensitive) == 0; });
            if (same != folders.cend())
                return moveTo(chats, same->id, same->name);
            const FolderId folder = newHistoryId();
            moveTo(chats, folder, name, {order::AddFolder{folder, name}});
        });
}

/// Those that all of them have can be seen and taken away; what is added comes to all. Other tags stay where they are.
void SelectionController::editTags(const Chats &chats)
{
    if (chats.isEmpty())
        return;
    const QStringList common = commonTags(chats);
    askForText(*m_list,
        {.title = tr("Tags"),
            .label = tr("Tags that all %L1 chats have, with commas between them. Other tags stay.").arg(chats.size()),
            .button = tr("Save tags"),
            .text = common.join(QLatin1String(", "))},
        *this, [this, chats, common](const QString &typed) { setTags(chats, common, tagsFromText(typed)); });
}

void SelectionController::setTags(const Chats &chats, const QStringList &common, const QStringList &wanted)
{
    Step step;
    for (const ConversationInfo &chat : chats) {
        QStringList tags = chat.tags;
        tags.removeIf([&](const QString &tag) { return common.contains(tag) && !wanted.contains(tag); });
        for (const QString &tag : wanted) {
            if (!tags.contains(tag, Qt::CaseInsensitive))
                tags << tag;
        }
        tags.sort(Qt::CaseInsensitive);
        if (tags == chat.tags)
            continue;
        step.changes << order::SetTags{chat.id, tags};
        step.back << order::SetTags{chat.id, chat.tags};
    }
    take(step, tr("Chats with other tags: %L1").arg(step.changes.size()));
}

void SelectionController::archive(const Chats &chats)
{
    const bool areArchived = std::all_of(chats.cbegin(), chats.cend(), isArchivedChat);
    Step step;
    for (const ConversationInfo &chat : chats) {
        if (areArchived) {
            step.changes << order::Unarchive{chat.id};
            step.back << order::Archive{chat.id};
        } else if (!isArchivedChat(chat)) {
            step.changes << order::Archive{chat.id};
            step.back << order::Unarchive{chat.id};
            if (isPinnedChat(chat))
                step.back << order::Pin{chat.id};
        }
    }
    take(step,
        (areArchived ? tr("Chats taken out of the archive: %L1") : tr("Chats archived: %L1")).arg(step.changes.size()));
}

void SelectionController::trash(const Chats &chats)
{
    if (std::all_of(chats.cbegin(), chats.cend(), isTemporaryChat))
        return askToDelete(chats);
    const Chats kept = chatsWhere(chats, isKeptChat);
    Step step;
    ConversationId shown;
    for (const ConversationInfo &chat : kept) {
        if (m_chats.current() == chat.id)
            shown = chat.id;
        emit leaving(chat.id);
        m_chats.leave(chat.id);
        step.changes << order::MoveToTrash{chat.id};
        step.back << order::Restore{chat.id};
    }
    if (!kept.isEmpty())
        return take(step, tr("Chats put in the trash: %L1").arg(step.changes.size()), shown);
    for (const ConversationInfo &chat : chatsWhere(chats, isTrashedChat)) {
        step.changes << order::Restore{chat.id};
        step.back << order::MoveToTrash{chat.id};
    }
    take(step, tr("Chats restored: %L1").arg(step.changes.size()));
}

/// Only what is in the trash, and temporary chats.
void SelectionController::askToDelete(const Chats &chats)
{
    const Chats gone = chatsWhere(chats, [](const ConversationInfo &chat) { return !isKeptChat(chat); });
    if (gone.isEmpty())
        return;
    const auto remove = [this, ids = idsOf(gone)] {
        m_chat->undo().close(); // it may offer to bring these back
        for (const ConversationId &id : ids)
            emit leaving(id);
        m_chats.removeAll(ids);
    };
    if (std::all_of(gone.cbegin(), gone.cend(), isTemporaryChat)) {
        askBefore(*m_list, tr("Close the chats"),
            tr("Close these temporary chats: %L1? Nothing of them is kept.").arg(gone.size()), remove);
    } else {
        askBefore(*m_list, tr("Delete for good"),
            tr("Chats to delete for good: %L1. This cannot be undone.").arg(gone.size()), remove);
    }
}

/// @p sentence says what was done; @p shownAgain is opened with the way back.
void SelectionController::take(const Step &step, const QString &sentence, const ConversationId &shownAgain)
{
    if (step.changes.isEmpty())
        return;
    m_history.changeOrders(step.changes);
    m_chat->undo().offer(sentence, [this, back = step.back, shownAgain] {
        m_history.changeOrders(back);
        if (!shownAgain.isEmpty())
            emit openRequested(shownAgain);
    });
}

} // namespace freshet
