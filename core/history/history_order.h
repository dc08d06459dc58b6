// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/conversation_info.h"

#include <variant>

class QSqlQuery;

namespace freshet {

/// One thing that is changed about where chats stand; HistoryStore::changeOrder() takes them.
namespace order {

struct Pin {
    ConversationId id;
    QDateTime at = {}; ///< Where it was before, as of ConversationInfo; invalid: below those that are pinned already.
};
struct Unpin {
    ConversationId id;
};
struct MoveToFolder {
    ConversationId id;
    FolderId folder; ///< Empty: out of its folder.
};
struct MoveBack { ///< To the folder that it was in before; in no folder where that one is gone.
    ConversationId id;
    FolderId folder;
};
struct SetTags {
    ConversationId id;
    QStringList tags; ///< As of tagsFromText().
};
struct Archive {
    ConversationId id;
};
struct Unarchive {
    ConversationId id;
};
struct MoveToTrash {
    ConversationId id;
};
struct Restore { ///< Out of the trash, to where it was.
    ConversationId id;
};
struct TitleByModel { ///< Nothing happens where the title is not the one that was made from the question.
    ConversationId id;
    QString title;
};
struct AddFolder {
    FolderId id;
    QString name;
};
struct RenameFolder {
    FolderId id;
    QString name;
};
struct DeleteFolder { ///< Its chats stay, in no folder.
    FolderId id;
};

} // namespace order

using OrderChange = std::variant<order::Pin, order::Unpin, order::MoveToFolder, order::MoveBack, order::SetTags,
    order::Archive, order::Unarchive, order::MoveToTrash, order::Restore, order::TitleByModel, order::AddFolder,
    order::RenameFolder, order::DeleteFolder>;

/// The tags in what somebody typed: separated by commas (of any script), with or without a leading #, each once
/// whatever its case, sorted. A space within one becomes a hyphen, so that a tag is one word wherever it is typed.
QStringList tagsFromText(const QString &typed);

// The statements about the order of chats; HistoryWorker puts transactions around them.

/// False when the database refused it; then the transaction must be rolled back.
bool applyOrder(QSqlQuery &query, const OrderChange &change, const QDateTime &now);
QString orderFailure(const OrderChange &change); ///< What did not happen: begins a sentence.

QList<ConversationInfo> readConversations(QSqlQuery &query); ///< All, also archived and in the trash; newest first.
QList<FolderInfo> readFolders(QSqlQuery &query);

/// Chats that were put in the trash kTrashKept before @p now or earlier. One from the future is fresh: a clock that was
/// wrong must not cost a chat.
QList<ConversationId> readExpired(QSqlQuery &query, const QDateTime &now);
QList<ConversationId> readTrash(QSqlQuery &query);

/// For good, with its messages, attachments, tags, drafts and choice of collections.
bool deleteConversation(QSqlQuery &query, const ConversationId &id);

} // namespace freshet
