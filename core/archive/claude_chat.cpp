// SPDX-License-Identifier: MIT
#include "core/archive/claude_chat.h"

#include "core/archive/chat_files.h"
#include "core/archive/chat_tree_builder.h"
#include "core/archive/foreign_text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace freshet {

namespace {

const QLatin1String kClaudeProvider("anthropic");
/// The parent of a first message.
const QLatin1String kNoClaudeParent("00000000-0000-4000-8000-000000000000");

void takeClaudeBlock(const QJsonObject &block, QStringList &texts, QStringList &thoughts, QueryAnswer &answer)
{
    const QString type = block.value(u"type").toString();
    if (type == QLatin1String("text")) {
        texts << block.value(u"text").toString();
    } else if (type == QLatin1String("thinking")) {
        thoughts << block.value(u"thinking").toString();
    } else if (type == QLatin1String("tool_use")) {
        const QJsonObject input = block.value(u"input").toObject();
        answer.toolCalls << ToolCall{.id = foreign::line(block.value(u"id").toString(), 100),
            .name = foreign::line(block.value(u"name").toString(), 100),
            .arguments = foreign::text(QString::fromUtf8(QJsonDocument(input).toJson(QJsonDocument::Compact)))};
    }
}

void takeClaudeContent(const QJsonObject &message, QueryAnswer &answer)
{
    QStringList texts;
    QStringList thoughts;
    const QJsonArray blocks = message.value(u"content").toArray();
    for (const QJsonValue &block : blocks)
        takeClaudeBlock(block.toObject(), texts, thoughts, answer);
    texts.removeAll(QString());
    answer.text
        = foreign::text(texts.isEmpty() ? message.value(u"text").toString() : texts.join(QLatin1String("\n\n")));
    answer.reasoning = foreign::text(thoughts.join(QLatin1String("\n\n")));
}

QList<Attachment> claudeFiles(const QJsonObject &message, ChatFiles &beside)
{
    QList<Attachment> files;
    QSet<QString> names;
    for (const QLatin1String list : {QLatin1String("attachments"), QLatin1String("files")}) {
        const QJsonArray entries = message.value(list).toArray();
        for (const QJsonValue &value : entries) {
            const QJsonObject entry = value.toObject();
            const QString name = entry.value(u"file_name").toString();
            const QString text = entry.value(u"extracted_content").toString();
            if ((name.isEmpty() && text.isEmpty()) || (names.contains(name) && text.isEmpty()))
                continue; // a file is often in both lists
            names.insert(name);
            if (text.isEmpty())
                beside.miss(); // Claude exports no more of a picture than its name
            files << foreign::file(name.isEmpty() ? QStringLiteral("text") : name,
                text.isEmpty() ? entry.value(u"file_type").toString() : QStringLiteral("text/plain"), text);
        }
    }
    return files;
}

ChatTreeBuilder::Node claudeNode(
    const QJsonObject &message, const QString &id, const QString &before, const QString &model, ChatFiles &files)
{
    const bool isHuman = message.value(u"sender").toString() == QLatin1String("human");
    const QJsonValue parent = message.value(u"parent_message_uuid");
    ChatTreeBuilder::Node node{.id = id, .parent = parent.isString() ? parent.toString() : before};
    if (node.parent == kNoClaudeParent)
        node.parent.clear();
    StoredMessage &stored = node.message;
    stored.role = isHuman ? ChatRole::User : ChatRole::Assistant;
    takeClaudeContent(message, stored.answer);
    if (isHuman) {
        stored.attachments = claudeFiles(message, files);
        stored.answer = {.text = stored.answer.text};
    } else {
        stored.answer.model = foreign::model(kClaudeProvider, model);
    }
    if (const auto time = foreign::time(message.value(u"created_at")))
        stored.createdAt = *time;
    node.isHidden = stored.answer.text.isEmpty() && stored.attachments.isEmpty();
    return node;
}

} // namespace

Result<StoredChat> chatFromClaude(const QJsonObject &chat, ChatFiles &files)
{
    const QJsonArray messages = chat.value(u"chat_messages").toArray();
    const QString model = chat.value(u"model").toString();
    QString chatId = chat.value(u"uuid").toString();
    if (chatId.isEmpty())
        chatId = messages.at(0).toObject().value(u"uuid").toString();
    ChatTreeBuilder builder(QStringLiteral("claude"), chatId);
    QString before;
    for (qsizetype i = 0; i < messages.size() && !builder.isFull(); ++i) {
        const QJsonObject message = messages.at(i).toObject();
        const QString id = message.value(u"uuid").toString(QString::number(i));
        builder.add(claudeNode(message, id, before, model, files));
        before = id;
    }
    auto changedAt = foreign::time(chat.value(u"updated_at"));
    if (!changedAt)
        changedAt = foreign::time(chat.value(u"created_at"));
    return builder.build(
        chat.value(u"name").toString(), chat.value(u"current_leaf_message_uuid").toString(before), changedAt);
}

} // namespace freshet
