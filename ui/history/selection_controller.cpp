// SPDX-License-Identifier: MIT
#include "ui/history/selection_controller.h"

#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/history/chat_standing.h"
#include "ui/history/conversation_panel.h"
#include "ui/history/conversation_questions.h"
#include "ui/history/listed_chats.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/undo_bar.h"

#include <QLocale>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kMostKnownTags = 12;

QStringList commonTags(const QList<ConversationInfo> &chats)
{
    QStringList common = chats.first().tags;
    common.removeIf([&chats](const QString &tag) {
        return !areAll(chats, [&tag](const ConversationInfo &chat) { return chat.tags.contains(tag); });
    });
    return common;
}

QList<ConversationId> idsOf(const QList<ConversationInfo> &chats)
{
    QList<ConversationId> ids;
    for (const ConversationInfo &chat : chats)
        ids << chat.id;
    return ids;
}

} // namespace

void SelectionController::Step::add(const ConversationInfo &chat, const OrderChange &change, const OrderChange &undone)
{
    changes << change;
    back << undone;
    title = chat.title;
}

QString SelectionController::Step::words(const QString &one, const QString &several) const
{
    return changes.size() == 1 ? one.arg(title) : several.arg(changes.size());
}

SelectionController::SelectionController(
    HistoryStore &history, const ListedChats &listed, ChatController &chats, QObject *parent)
    : QObject(parent), m_history(history), m_listed(listed), m_chats(chats)
{
}

void SelectionController::showOn(ConversationPanel &list, ChatPanel &chat)
{
    m_list = &list;
    m_chat = &chat;
}

void SelectionController::run(ChatCommand command, const Ids &ids)
{
    const Chats chats = m_listed.find(ids);
    if (chats.isEmpty())
        return;
    switch (command) {
    case ChatCommand::Pin:
        return pin(chatsWhere(chats, isListedChat));
    case ChatCommand::Rename:
        if (chats.size() == 1) // one name for several says nothing
            rename(chats.first());
        return;
    case ChatCommand::MoveToFolder:
        return showMenu(
            idsOf(chatsWhere(chats, isListedChat)), menuPlaceOf(chats.first().id), ConversationMenu::Content::Folders);
    case ChatCommand::EditTags:
        return editTags(chatsWhere(chats, isKeptChat));
    case ChatCommand::Archive:
        return archive(chatsWhere(chats, isKeptChat));
    case ChatCommand::Trash:
        return trash(chats);
    case ChatCommand::DeleteForGood:
        return askToDelete(chats);
    case ChatCommand::OpenInNewWindow:
        if (chats.size() == 1)
            emit windowRequested(chats.first().id);
        return;
    case ChatCommand::Export:
        emit exportRequested(idsOf(chats));
        return;
    }
}

QPoint SelectionController::menuPlaceOf(const ConversationId &id) const
{
    return m_list->menuPlaceOf(id).value_or(m_chat->mapToGlobal(m_chat->rect().center()));
}

/// The list may come anew while the menu is open.
void SelectionController::showMenu(const Ids &ids, const QPoint &place, ConversationMenu::Content content)
{
    const Chats chats = m_listed.find(ids);
    if (chats.isEmpty())
        return;
    auto *const menu = new ConversationMenu(chats, m_listed.folders(), content, m_list);
    connect(menu, &ConversationMenu::chosen, this, [this, ids](ChatCommand command) { run(command, ids); });
    connect(menu, &ConversationMenu::folderChosen, this, [this, ids](const FolderId &id) {
        const FolderInfo *const folder = m_listed.findFolder(id);
        if (folder || id.isEmpty())
            moveTo(ids, folder ? *folder : FolderInfo());
    });
    connect(menu, &ConversationMenu::newFolderRequested, this, [this, ids] { askForFolder(ids); });
    connect(menu, &ConversationMenu::tagFilterRequested, this,
        [this](const QString &tag) { m_list->setFilter(u'#' + tag); });
    menu->popup(place);
}

void SelectionController::pin(const Chats &chats)
{
    const bool arePinned = areAll(chats, isPinnedChat);
    Step step;
    for (const ConversationInfo &chat : chats) {
        if (arePinned)
            step.add(chat, order::Unpin{chat.id}, order::Pin{chat.id, chat.pinnedAt});
        else if (!isPinnedChat(chat))
            step.add(chat, order::Pin{chat.id}, order::Unpin{chat.id});
    }
    take(step,
        arePinned ? step.words(tr("“%1” is no longer pinned."), tr("Chats unpinned: %L1"))
                  : step.words(tr("“%1” is pinned."), tr("Chats pinned: %L1")));
}

/// In the list; where it is not in sight, in a dialog.
void SelectionController::rename(const ConversationInfo &chat)
{
    if (m_list->editTitle(chat.id))
        return;
    askForText(*m_list, {.title = tr("Rename"), .label = tr("New name:"), .button = tr("Rename"), .text = chat.title},
        *this, [this, id = chat.id](const QString &typed) {
            if (const QString title = typed.simplified(); !title.isEmpty())
                m_history.renameConversation(id, title);
        });
}

/// Out of their folders where @p folder has no id. @p before comes first, and is not taken back: a new folder stays.
void SelectionController::moveTo(const Ids &ids, const FolderInfo &folder, const QList<OrderChange> &before)
{
    Step step;
    step.before = before;
    const Chats chats = chatsWhere(m_listed.find(ids), isListedChat);
    for (const ConversationInfo &chat : chats) {
        if (chat.folder != folder.id)
            step.add(chat, order::MoveToFolder{chat.id, folder.id}, order::MoveBack{chat.id, chat.folder});
    }
    if (folder.id.isEmpty())
        return take(
            step, step.words(tr("“%1” is in no folder any more."), tr("Chats taken out of their folders: %L1")));
    take(step,
        step.changes.size() == 1
            ? tr("“%1” was moved to “%2”.").arg(step.title, folder.name)
            : tr("Chats moved to “%1”: %2").arg(folder.name, QLocale().toString(step.changes.size())));
}

void SelectionController::askForFolder(const Ids &moved)
{
    askForText(*m_list,
        {.title = tr("New folder"), .label = tr("Name of the folder:"), .button = tr("Make folder"), .text = {}}, *this,
        [this, moved](const QString &typed) {
            if (const QString name = typed.simplified(); !name.isEmpty())
                moveToNamed(moved, name);
        });
}

void SelectionController::moveToNamed(const Ids &ids, const QString &name)
{
    if (const FolderInfo *const same = m_listed.folderNamed(name))
        return moveTo(ids, *same);
    const FolderId folder = newHistoryId();
    moveTo(ids, {folder, name}, {order::AddFolder{folder, name}});
}

/// Those that all of them have can be seen and taken away; what is added comes to all. Other tags stay where they are.
void SelectionController::editTags(const Chats &chats)
{
    if (chats.isEmpty())
        return;
    const QStringList common = commonTags(chats);
    QString label = chats.size() == 1
        ? tr("Tags of “%1”, with commas between them:").arg(plainLabel(chats.first().title))
        : tr("Tags that all %L1 chats have, with commas between them. Other tags stay.").arg(chats.size());
    if (const QStringList known = m_listed.tags(); !known.isEmpty())
        label += u'\n' + tr("In use: %1").arg(plainLabel(known.mid(0, kMostKnownTags).join(QLatin1String(", "))));
    askForText(*m_list,
        {.title = tr("Tags"), .label = label, .button = tr("Save tags"), .text = common.join(QLatin1String(", "))},
        *this, [this, ids = idsOf(chats), common](const QString &typed) {
            setTags(m_listed.find(ids), common, tagsFromText(typed));
        });
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
        if (tags != chat.tags)
            step.add(chat, order::SetTags{chat.id, tags}, order::SetTags{chat.id, chat.tags});
    }
    take(step, step.words(tr("The tags of “%1” were changed."), tr("Chats whose tags were changed: %L1")));
}

void SelectionController::archive(const Chats &chats)
{
    const bool areArchived = areAll(chats, isArchivedChat);
    Step step;
    for (const ConversationInfo &chat : chats) {
        if (areArchived) {
            step.add(chat, order::Unarchive{chat.id}, order::Archive{chat.id});
        } else if (!isArchivedChat(chat)) {
            step.add(chat, order::Archive{chat.id}, order::Unarchive{chat.id});
            if (isPinnedChat(chat))
                step.back << order::Pin{chat.id, chat.pinnedAt};
        }
    }
    take(step,
        areArchived ? step.words(tr("“%1” is among your chats again."), tr("Chats taken out of the archive: %L1"))
                    : step.words(tr("“%1” is in the archive."), tr("Chats archived: %L1")));
}

void SelectionController::trash(const Chats &chats)
{
    if (areAll(chats, isTemporaryChat))
        return askToDelete(chats);
    const Chats kept = chatsWhere(chats, isKeptChat);
    if (kept.isEmpty())
        return restore(chatsWhere(chats, isTrashedChat));
    Step step;
    ConversationId shown;
    for (const ConversationInfo &chat : kept) {
        if (m_chats.current() == chat.id)
            shown = chat.id;
        emit leaving(chat.id);
        m_chats.leave(chat.id);
        step.add(chat, order::MoveToTrash{chat.id}, order::Restore{chat.id});
    }
    take(step, step.words(tr("“%1” is in the trash."), tr("Chats put in the trash: %L1")), shown);
}

void SelectionController::restore(const Chats &chats)
{
    Step step;
    for (const ConversationInfo &chat : chats)
        step.add(chat, order::Restore{chat.id}, order::MoveToTrash{chat.id});
    take(step, step.words(tr("“%1” is back where it was."), tr("Chats restored: %L1")));
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
    const bool isOne = gone.size() == 1;
    if (areAll(gone, isTemporaryChat)) {
        askBefore(*m_list, isOne ? tr("Close the chat") : tr("Close the chats"),
            isOne ? tr("Close “%1”? It is a temporary chat: nothing of it is kept.").arg(gone.first().title)
                  : tr("Close these temporary chats: %L1? Nothing of them is kept.").arg(gone.size()),
            remove);
    } else {
        askBefore(*m_list, tr("Delete for good"),
            isOne ? tr("Delete “%1”? This cannot be undone.").arg(gone.first().title)
                  : tr("Chats to delete for good: %L1. This cannot be undone.").arg(gone.size()),
            remove);
    }
}

/// @p sentence says what was done; @p shownAgain is opened with the way back.
void SelectionController::take(const Step &step, const QString &sentence, const ConversationId &shownAgain)
{
    const QList<OrderChange> all = step.before + step.changes;
    if (all.isEmpty())
        return;
    m_history.changeOrders(all);
    if (step.changes.isEmpty())
        return; // a new folder is in sight
    m_chat->undo().offer(sentence, [this, back = step.back, shownAgain] {
        m_history.changeOrders(back);
        if (!shownAgain.isEmpty())
            emit openRequested(shownAgain);
    });
}

} // namespace freshet
