// SPDX-License-Identifier: MIT
#include "core/providers/request_messages.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr QLatin1String kParagraphBreak("\n\n");

QString joined(const QString &first, const QString &second)
{
    return first.isEmpty() || second.isEmpty() ? first + second : QString(first + kParagraphBreak + second);
}

} // namespace

QString systemWords(const ChatRequest &request)
{
    QString words;
    for (const ChatMessage &message : request.messages) {
        if (message.role == ChatRole::System)
            words = joined(words, message.text);
    }
    return words;
}

QList<ChatMessage> withoutSystem(const QList<ChatMessage> &messages)
{
    QList<ChatMessage> others = messages;
    others.removeIf([](const ChatMessage &message) { return message.role == ChatRole::System; });
    return others;
}

QList<ChatMessage> messagesFor(const ChatRequest &request, const ProviderQuirks &quirks)
{
    const QString system = systemWords(request);
    if (quirks.hasSystemRole)
        return request.messages;
    QList<ChatMessage> messages = withoutSystem(request.messages);
    if (system.isEmpty())
        return messages;
    const auto isUsers = [](const ChatMessage &message) { return message.role == ChatRole::User; };
    const auto first = std::find_if(messages.begin(), messages.end(), isUsers);
    if (first == messages.end())
        messages.prepend(ChatMessage{.role = ChatRole::User, .text = system});
    else
        first->text = joined(system, first->text);
    return messages;
}

QList<ChatMessage> alternating(const QList<ChatMessage> &messages)
{
    QList<ChatMessage> merged;
    for (const ChatMessage &message : messages) {
        if (message.text.trimmed().isEmpty() && message.images.isEmpty())
            continue;
        if (merged.isEmpty() || merged.last().role != message.role) {
            merged.append(message);
            continue;
        }
        merged.last().text = joined(merged.last().text, message.text);
        merged.last().images += message.images;
    }
    return merged;
}

QString dataUrl(const ChatImage &image)
{
    return QStringLiteral("data:%1;base64,%2")
        .arg(QString::fromLatin1(image.mimeType), QString::fromLatin1(image.bytes.toBase64()));
}

} // namespace freshet
