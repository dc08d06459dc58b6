// SPDX-License-Identifier: MIT
#include "ui/history/listed_chats.h"

#include "core/history/history_store.h"

#include <QSet>

#include <algorithm>

namespace freshet {

ListedChats::ListedChats(HistoryStore &history, QObject *parent) : QObject(parent)
{
    connect(&history, &HistoryStore::conversationsListed, this, &ListedChats::setChats);
    connect(&history, &HistoryStore::foldersListed, this, [this](const QList<FolderInfo> &folders) {
        m_folders = folders;
        emit foldersChanged();
    });
}

void ListedChats::setChats(const QList<ConversationInfo> &chats)
{
    m_chats = chats;
    m_places.clear();
    for (qsizetype place = 0; place < chats.size(); ++place)
        m_places.insert(chats.at(place).id, place);
    emit chatsChanged();
}

const ConversationInfo *ListedChats::find(const ConversationId &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : &m_chats.at(*place);
}

QList<ConversationInfo> ListedChats::find(const QList<ConversationId> &ids) const
{
    QList<ConversationInfo> chats;
    for (const ConversationId &id : ids) {
        if (const ConversationInfo *const chat = find(id))
            chats << *chat;
    }
    return chats;
}

const FolderInfo *ListedChats::findFolder(const FolderId &id) const
{
    const auto folder
        = std::find_if(m_folders.cbegin(), m_folders.cend(), [&id](const FolderInfo &it) { return it.id == id; });
    return folder == m_folders.cend() ? nullptr : &*folder;
}

const FolderInfo *ListedChats::folderNamed(const QString &name) const
{
    const auto folder = std::find_if(m_folders.cbegin(), m_folders.cend(),
        [&name](const FolderInfo &it) { return it.name.compare(name, Qt::CaseInsensitive) == 0; });
    return folder == m_folders.cend() ? nullptr : &*folder;
}

QStringList ListedChats::tags() const
{
    QSet<QString> tags;
    for (const ConversationInfo &chat : m_chats)
        tags.unite(QSet<QString>(chat.tags.cbegin(), chat.tags.cend()));
    QStringList sorted(tags.cbegin(), tags.cend());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

} // namespace freshet
