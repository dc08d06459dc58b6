// SPDX-License-Identifier: MIT
#include "core/archive/markdown_chat_writer.h"

#include "core/archive/chat_words.h"
#include "core/history/message_tree.h"

#include <algorithm>

namespace freshet {

namespace {

/// A name within a line: what Markdown would take for a sign is escaped.
QString plainInMarkdown(const QString &text)
{
    QString out;
    const QString signs = QStringLiteral("\\`*_{}[]<>#|!&");
    const QString line = text.simplified();
    for (const QChar c : line) {
        if (signs.contains(c))
            out += u'\\';
        out += c;
    }
    return out;
}

/// A fence longer than any in the text.
QString fenced(const QString &text)
{
    qsizetype longest = 2;
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    const QString end = text.endsWith(u'\n') ? QString() : QStringLiteral("\n");
    return fence + u'\n' + text + end + fence + QStringLiteral("\n\n");
}

QString quotedInMarkdown(const QString &text)
{
    QString out;
    const auto lines = QStringView(text).split(u'\n');
    for (const QStringView line : lines)
        out += (line.isEmpty() ? QStringLiteral(">") : QStringLiteral("> ") + line) + u'\n';
    return out + u'\n';
}

QString messageInMarkdown(const StoredMessage &message)
{
    QString out = QStringLiteral("## ") + speakerWord(message) + QStringLiteral("\n\n");
    if (const QString details = messageDetails(message); !details.isEmpty())
        out += u'*' + plainInMarkdown(details) + QStringLiteral("*\n\n");
    for (const Attachment &attachment : message.attachments) {
        out += QStringLiteral("**%1**\n\n").arg(plainInMarkdown(attachedWord(attachment)));
        if (!attachment.text.isEmpty())
            out += fenced(attachment.text);
    }
    if (!message.answer.reasoning.isEmpty())
        out += QStringLiteral("> **%1**\n>\n").arg(thoughtsWord())
            + quotedInMarkdown(message.answer.reasoning.trimmed());
    if (!message.answer.text.isEmpty())
        out += message.answer.text + (message.answer.text.endsWith(u'\n') ? u"\n" : u"\n\n");
    if (message.error)
        out += quotedInMarkdown(message.error->message);
    if (!message.answer.sources.isEmpty()) {
        out += QStringLiteral("**%1**\n\n").arg(sourcesWord());
        for (const Source &source : message.answer.sources)
            out += QStringLiteral("- [%1] %2\n")
                       .arg(QString::number(source.number), plainInMarkdown(sourceWords(source)));
        out += u'\n';
    }
    return out;
}

} // namespace

QByteArray MarkdownChatWriter::chat(const StoredChat &chat)
{
    QString out = m_isFirst ? QString() : QStringLiteral("---\n\n");
    m_isFirst = false;
    out += QStringLiteral("# ") + plainInMarkdown(chat.info.title) + QStringLiteral("\n\n");
    const QList<StoredMessage> way = MessageTree(chat.messages, chat.leaf).way();
    for (const StoredMessage &message : way)
        out += messageInMarkdown(message);
    return out.toUtf8();
}

} // namespace freshet
