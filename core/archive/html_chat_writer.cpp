// SPDX-License-Identifier: MIT
#include "core/archive/html_chat_writer.h"

#include "core/archive/chat_words.h"
#include "core/archive/markdown_html.h"
#include "core/history/message_tree.h"

namespace freshet {

namespace {

// Simple enough for QTextDocument, which prints it.
constexpr auto kHtmlHead = R"(<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Freshet</title>
<style>
body { font-family: sans-serif; line-height: 1.5; max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 150%; }
h2 { font-size: 105%; margin-top: 24px; }
.details { color: #666666; font-size: 85%; }
.question { white-space: pre-wrap; background-color: #eef2f7; padding: 8px; }
.thoughts { color: #555555; white-space: pre-wrap; margin-left: 16px; }
.error { color: #a01010; }
pre { background-color: #f4f4f4; padding: 8px; white-space: pre-wrap; font-family: monospace; }
code { font-family: monospace; }
table { border-collapse: collapse; }
blockquote { color: #444444; margin-left: 16px; }
img { max-width: 100%; }
.picture { line-height: 100%; }
</style>
</head>
<body>
)";

QString attachmentInHtml(const Attachment &attachment)
{
    const QString name = escapedHtml(attachment.name);
    QString out = QStringLiteral("<p class=\"details\">%1</p>\n").arg(escapedHtml(attachedWord(attachment)));
    const QString type = QString::fromLatin1(attachment.mimeType);
    if (attachment.isPicture() && type.startsWith(QLatin1String("image/"))) {
        out += QStringLiteral("<p class=\"picture\"><img alt=\"%1\" src=\"data:%2;base64,").arg(name, escapedHtml(type))
            + QString::fromLatin1(attachment.bytes.toBase64()) + QStringLiteral("\"></p>\n");
    }
    if (!attachment.text.isEmpty())
        out += QStringLiteral("<pre>") + escapedHtml(attachment.text) + QStringLiteral("</pre>\n");
    return out;
}

QString textInHtml(const StoredMessage &message)
{
    if (message.answer.text.isEmpty())
        return {};
    if (message.role == ChatRole::Assistant)
        return markdownToHtml(message.answer.text) + u'\n';
    return QStringLiteral("<div class=\"question\">") + escapedHtml(message.answer.text) + QStringLiteral("</div>\n");
}

QString sourcesInHtml(const QList<Source> &sources)
{
    if (sources.isEmpty())
        return {};
    QString out
        = QStringLiteral("<p class=\"details\">%1</p>\n<ul class=\"details\">\n").arg(escapedHtml(sourcesWord()));
    for (const Source &source : sources)
        out += QStringLiteral("<li>[%1] ").arg(source.number) + escapedHtml(sourceWords(source))
            + QStringLiteral("</li>\n");
    return out + QStringLiteral("</ul>\n");
}

QString messageInHtml(const StoredMessage &message)
{
    QString out = QStringLiteral("<h2>") + escapedHtml(speakerWord(message)) + QStringLiteral("</h2>\n");
    if (const QString details = messageDetails(message); !details.isEmpty())
        out += QStringLiteral("<p class=\"details\">") + escapedHtml(details) + QStringLiteral("</p>\n");
    for (const Attachment &attachment : message.attachments)
        out += attachmentInHtml(attachment);
    if (const QString thoughts = message.answer.reasoning.trimmed(); !thoughts.isEmpty())
        out += QStringLiteral("<p class=\"details\">") + escapedHtml(thoughtsWord())
            + QStringLiteral("</p>\n<div class=\"thoughts\">") + escapedHtml(thoughts) + QStringLiteral("</div>\n");
    out += textInHtml(message);
    if (message.error)
        out += QStringLiteral("<p class=\"error\">") + escapedHtml(message.error->message) + QStringLiteral("</p>\n");
    return out + sourcesInHtml(message.answer.sources);
}

} // namespace

QByteArray HtmlChatWriter::head() { return kHtmlHead; }

QByteArray HtmlChatWriter::chat(const StoredChat &chat)
{
    QString out = QStringLiteral("<h1>") + escapedHtml(chat.info.title) + QStringLiteral("</h1>\n");
    const QList<StoredMessage> way = MessageTree(chat.messages, chat.leaf).way();
    for (const StoredMessage &message : way)
        out += messageInHtml(message);
    return out.toUtf8();
}

QByteArray HtmlChatWriter::tail() { return "</body>\n</html>\n"; }

} // namespace freshet
