// SPDX-License-Identifier: MIT
#include "core/archive/chatgpt_chat.h"

#include "core/archive/chat_tree_builder.h"
#include "core/archive/foreign_text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

namespace freshet {

namespace {

const QLatin1String kChatGptProvider("openai");

QString pictureMark() { return QCoreApplication::translate("CoreWords", "[a picture that the export does not hold]"); }

/// ChatGPT marks its citations by characters for private use, and names in them what no export holds.
QString withoutPrivateMarks(QString text)
{
    static const QRegularExpression marks(QStringLiteral("\\x{E200}[^\\x{E201}]{0,500}\\x{E201}"));
    return text.remove(marks);
}

QString textOfPart(const QJsonValue &part)
{
    if (part.isString())
        return part.toString();
    const QJsonObject object = part.toObject();
    const QString kind = object.value(u"content_type").toString();
    if (kind == QLatin1String("audio_transcription"))
        return object.value(u"text").toString();
    return kind.startsWith(QLatin1String("image")) ? pictureMark() : QString();
}

QString textOfParts(const QJsonObject &content)
{
    QStringList texts;
    const QJsonArray parts = content.value(u"parts").toArray();
    for (const QJsonValue &part : parts) {
        if (const QString text = textOfPart(part); !text.isEmpty())
            texts << text;
    }
    return withoutPrivateMarks(foreign::text(texts.join(QLatin1String("\n\n"))));
}

QString thoughtsOf(const QJsonObject &content)
{
    QStringList texts;
    const QJsonArray thoughts = content.value(u"thoughts").toArray();
    for (const QJsonValue &thought : thoughts) {
        const QString text = thought.toObject().value(u"content").toString();
        texts << (text.isEmpty() ? thought.toObject().value(u"summary").toString() : text);
    }
    texts.removeAll(QString());
    return foreign::text(texts.join(QLatin1String("\n\n")));
}

QList<Attachment> chatGptFiles(const QJsonObject &metadata)
{
    QList<Attachment> files;
    const QJsonArray attachments = metadata.value(u"attachments").toArray();
    for (const QJsonValue &value : attachments) {
        const QJsonObject file = value.toObject();
        if (const QString name = file.value(u"name").toString(); !name.isEmpty())
            files << foreign::file(name, file.value(u"mime_type").toString(), {});
    }
    return files;
}

FinishReason chatGptFinish(const QJsonObject &metadata)
{
    const QString reason = metadata.value(u"finish_details").toObject().value(u"type").toString();
    if (reason == QLatin1String("stop"))
        return FinishReason::Stop;
    return reason == QLatin1String("max_tokens") ? FinishReason::Length : FinishReason::Unknown;
}

/// What the model wrote to a tool, or to itself.
void takeUnspoken(const QJsonObject &message, const QJsonObject &content, QueryAnswer &answer)
{
    const QString kind = content.value(u"content_type").toString();
    const QString recipient = message.value(u"recipient").toString();
    if (kind == QLatin1String("thoughts")) {
        answer.reasoning = thoughtsOf(content);
    } else if (!recipient.isEmpty() && recipient != QLatin1String("all")) {
        const QString code = content.value(u"text").toString();
        answer.toolCalls << ToolCall{.name = foreign::line(recipient, 100),
            .arguments = foreign::text(code.isEmpty() ? textOfParts(content) : code)};
    }
}

ChatTreeBuilder::Node chatGptNode(const QString &id, const QJsonObject &node)
{
    const QJsonObject message = node.value(u"message").toObject();
    const QJsonObject content = message.value(u"content").toObject();
    const QJsonObject metadata = message.value(u"metadata").toObject();
    const QString role = message.value(u"author").toObject().value(u"role").toString();
    const QString kind = content.value(u"content_type").toString();
    const QString recipient = message.value(u"recipient").toString(QStringLiteral("all"));
    ChatTreeBuilder::Node result{.id = id, .parent = node.value(u"parent").toString()};
    StoredMessage &stored = result.message;
    stored.role = role == QLatin1String("user") ? ChatRole::User : ChatRole::Assistant;
    if (const auto time = foreign::time(message.value(u"create_time")))
        stored.createdAt = *time;

    const bool isSpoken = (role == QLatin1String("user") || role == QLatin1String("assistant"))
        && (recipient == QLatin1String("all") || recipient.isEmpty())
        && !metadata.value(u"is_visually_hidden_from_conversation").toBool();
    if (isSpoken && (kind == QLatin1String("text") || kind == QLatin1String("multimodal_text")))
        stored.answer.text = textOfParts(content);
    else if (isSpoken && kind == QLatin1String("code"))
        stored.answer.text = QStringLiteral("```\n%1\n```").arg(foreign::text(content.value(u"text").toString()));
    if (stored.role == ChatRole::User && isSpoken)
        stored.attachments = chatGptFiles(metadata);
    result.isHidden = stored.answer.text.isEmpty() && stored.attachments.isEmpty();
    if (stored.role == ChatRole::Assistant) {
        stored.answer.model = foreign::model(kChatGptProvider, metadata.value(u"model_slug").toString());
        stored.answer.finishReason = chatGptFinish(metadata);
        if (message.value(u"status").toString() == QLatin1String("in_progress"))
            stored.state = StoredState::Interrupted;
        if (result.isHidden && role == QLatin1String("assistant"))
            takeUnspoken(message, content, stored.answer);
    }
    return result;
}

} // namespace

Result<StoredChat> chatFromChatGpt(const QJsonObject &chat)
{
    const QJsonObject mapping = chat.value(u"mapping").toObject();
    QString id = chat.value(u"conversation_id").toString(chat.value(u"id").toString());
    if (id.isEmpty()) // of old exports; the first node's id is as good
        id = mapping.isEmpty() ? QString() : mapping.constBegin().key();
    ChatTreeBuilder builder(QStringLiteral("chatgpt"), id);
    for (auto node = mapping.constBegin(); node != mapping.constEnd() && !builder.isFull(); ++node)
        builder.add(chatGptNode(node.key(), node.value().toObject()));
    auto changedAt = foreign::time(chat.value(u"update_time"));
    if (!changedAt)
        changedAt = foreign::time(chat.value(u"create_time"));
    return builder.build(chat.value(u"title").toString(), chat.value(u"current_node").toString(), changedAt);
}

} // namespace freshet
