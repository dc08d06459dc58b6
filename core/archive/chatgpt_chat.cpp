// SPDX-License-Identifier: MIT
#include "core/archive/chatgpt_chat.h"

#include "core/archive/chat_files.h"
#include "core/archive/chat_tree_builder.h"
#include "core/archive/foreign_text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

const QLatin1String kChatGptProvider("openai");

QString pictureMark() { return QCoreApplication::translate("CoreWords", "[a picture that the export does not hold]"); }

QString drawnMark() { return QCoreApplication::translate("CoreWords", "[a picture]"); }

/// ChatGPT marks its citations by characters for private use, and names in them what no export holds.
QString withoutPrivateMarks(QString text)
{
    static const QRegularExpression marks(QStringLiteral("\\x{E200}[^\\x{E201}]{0,500}\\x{E201}"));
    return text.remove(marks);
}

/// What came beside the text of a message.
struct ChatGptFiles {
    QList<Attachment> attachments;
    QSet<QString> pictures; ///< Their ids.
    QSet<QString> told; ///< The ids of all that are named, here or not.

    void take(ChatFiles &files, const QString &pointer, const QString &name, const QString &mimeType)
    {
        const QString id = ArchiveFiles::idIn(pointer);
        if (!id.isEmpty()) {
            const qsizetype known = told.size();
            told.insert(id);
            if (told.size() == known)
                return; // most pictures stand in two places
        }
        if (attachments.size() >= archive_limits::kMaxAttachments)
            return files.leaveOut();
        const std::optional<Attachment> file = files.take(pointer, name, mimeType);
        if (file && file->isPicture())
            pictures.insert(id);
        if (file)
            attachments << *file;
        else if (!name.isEmpty())
            attachments << foreign::file(name, mimeType, {});
    }
};

bool isPicturePart(const QJsonObject &part)
{
    return part.value(u"content_type").toString().startsWith(QLatin1String("image"));
}

QString pointerOf(const QJsonObject &part) { return part.value(u"asset_pointer").toString(); }

ChatGptFiles chatGptFiles(const QJsonObject &content, const QJsonObject &metadata, ChatFiles &files)
{
    ChatGptFiles result;
    const QJsonArray attachments = metadata.value(u"attachments").toArray();
    for (const QJsonValue &value : attachments) {
        const QJsonObject file = value.toObject();
        if (const QString name = file.value(u"name").toString(); !name.isEmpty())
            result.take(files, file.value(u"id").toString(), name, file.value(u"mime_type").toString());
    }
    const QJsonArray parts = content.value(u"parts").toArray();
    for (const QJsonValue &part : parts) {
        if (const QJsonObject object = part.toObject(); isPicturePart(object))
            result.take(files, pointerOf(object), {}, {});
    }
    return result;
}

QString textOfPart(const QJsonValue &part, const QSet<QString> &pictures)
{
    if (part.isString())
        return part.toString();
    const QJsonObject object = part.toObject();
    if (object.value(u"content_type").toString() == QLatin1String("audio_transcription"))
        return object.value(u"text").toString();
    const bool isMissing = isPicturePart(object) && !pictures.contains(ArchiveFiles::idIn(pointerOf(object)));
    return isMissing ? pictureMark() : QString();
}

QString textOfParts(const QJsonObject &content, const QSet<QString> &pictures = {})
{
    QStringList texts;
    const QJsonArray parts = content.value(u"parts").toArray();
    for (const QJsonValue &part : parts) {
        if (const QString text = textOfPart(part, pictures); !text.isEmpty())
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

bool holdsPicture(const QJsonObject &content)
{
    const QJsonArray parts = content.value(u"parts").toArray();
    return std::any_of(
        parts.begin(), parts.end(), [](const QJsonValue &part) { return isPicturePart(part.toObject()); });
}

/// What a picture was drawn from.
QString promptsOf(const QJsonObject &content)
{
    QStringList prompts;
    const QJsonArray parts = content.value(u"parts").toArray();
    for (const QJsonValue &part : parts) {
        const QJsonObject metadata = part.toObject().value(u"metadata").toObject();
        for (const QLatin1String kind : {QLatin1String("dalle"), QLatin1String("generation")})
            prompts << metadata.value(kind).toObject().value(u"prompt").toString();
    }
    prompts.removeAll(QString());
    prompts.removeDuplicates();
    return foreign::text(prompts.join(QLatin1String("\n\n")));
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

ChatTreeBuilder::Node chatGptNode(const QString &id, const QJsonObject &node, ChatFiles &files)
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

    // A tool draws a picture and says nothing beside; what other tools say is for the model.
    const bool isDrawn = role == QLatin1String("tool") && holdsPicture(content);
    const bool isSpoken = (role == QLatin1String("user") || role == QLatin1String("assistant") || isDrawn)
        && (recipient == QLatin1String("all") || recipient.isEmpty())
        && !metadata.value(u"is_visually_hidden_from_conversation").toBool();
    const ChatGptFiles beside = isSpoken ? chatGptFiles(content, metadata, files) : ChatGptFiles();
    stored.attachments = beside.attachments;
    if (isSpoken && (kind == QLatin1String("text") || kind == QLatin1String("multimodal_text")))
        stored.answer.text = textOfParts(content, beside.pictures);
    else if (isSpoken && kind == QLatin1String("code"))
        stored.answer.text = QStringLiteral("```\n%1\n```").arg(foreign::text(content.value(u"text").toString()));
    if (isDrawn && isSpoken && stored.answer.text.isEmpty())
        stored.answer.text = promptsOf(content);
    if (isDrawn && isSpoken && stored.answer.text.isEmpty())
        stored.answer.text = drawnMark();
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

Result<StoredChat> chatFromChatGpt(const QJsonObject &chat, ChatFiles &files)
{
    const QJsonObject mapping = chat.value(u"mapping").toObject();
    QString id = chat.value(u"conversation_id").toString(chat.value(u"id").toString());
    if (id.isEmpty()) // of old exports; the first node's id is as good
        id = mapping.isEmpty() ? QString() : mapping.constBegin().key();
    ChatTreeBuilder builder(QStringLiteral("chatgpt"), id);
    for (auto node = mapping.constBegin(); node != mapping.constEnd() && !builder.isFull(); ++node)
        builder.add(chatGptNode(node.key(), node.value().toObject(), files));
    auto changedAt = foreign::time(chat.value(u"update_time"));
    if (!changedAt)
        changedAt = foreign::time(chat.value(u"create_time"));
    return builder.build(chat.value(u"title").toString(), chat.value(u"current_node").toString(), changedAt);
}

} // namespace freshet
