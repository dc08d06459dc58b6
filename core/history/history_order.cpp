// SPDX-License-Identifier: MIT
#include "core/history/history_order.h"

#include "core/history/history_collections.h"
#include "core/history/history_sql.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kLongestTag = 40;

/// Runs each kind of change; what they need besides is here.
struct OrderWriter {
    QSqlQuery &query;
    const qint64 now;

    bool operator()(const order::Pin &it) const
    {
        if (it.at.isValid()) {
            return runHistory(query, "UPDATE conversations SET pinned_at = ? WHERE id = ?",
                {it.at.toMSecsSinceEpoch(), historyValue(it.id)});
        }
        // Below those that are pinned already, whatever the clock says.
        return runHistory(query,
            "UPDATE conversations SET pinned_at ="
            " max(?, coalesce((SELECT max(pinned_at) + 1 FROM conversations WHERE id <> ?), 0)) WHERE id = ?",
            {now, historyValue(it.id), historyValue(it.id)});
    }
    bool operator()(const order::Unpin &it) const
    {
        return runHistory(query, "UPDATE conversations SET pinned_at = NULL WHERE id = ?", {historyValue(it.id)});
    }
    bool operator()(const order::MoveToFolder &it) const
    {
        const QVariant folder = it.folder.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(it.folder);
        return runHistory(query, "UPDATE conversations SET folder = ? WHERE id = ?", {folder, historyValue(it.id)});
    }
    bool operator()(const order::MoveBack &it) const
    {
        return runHistory(query, "UPDATE conversations SET folder = (SELECT id FROM folders WHERE id = ?) WHERE id = ?",
            {historyValue(it.folder), historyValue(it.id)});
    }
    bool operator()(const order::SetTags &it) const
    {
        bool ok = runHistory(query, "DELETE FROM tags WHERE conversation = ?", {historyValue(it.id)});
        for (const QString &tag : it.tags) {
            ok = ok
                && runHistory(query,
                    "INSERT OR IGNORE INTO tags (conversation, tag) SELECT id, ? FROM conversations WHERE id = ?",
                    {historyValue(tag), historyValue(it.id)});
        }
        return ok;
    }
    bool operator()(const order::Archive &it) const
    {
        return runHistory(query, "UPDATE conversations SET archived_at = ?, pinned_at = NULL WHERE id = ?",
            {now, historyValue(it.id)});
    }
    bool operator()(const order::Unarchive &it) const
    {
        return runHistory(query, "UPDATE conversations SET archived_at = NULL WHERE id = ?", {historyValue(it.id)});
    }
    bool operator()(const order::MoveToTrash &it) const
    {
        // The time of the first: what is in the trash already does not stay longer.
        return runHistory(query, "UPDATE conversations SET trashed_at = coalesce(trashed_at, ?) WHERE id = ?",
            {now, historyValue(it.id)});
    }
    bool operator()(const order::Restore &it) const
    {
        return runHistory(query, "UPDATE conversations SET trashed_at = NULL WHERE id = ?", {historyValue(it.id)});
    }
    bool operator()(const order::TitleByModel &it) const
    {
        return runHistory(query,
            "UPDATE conversations SET title = ?, titled_by = 'model' WHERE id = ? AND titled_by = 'question'",
            {historyValue(it.title), historyValue(it.id)});
    }
    bool operator()(const order::AddFolder &it) const
    {
        return runHistory(
            query, "INSERT INTO folders (id, name) VALUES (?, ?)", {historyValue(it.id), historyValue(it.name)});
    }
    bool operator()(const order::RenameFolder &it) const
    {
        return runHistory(
            query, "UPDATE folders SET name = ? WHERE id = ?", {historyValue(it.name), historyValue(it.id)});
    }
    bool operator()(const order::DeleteFolder &it) const
    {
        return runHistory(query, "DELETE FROM folders WHERE id = ?", {historyValue(it.id)});
    }
};

QDateTime historyTime(const QVariant &milliseconds)
{
    return milliseconds.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), Qt::UTC);
}

QList<ConversationId> readHistoryIds(QSqlQuery &query)
{
    QList<ConversationId> ids;
    while (query.next())
        ids << query.value(0).toString();
    return ids;
}

} // namespace

QStringList tagsFromText(const QString &typed)
{
    QStringList tags;
    static const QRegularExpression commas(QStringLiteral("[,，、]")); // also those of Chinese keyboards
    for (const QString &part : typed.split(commas)) {
        QString tag = part.simplified();
        while (tag.startsWith(u'#'))
            tag = tag.mid(1).trimmed();
        tag = tag.replace(u' ', u'-').left(kLongestTag);
        if (!tag.isEmpty() && !tags.contains(tag, Qt::CaseInsensitive))
            tags << tag;
    }
    tags.sort(Qt::CaseInsensitive);
    return tags;
}

bool applyOrder(QSqlQuery &query, const OrderChange &change, const QDateTime &now)
{
    return std::visit(OrderWriter{query, now.toMSecsSinceEpoch()}, change);
}

QString orderFailure(const OrderChange &change)
{
    struct Words {
        const char *operator()(const order::Pin &) const { return "The chat could not be pinned"; }
        const char *operator()(const order::Unpin &) const { return "The chat could not be unpinned"; }
        const char *operator()(const order::MoveToFolder &) const { return "The chat's folder could not be saved"; }
        const char *operator()(const order::MoveBack &) const { return "The chat's folder could not be saved"; }
        const char *operator()(const order::SetTags &) const { return "The chat's tags could not be saved"; }
        const char *operator()(const order::Archive &) const { return "The chat could not be archived"; }
        const char *operator()(const order::Unarchive &) const
        {
            return "The chat could not be taken out of the archive";
        }
        const char *operator()(const order::MoveToTrash &) const { return "The chat could not be put in the trash"; }
        const char *operator()(const order::Restore &) const { return "The chat could not be restored"; }
        const char *operator()(const order::TitleByModel &) const { return "The chat's title could not be saved"; }
        const char *operator()(const order::AddFolder &) const { return "The new folder could not be saved"; }
        const char *operator()(const order::RenameFolder &) const { return "The folder's new name could not be saved"; }
        const char *operator()(const order::DeleteFolder &) const { return "The folder could not be deleted"; }
    };
    return QLatin1String(std::visit(Words(), change));
}

QList<ConversationInfo> readConversations(QSqlQuery &query)
{
    QHash<ConversationId, QStringList> tags;
    query.exec("SELECT conversation, tag FROM tags");
    while (query.next())
        tags[query.value(0).toString()] << query.value(1).toString();
    for (QStringList &own : tags)
        own.sort(Qt::CaseInsensitive);

    QList<ConversationInfo> conversations;
    query.exec("SELECT id, title, changed_at, pinned_at, folder, archived_at, trashed_at FROM conversations AS c"
               " ORDER BY (SELECT max(seq) FROM messages WHERE conversation = c.id) DESC");
    while (query.next()) {
        const ConversationId id = query.value(0).toString();
        conversations << ConversationInfo{.id = id,
            .title = query.value(1).toString(),
            .changedAt = historyTime(query.value(2)),
            .pinnedAt = historyTime(query.value(3)),
            .folder = query.value(4).toString(),
            .tags = tags.value(id),
            .archivedAt = historyTime(query.value(5)),
            .trashedAt = historyTime(query.value(6))};
    }
    return conversations;
}

QList<FolderInfo> readFolders(QSqlQuery &query)
{
    QList<FolderInfo> folders;
    query.exec("SELECT id, name FROM folders");
    while (query.next())
        folders << FolderInfo{query.value(0).toString(), query.value(1).toString()};
    return folders;
}

QList<ConversationId> readExpired(QSqlQuery &query, const QDateTime &now)
{
    const qint64 kept = std::chrono::milliseconds(kTrashKept).count();
    runHistory(query, "SELECT id FROM conversations WHERE trashed_at <= ?", {now.toMSecsSinceEpoch() - kept});
    return readHistoryIds(query);
}

QList<ConversationId> readTrash(QSqlQuery &query)
{
    query.exec("SELECT id FROM conversations WHERE trashed_at IS NOT NULL");
    return readHistoryIds(query);
}

bool deleteConversation(QSqlQuery &query, const ConversationId &id)
{
    return runHistory(query, "DELETE FROM conversations WHERE id = ?", {historyValue(id)})
        && runHistory(query, "DELETE FROM drafts WHERE conversation = ?", {historyValue(id)})
        && writeCollections(query, id, std::nullopt);
}

} // namespace freshet
