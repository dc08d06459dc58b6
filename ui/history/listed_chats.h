// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/conversation_info.h"

#include <QHash>
#include <QObject>

namespace freshet {

class HistoryStore;

/// The chats and folders that HistoryStore listed last. What is found holds until the next ones come.
class ListedChats : public QObject {
    Q_OBJECT

public:
    explicit ListedChats(HistoryStore &history, QObject *parent = nullptr);

    const QList<ConversationInfo> &chats() const { return m_chats; }
    const QList<FolderInfo> &folders() const { return m_folders; }
    const ConversationInfo *find(const ConversationId &id) const; ///< Null: it is not there.
    QList<ConversationInfo> find(const QList<ConversationId> &ids) const; ///< Those that are there.
    const FolderInfo *findFolder(const FolderId &id) const; ///< Likewise.
    const FolderInfo *folderNamed(const QString &name) const; ///< In whatever case it is written.
    QStringList tags() const; ///< Of all chats, sorted.

signals:
    void chatsChanged();
    void foldersChanged();

private:
    void setChats(const QList<ConversationInfo> &chats);

    QList<ConversationInfo> m_chats;
    QHash<ConversationId, qsizetype> m_places; ///< In m_chats.
    QList<FolderInfo> m_folders;
};

} // namespace freshet
