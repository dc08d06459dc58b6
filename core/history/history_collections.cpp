// SPDX-License-Identifier: MIT
#include "core/history/history_collections.h"

#include "core/history/history_sql.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>

namespace freshet {

namespace {

QByteArray collectionsToJson(const QList<CollectionName> &names)
{
    return QJsonDocument(QJsonArray::fromStringList(names)).toJson(QJsonDocument::Compact);
}

/// What is no list of names, nobody chose.
std::optional<QList<CollectionName>> collectionsFromJson(const QString &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    if (!document.isArray())
        return std::nullopt;
    QList<CollectionName> names;
    const QJsonArray array = document.array();
    for (const QJsonValue &name : array) {
        if (!name.toString().isEmpty())
            names << name.toString();
    }
    return names;
}

} // namespace

bool writeCollections(
    QSqlQuery &query, const ConversationId &id, const std::optional<QList<CollectionName>> &collections)
{
    if (!collections)
        return runHistory(query, "DELETE FROM chat_collections WHERE conversation = ?", {historyValue(id)});
    return runHistory(query,
        "INSERT INTO chat_collections (conversation, names) VALUES (?, ?)"
        " ON CONFLICT(conversation) DO UPDATE SET names = excluded.names",
        {historyValue(id), historyValue(collectionsToJson(*collections))});
}

std::optional<QList<CollectionName>> readCollections(QSqlQuery &query, const ConversationId &id)
{
    if (!runHistory(query, "SELECT names FROM chat_collections WHERE conversation = ?", {historyValue(id)})
        || !query.next())
        return std::nullopt;
    return collectionsFromJson(query.value(0).toString());
}

QHash<ConversationId, QList<CollectionName>> readAllCollections(QSqlQuery &query)
{
    QHash<ConversationId, QList<CollectionName>> all;
    query.exec("SELECT conversation, names FROM chat_collections");
    while (query.next()) {
        if (const auto names = collectionsFromJson(query.value(1).toString()))
            all.insert(query.value(0).toString(), *names);
    }
    return all;
}

bool renameInCollections(QSqlQuery &query, const CollectionName &from, const CollectionName &to)
{
    const QHash<ConversationId, QList<CollectionName>> all = readAllCollections(query);
    bool ok = !query.lastError().isValid();
    for (auto chat = all.cbegin(); ok && chat != all.cend(); ++chat) {
        if (chat->contains(from))
            ok = writeCollections(query, chat.key(), withRenamed(*chat, from, to));
    }
    return ok;
}

QList<CollectionName> withRenamed(
    const QList<CollectionName> &names, const CollectionName &from, const CollectionName &to)
{
    QList<CollectionName> renamed;
    for (const CollectionName &name : names) {
        const CollectionName &now = name == from ? to : name;
        if (!renamed.contains(now))
            renamed << now;
    }
    return renamed;
}

} // namespace freshet
