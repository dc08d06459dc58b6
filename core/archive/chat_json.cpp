// SPDX-License-Identifier: MIT
#include "core/archive/chat_json.h"

#include "core/archive/archive_limits.h"
#include "core/archive/foreign_text.h"
#include "core/history/history_json.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace freshet {

namespace {

using namespace archive_limits;

const QLatin1String kChatFormat("freshet-chats");

QString timeText(const QDateTime &time) { return time.toUTC().toString(Qt::ISODateWithMs); }

QJsonObject attachmentToJson(const Attachment &attachment)
{
    QJsonObject object{{"name", attachment.name}, {"mime_type", QString::fromUtf8(attachment.mimeType)}};
    if (!attachment.text.isEmpty())
        object.insert("text", attachment.text);
    if (!attachment.bytes.isEmpty())
        object.insert("bytes", QString::fromLatin1(attachment.bytes.toBase64()));
    if (!attachment.thumbnail.isEmpty())
        object.insert("thumbnail", QString::fromLatin1(attachment.thumbnail.toBase64()));
    return object;
}

QByteArray bytesOf(const QJsonObject &object, QLatin1String key)
{
    return QByteArray::fromBase64(object.value(key).toString().toLatin1());
}

Attachment attachmentFromJson(const QJsonObject &object)
{
    Attachment attachment = foreign::file(object.value("name").toString(), object.value("mime_type").toString(), {});
    attachment.text = foreign::wholeCharacters(object.value("text").toString());
    const QByteArray bytes = bytesOf(object, QLatin1String("bytes"));
    if (const auto picture = foreign::picture(attachment.name, attachment.mimeType, bytes)) {
        attachment.bytes = bytes;
        attachment.mimeType = picture->mimeType;
        const QByteArray thumbnail = bytesOf(object, QLatin1String("thumbnail"));
        if (foreign::picture({}, {}, thumbnail))
            attachment.thumbnail = thumbnail;
    }
    return attachment;
}

QJsonObject messageToJson(const StoredMessage &message)
{
    QJsonObject object{{"id", message.id}, {"parent", message.parent}, {"role", QString(toWord(message.role))},
        {"state", QString(toWord(message.state))}, {"text", message.answer.text}};
    if (message.createdAt.isValid())
        object.insert("created_at", timeText(message.createdAt));
    if (message.role == ChatRole::Assistant || message.answer != QueryAnswer{.text = message.answer.text})
        object.insert("answer", QJsonDocument::fromJson(answerToJson(message.answer)).object());
    if (message.error)
        object.insert("error", QJsonDocument::fromJson(errorToJson(*message.error)).object());
    QJsonArray attachments;
    for (const Attachment &attachment : message.attachments)
        attachments.append(attachmentToJson(attachment));
    if (!attachments.isEmpty())
        object.insert("attachments", attachments);
    return object;
}

/// Marks that lie outside of the text would be taken for places in it.
void dropStrayMarks(QueryAnswer &answer)
{
    answer.citations.removeIf([size = answer.text.size()](const Citation &citation) {
        return citation.start < 0 || citation.end <= citation.start || citation.end > size;
    });
}

/// Nothing where it is no list: then the chat searches what new chats do.
std::optional<QList<CollectionName>> collectionsFrom(const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    QList<CollectionName> names;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        const QString name = foreign::wholeCharacters(item.toString()).left(kMaxTitle);
        if (!name.isEmpty() && !names.contains(name) && names.size() < kMaxCollections)
            names << name;
    }
    return names;
}

QByteArray compact(const QJsonValue &value) { return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact); }

Result<StoredMessage> messageFromJson(const QJsonObject &object)
{
    const auto role = chatRoleFromString(object.value("role").toString());
    const QString text = foreign::wholeCharacters(object.value("text").toString());
    if (!role || !object.value("text").isString())
        return failure({.kind = ErrorKind::BadRequest,
            .message = QStringLiteral("One of its messages has no text, or nobody who wrote it.")});
    if (text.size() > kMaxText)
        return failure({.kind = ErrorKind::BadRequest,
            .message = QStringLiteral("One of its messages is longer than 16 million characters.")});
    StoredMessage message{.id = object.value("id").toString(),
        .parent = object.value("parent").toString(),
        .role = *role,
        .state = storedStateFromString(object.value("state").toString()).value_or(StoredState::Complete),
        .answer = {.text = text},
        .createdAt = foreign::time(object.value("created_at")).value_or(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC))};
    if (object.value("answer").isObject()) {
        message.answer = answerFromJson(compact(object.value("answer")), text);
        dropStrayMarks(message.answer);
    }
    if (object.value("error").isObject())
        message.error = errorFromJson(compact(object.value("error")));
    const QJsonArray attachments = object.value("attachments").toArray();
    for (const QJsonValue &attachment : attachments) {
        if (message.attachments.size() < kMaxAttachments)
            message.attachments << attachmentFromJson(attachment.toObject());
    }
    return message;
}

} // namespace

QByteArray chatJsonHead(const QDateTime &exportedAt)
{
    return QStringLiteral("{\"format\":\"%1\",\"version\":%2,\"exported_at\":\"%3\",\"chats\":[\n")
        .arg(QString(kChatFormat), QString::number(kChatJsonVersion), timeText(exportedAt))
        .toUtf8();
}

QByteArray chatJsonTail() { return "\n]}\n"; }

QJsonObject chatToJson(const StoredChat &chat)
{
    QJsonArray messages;
    for (const StoredMessage &message : chat.messages)
        messages.append(messageToJson(message));
    QJsonObject object{{"id", chat.info.id}, {"title", chat.info.title}, {"leaf", chat.leaf}, {"messages", messages}};
    if (chat.info.changedAt.isValid())
        object.insert("changed_at", timeText(chat.info.changedAt));
    if (chat.collections)
        object.insert("collections", QJsonArray::fromStringList(*chat.collections));
    return object;
}

Result<StoredChat> chatFromJson(const QJsonObject &object)
{
    StoredChat chat{
        .info = {.id = object.value("id").toString(),
            .title = foreign::wholeCharacters(object.value("title").toString()).left(kMaxTitle),
            .changedAt
            = foreign::time(object.value("changed_at")).value_or(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC))}};
    if (!foreign::isPlainId(chat.info.id))
        return failure({.kind = ErrorKind::BadRequest, .message = QStringLiteral("It has no id, or an odd one.")});
    const QJsonArray messages = object.value("messages").toArray();
    if (messages.isEmpty() || messages.size() > kMaxMessages)
        return failure({.kind = ErrorKind::BadRequest,
            .message = messages.isEmpty() ? QStringLiteral("It holds no message.")
                                          : QStringLiteral("It has more than 100,000 messages.")});
    QSet<MessageId> seen;
    for (const QJsonValue &value : messages) {
        Result<StoredMessage> message = messageFromJson(value.toObject());
        if (!message)
            return failure(message.error());
        if (!foreign::isPlainId(message->id) || seen.contains(message->id))
            return failure({.kind = ErrorKind::BadRequest,
                .message = QStringLiteral("One of its messages has no id, or that of another one.")});
        if (!seen.contains(message->parent))
            message->parent.clear();
        seen.insert(message->id);
        message->conversation = chat.info.id;
        chat.messages << *message;
    }
    const MessageId leaf = object.value("leaf").toString();
    chat.leaf = seen.contains(leaf) ? leaf : MessageId();
    chat.collections = collectionsFrom(object.value("collections"));
    return chat;
}

bool isChatJsonHead(const QJsonObject &head) { return head.value("format").toString() == kChatFormat; }

Status checkChatJsonHead(const QJsonObject &head)
{
    if (head.value("version").toDouble() <= kChatJsonVersion)
        return {};
    return failure({.kind = ErrorKind::BadRequest,
        .message
        = QStringLiteral("The chats were exported by a newer version of Freshet. Install that one to import them.")});
}

} // namespace freshet
