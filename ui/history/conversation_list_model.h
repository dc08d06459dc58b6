// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/history/history_store.h"
#include "ui/history/conversation_rows.h"
#include "ui/widgets/row_delegate.h"

#include <QAbstractListModel>
#include <QSet>

namespace freshet {

/// The chats of one view with their headings and folders; see ConversationRows for what stands where.
///
/// What changes is told row by row, so that selection, place and an open editor stay; as a reset only where another
/// filter scatters the list. Editing a title or the name of a folder only asks for it; the new one shows when the list
/// comes back from the store.
class ConversationListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = RowUserRole, ///< ConversationId; empty for a heading and a folder.
        FolderRole, ///< FolderId of a folder's own row; empty for all others.
        IsOpenRole, ///< bool: of a folder.
        TagsRole, ///< QStringList: of a chat.
    };

    explicit ConversationListModel(const Clock &clock, QObject *parent = nullptr);

    void setConversations(const QList<ConversationInfo> &newestFirst);
    void setFolders(const QList<FolderInfo> &folders);
    void setClosedFolders(const QSet<FolderId> &closed);
    void setView(ConversationView view);
    void setFilter(const QString &words);
    void setAnswering(const QSet<ConversationId> &ids); ///< Chats whose answer is being written.

    ConversationView view() const { return m_source.view; }
    const QList<ConversationInfo> &conversations() const { return m_source.conversations; }
    const QList<FolderInfo> &folders() const { return m_source.folders; }
    QModelIndex indexOf(const ConversationId &id) const; ///< Of a chat that is shown.
    QModelIndex indexOfFolder(const FolderId &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void renameRequested(const freshet::ConversationId &id, const QString &title);
    void folderRenameRequested(const freshet::FolderId &id, const QString &name);

private:
    using Rows = QList<ConversationRow>;

    QModelIndex indexOf(ConversationRow::Kind kind, const QString &id) const;
    void rebuild();
    void removeRowsBut(const QSet<std::pair<int, QString>> &kept); ///< Kinds and ids.
    void reorder(const Rows &next);
    void permute(const Rows &order);
    void insertMissing(const Rows &next);
    void update(const Rows &next);

    const Clock m_clock;
    ConversationRows m_source;
    QSet<ConversationId> m_answering;
    Rows m_rows;
};

} // namespace freshet
