// SPDX-License-Identifier: MIT
#include "ui/history/conversation_menu.h"

#include "ui/history/chat_standing.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/plain_text.h"

#include <QActionGroup>

#include <algorithm>

namespace freshet {

namespace {

QIcon iconOf(ChatCommand command)
{
    switch (command) {
    case ChatCommand::Pin:
        return loadIcon(IconName::Pin);
    case ChatCommand::Rename:
        return loadIcon(IconName::Edit);
    case ChatCommand::MoveToFolder:
        return loadIcon(IconName::Folder);
    case ChatCommand::EditTags:
        return loadIcon(IconName::Tag);
    case ChatCommand::Archive:
        return loadIcon(IconName::Archive);
    case ChatCommand::Export:
        return loadIcon(IconName::Document);
    case ChatCommand::Trash:
    case ChatCommand::DeleteForGood:
        return loadIcon(IconName::Trash);
    case ChatCommand::OpenInNewWindow:
        return loadIcon(IconName::Panel);
    }
    return {};
}

} // namespace

ConversationMenu::ConversationMenu(
    const QList<ConversationInfo> &chats, const QList<FolderInfo> &folders, Content content, QWidget *parent)
    : QMenu(parent), m_chats(chats)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(isOfOne() ? chats.first().title : tr("Chosen chats: %L1").arg(chats.size()));
    if (content == Content::Folders)
        addFolders(*this, folders);
    else
        addAll(folders);
}

void ConversationMenu::addAll(const QList<FolderInfo> &folders)
{
    const QList<ConversationInfo> listed = chatsWhere(m_chats, isListedChat);
    const QList<ConversationInfo> kept = chatsWhere(m_chats, isKeptChat);
    const bool areTrashed = areAll(m_chats, isTrashedChat);
    if (isOfOne()) {
        addCommand(ChatCommand::OpenInNewWindow, tr("Open in a new window"));
        addSeparator();
    }
    if (!listed.isEmpty())
        addCommand(ChatCommand::Pin, areAll(listed, isPinnedChat) ? tr("Unpin") : tr("Pin"));
    if (isOfOne() && !areTrashed)
        addCommand(ChatCommand::Rename, tr("Rename"));
    if (!listed.isEmpty()) {
        QMenu *const inner = addMenu(iconOf(ChatCommand::MoveToFolder), tr("Folder"));
        addFolders(*inner, folders);
    }
    if (!kept.isEmpty())
        addTags();
    addCommand(ChatCommand::Export, tr("Export…"));
    addSeparator();
    if (!kept.isEmpty())
        addCommand(ChatCommand::Archive, areAll(kept, isArchivedChat) ? tr("Take out of the archive") : tr("Archive"));
    if (areAll(m_chats, isTemporaryChat))
        addCommand(ChatCommand::Trash, isOfOne() ? tr("Close the temporary chat…") : tr("Close the temporary chats…"));
    else
        addCommand(ChatCommand::Trash, areTrashed ? tr("Restore") : tr("Move to the trash"));
    if (areTrashed)
        addCommand(ChatCommand::DeleteForGood, tr("Delete for good…"));
}

void ConversationMenu::addCommand(ChatCommand command, const QString &text)
{
    addAction(iconOf(command), text, this, [this, command] { emit chosen(command); });
}

void ConversationMenu::addFolders(QMenu &menu, const QList<FolderInfo> &folders)
{
    auto *const one = new QActionGroup(&menu);
    const auto add = [&](const QString &text, const FolderId &folder) {
        QAction *const action = menu.addAction(text, this, [this, folder] { emit folderChosen(folder); });
        action->setCheckable(true);
        action->setChecked(areAll(m_chats, [&folder](const ConversationInfo &chat) { return chat.folder == folder; }));
        one->addAction(action);
    };
    add(tr("No folder"), {});
    QList<FolderInfo> sorted = folders;
    std::sort(sorted.begin(), sorted.end(),
        [](const FolderInfo &a, const FolderInfo &b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
    for (const FolderInfo &folder : std::as_const(sorted))
        add(plainLabel(folder.name), folder.id);
    menu.addSeparator();
    menu.addAction(loadIcon(IconName::FolderAdd), tr("New folder…"), this, &ConversationMenu::newFolderRequested);
}

void ConversationMenu::addTags()
{
    if (!isOfOne() || m_chats.first().tags.isEmpty())
        return addCommand(ChatCommand::EditTags, tr("Tags…"));
    QMenu *const inner = addMenu(iconOf(ChatCommand::EditTags), tr("Tags"));
    inner->addAction(tr("Edit tags…"), this, [this] { emit chosen(ChatCommand::EditTags); });
    inner->addSeparator();
    for (const QString &tag : m_chats.first().tags) {
        inner->addAction(
            plainLabel(tr("Show all with #%1").arg(tag)), this, [this, tag] { emit tagFilterRequested(tag); });
    }
}

} // namespace freshet
