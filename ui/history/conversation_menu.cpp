// SPDX-License-Identifier: MIT
#include "ui/history/conversation_menu.h"

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
    const ConversationInfo &chat, const QList<FolderInfo> &folders, Content content, QWidget *parent)
    : QMenu(parent), m_chat(chat)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(chat.title);
    if (content == Content::Folders)
        addFolders(*this, folders);
    else
        addAll(folders);
}

void ConversationMenu::addAll(const QList<FolderInfo> &folders)
{
    addCommand(ChatCommand::OpenInNewWindow, tr("Open in a new window"));
    addSeparator();
    if (m_chat.isTemporary) {
        addCommand(ChatCommand::Rename, tr("Rename"));
        addCommand(ChatCommand::Export, tr("Export…"));
        addCommand(ChatCommand::Trash, tr("Close the temporary chat…"));
        return;
    }
    if (m_chat.trashedAt.isValid()) {
        addCommand(ChatCommand::Trash, tr("Restore"));
        addCommand(ChatCommand::Export, tr("Export…"));
        addCommand(ChatCommand::DeleteForGood, tr("Delete for good…"));
        return;
    }
    const bool isArchived = m_chat.archivedAt.isValid();
    if (!isArchived)
        addCommand(ChatCommand::Pin, m_chat.pinnedAt.isValid() ? tr("Unpin") : tr("Pin"));
    addCommand(ChatCommand::Rename, tr("Rename"));
    if (!isArchived) {
        QMenu *const inner = addMenu(iconOf(ChatCommand::MoveToFolder), tr("Folder"));
        addFolders(*inner, folders);
    }
    addTags();
    addCommand(ChatCommand::Export, tr("Export…"));
    addSeparator();
    addCommand(ChatCommand::Archive, isArchived ? tr("Take out of the archive") : tr("Archive"));
    addCommand(ChatCommand::Trash, tr("Move to the trash"));
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
        action->setChecked(m_chat.folder == folder);
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
    if (m_chat.tags.isEmpty())
        return addCommand(ChatCommand::EditTags, tr("Tags…"));
    QMenu *const inner = addMenu(iconOf(ChatCommand::EditTags), tr("Tags"));
    inner->addAction(tr("Edit tags…"), this, [this] { emit chosen(ChatCommand::EditTags); });
    inner->addSeparator();
    for (const QString &tag : m_chat.tags) {
        inner->addAction(
            plainLabel(tr("Show all with #%1").arg(tag)), this, [this, tag] { emit tagFilterRequested(tag); });
    }
}

} // namespace freshet
