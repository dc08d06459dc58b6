// SPDX-License-Identifier: MIT
#include "core/history/history_messages.h"

#include "core/history/history_json.h"
#include "core/history/history_parts.h"
#include "core/history/history_sql.h"

#include <QSqlError>

namespace freshet {

namespace {

StoredMessage historyMessage(const QSqlQuery &row, const ConversationId &conversation)
{
    return {.id = row.value(0).toString(),
        .conversation = conversation,
        .parent = row.value(7).toString(),
        .role = chatRoleFromString(row.value(1).toString()).value_or(ChatRole::Assistant),
        .state = storedStateFromString(row.value(2).toString()).value_or(StoredState::Complete),
        .answer = answerFromJson(row.value(4).toString().toUtf8(), row.value(3).toString()),
        .error = errorFromJson(row.value(5).toString().toUtf8()),
        .createdAt = QDateTime::fromMSecsSinceEpoch(row.value(6).toLongLong(), Qt::UTC)};
}

} // namespace

std::optional<QList<StoredMessage>> readMessages(QSqlQuery &query, const ConversationId &conversation)
{
    QList<StoredMessage> messages;
    if (!runHistory(query,
            "SELECT id, role, state, text, answer, error, created_at, parent FROM messages WHERE conversation = ?"
            " ORDER BY seq",
            {conversation}))
        return std::nullopt;
    while (query.next())
        messages << historyMessage(query, conversation);
    if (query.lastError().isValid())
        return std::nullopt;
    const QHash<MessageId, QList<Attachment>> attachments = readAttachments(query, conversation);
    if (query.lastError().isValid())
        return std::nullopt;
    for (StoredMessage &message : messages)
        message.attachments = attachments.value(message.id);
    return messages;
}

bool upsertMessage(QSqlQuery &query, const StoredMessage &message)
{
    return runHistory(query,
        "INSERT INTO messages (id, conversation, role, state, text, answer, error, created_at, parent)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET"
        " state = excluded.state, text = excluded.text, answer = excluded.answer, error = excluded.error",
        {message.id, message.conversation, QString(toWord(message.role)), QString(toWord(message.state)),
            historyValue(message.answer.text), historyValue(answerToJson(message.answer)),
            historyValue(message.error ? errorToJson(*message.error) : QByteArray("")),
            message.createdAt.toMSecsSinceEpoch(), historyValue(message.parent)});
}

} // namespace freshet
