// SPDX-License-Identifier: MIT
#include "core/archive/open_webui_chat.h"

#include "core/archive/chat_files.h"
#include "core/archive/chat_tree_builder.h"
#include "core/archive/foreign_text.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace freshet {

namespace {

/// Which of its many servers answered is not told.
const QLatin1String kOpenWebUiProvider("open-webui");

/// What one element of thoughts holds: quoted lines below a summary.
QString thoughtsIn(QStringView element)
{
    QString inner = element.sliced(element.indexOf(u'>') + 1).toString();
    const QLatin1String summaryEnd("</summary>");
    if (const qsizetype at = inner.indexOf(summaryEnd); at >= 0)
        inner.remove(0, at + summaryEnd.size());
    QStringList lines = inner.trimmed().split(u'\n');
    for (QString &line : lines) {
        if (line.startsWith(QLatin1String("> ")) || line.startsWith(QLatin1String("&gt; ")))
            line.remove(0, line.indexOf(u' ') + 1);
    }
    return lines.join(u'\n');
}

/// Thoughts stand in the text, within an element of HTML. Gives them, and takes them out of @p text.
QString takeThoughts(QString &text)
{
    QStringList thoughts;
    QStringList spoken;
    const QLatin1String begin("<details type=\"reasoning\"");
    const QLatin1String end("</details>");
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, from)) {
        const qsizetype endAt = text.indexOf(end, at);
        const QStringView element = endAt < 0 ? QStringView() : QStringView(text).sliced(at, endAt - at);
        if (!element.contains(u'>'))
            break;
        spoken << text.mid(from, at - from);
        thoughts << thoughtsIn(element);
        from = endAt + end.size();
    }
    text = QString(spoken.join(QString()) + text.mid(from)).trimmed();
    return thoughts.join(QLatin1String("\n\n"));
}

QString contentOf(const QJsonObject &message)
{
    const QJsonValue content = message.value(u"content");
    if (content.isString())
        return content.toString();
    QStringList texts;
    const QJsonArray parts = content.toArray();
    for (const QJsonValue &part : parts)
        texts << part.toObject().value(u"text").toString();
    texts.removeAll(QString());
    return texts.join(QLatin1String("\n\n"));
}

QList<Attachment> openWebUiFiles(const QJsonObject &message, ChatFiles &beside)
{
    QList<Attachment> files;
    const QJsonArray entries = message.value(u"files").toArray();
    for (const QJsonValue &value : entries) {
        const QJsonObject entry = value.toObject();
        const QJsonObject inner = entry.value(u"file").toObject();
        const QString name
            = entry.value(u"name").toString(inner.value(u"filename").toString(QStringLiteral("picture")));
        if (const auto picture = foreign::pictureFromDataUrl(name, entry.value(u"url").toString())) {
            files << *picture;
            continue;
        }
        const QString text = inner.value(u"data").toObject().value(u"content").toString();
        if (text.isEmpty())
            beside.miss(); // it lies on the server
        files << foreign::file(name, inner.value(u"meta").toObject().value(u"content_type").toString(), text);
    }
    return files;
}

ChatTreeBuilder::Node openWebUiNode(
    const QJsonObject &message, const QString &id, const QString &parent, ChatFiles &files)
{
    ChatTreeBuilder::Node node{.id = id, .parent = parent};
    StoredMessage &stored = node.message;
    const QString role = message.value(u"role").toString();
    const bool isUser = role == QLatin1String("user");
    stored.role = isUser ? ChatRole::User : ChatRole::Assistant;
    QString text = foreign::text(contentOf(message));
    if (!isUser) {
        stored.answer.reasoning = takeThoughts(text);
        stored.answer.model = foreign::model(kOpenWebUiProvider, message.value(u"model").toString());
    }
    stored.answer.text = text;
    if (isUser)
        stored.attachments = openWebUiFiles(message, files);
    if (message.value(u"done").isBool() && !message.value(u"done").toBool())
        stored.state = StoredState::Interrupted;
    if (const auto time = foreign::time(message.value(u"timestamp")))
        stored.createdAt = *time;
    const bool isKnown = isUser || role == QLatin1String("assistant");
    node.isHidden = !isKnown || (text.isEmpty() && stored.attachments.isEmpty());
    return node;
}

/// Of exports without a history: each message follows the one before it.
QString addLine(const QJsonArray &messages, ChatTreeBuilder &builder, ChatFiles &files)
{
    QString before;
    for (qsizetype i = 0; i < messages.size() && !builder.isFull(); ++i) {
        const QJsonObject message = messages.at(i).toObject();
        const QString id = message.value(u"id").toString(QString::number(i));
        builder.add(openWebUiNode(message, id, before, files));
        before = id;
    }
    return before;
}

} // namespace

Result<StoredChat> chatFromOpenWebUi(const QJsonObject &entry, ChatFiles &files)
{
    const QJsonObject chat = entry.value(u"chat").isObject() ? entry.value(u"chat").toObject() : entry;
    const QJsonObject history = chat.value(u"history").toObject();
    const QJsonObject messages = history.value(u"messages").toObject();
    const QJsonArray line = chat.value(u"messages").toArray();
    QString id = entry.value(u"id").toString(chat.value(u"id").toString());
    if (id.isEmpty())
        id = messages.isEmpty() ? line.at(0).toObject().value(u"id").toString() : messages.constBegin().key();
    ChatTreeBuilder builder(QStringLiteral("open-webui"), id);
    QString leaf = history.value(u"currentId").toString();
    for (auto it = messages.constBegin(); it != messages.constEnd() && !builder.isFull(); ++it) {
        const QJsonObject message = it.value().toObject();
        builder.add(openWebUiNode(message, it.key(), message.value(u"parentId").toString(), files));
    }
    if (messages.isEmpty())
        leaf = addLine(line, builder, files);
    std::optional<QDateTime> changedAt;
    for (const QJsonValue &time : {entry.value(u"updated_at"), entry.value(u"created_at"), chat.value(u"timestamp")}) {
        if (!changedAt)
            changedAt = foreign::time(time);
    }
    return builder.build(entry.value(u"title").toString(chat.value(u"title").toString()), leaf, changedAt);
}

} // namespace freshet
