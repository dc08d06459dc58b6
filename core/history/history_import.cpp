// SPDX-License-Identifier: MIT
#include "core/history/history_import.h"

#include "core/history/history_collections.h"
#include "core/history/history_messages.h"
#include "core/history/history_parts.h"
#include "core/history/history_sql.h"

namespace freshet {

namespace {

/// What is there of a chat that comes again.
struct ChatOnDisk {
    bool isThere = false;
    MessageId leaf;
    QSet<MessageId> messages;
};

std::optional<ChatOnDisk> chatOnDisk(QSqlQuery &query, const ConversationId &id)
{
    ChatOnDisk chat;
    if (!runHistory(query, "SELECT leaf FROM conversations WHERE id = ?", {id}))
        return std::nullopt;
    if (!query.next())
        return chat;
    chat.isThere = true;
    chat.leaf = query.value(0).toString();
    if (!runHistory(query, "SELECT id FROM messages WHERE conversation = ? ORDER BY seq", {id}))
        return std::nullopt;
    MessageId newest;
    while (query.next()) {
        newest = query.value(0).toString();
        chat.messages.insert(newest);
    }
    if (chat.leaf.isEmpty())
        chat.leaf = newest;
    return chat;
}

/// Whether one of @p messages, which are not of this chat, is of another one; nothing when SQLite fails.
std::optional<bool> isElsewhere(QSqlQuery &query, const QList<StoredMessage> &messages)
{
    for (const StoredMessage &message : messages) {
        if (!runHistory(query, "SELECT 1 FROM messages WHERE id = ?", {message.id}))
            return std::nullopt;
        if (query.next())
            return true;
    }
    return false;
}

QList<StoredMessage> newMessagesOf(const StoredChat &chat, const ChatOnDisk &known)
{
    QList<StoredMessage> news;
    QSet<MessageId> seen = known.messages;
    for (const StoredMessage &message : chat.messages) {
        if (!seen.contains(message.id))
            news << message;
        seen.insert(message.id);
    }
    return news;
}

bool isLeafOfChat(const StoredChat &chat, const MessageId &leaf)
{
    return std::any_of(chat.messages.cbegin(), chat.messages.cend(),
        [&leaf](const StoredMessage &message) { return message.id == leaf; });
}

bool storeConversation(QSqlQuery &query, const StoredChat &chat, const ChatOnDisk &known)
{
    const qint64 changedAt = chat.info.changedAt.toMSecsSinceEpoch();
    if (!known.isThere) {
        return runHistory(query, "INSERT INTO conversations (id, title, changed_at, leaf) VALUES (?, ?, ?, ?)",
                   {chat.info.id, historyValue(chat.info.title), changedAt, historyValue(chat.leaf)})
            && writeCollections(query, chat.info.id, chat.collections);
    }
    const bool wentOnHere = !known.leaf.isEmpty() && !isLeafOfChat(chat, known.leaf);
    return runHistory(query, "UPDATE conversations SET changed_at = max(changed_at, ?), leaf = ? WHERE id = ?",
        {changedAt, historyValue(wentOnHere ? known.leaf : chat.leaf), chat.info.id});
}

} // namespace

bool storeChat(QSqlQuery &query, const StoredChat &chat, ChatsStored &result)
{
    const std::optional<ChatOnDisk> known = chatOnDisk(query, chat.info.id);
    if (!known)
        return false;
    const QList<StoredMessage> news = newMessagesOf(chat, *known);
    if (known->isThere && news.isEmpty()) {
        ++result.unchanged;
        return true;
    }
    const std::optional<bool> isTaken = isElsewhere(query, news);
    if (!isTaken)
        return false;
    if (*isTaken) {
        result.skipped << SkippedChat{
            chat.info.title, QStringLiteral("One of its messages belongs to another chat here already.")};
        return true;
    }
    if (!storeConversation(query, chat, *known))
        return false;
    for (StoredMessage message : news) {
        message.conversation = chat.info.id;
        if (message.state == StoredState::Streaming)
            message.state = StoredState::Interrupted; // nobody is writing it here
        if (!upsertMessage(query, message) || !storeAttachments(query, message.id, message.attachments))
            return false;
    }
    ++(known->isThere ? result.extended : result.added);
    return true;
}

} // namespace freshet
