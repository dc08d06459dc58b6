// SPDX-License-Identifier: MIT
#include "core/providers/repeated_message.h"

#include <QUtf8StringView>

#include <algorithm>

namespace freshet {

namespace {

constexpr QByteArrayView kKey("\"content\"");
constexpr qsizetype kLongestMessage = 4096; // what is longer is no word

/// Whether the bytes mean themselves between the quotation marks of JSON.
bool isPlain(QByteArrayView text)
{
    const bool hasSpecial
        = std::any_of(text.begin(), text.end(), [](char c) { return c == '"' || c == '\\' || (c >= '\0' && c < ' '); });
    return !hasSpecial && QUtf8StringView(text.data(), text.size()).isValidUtf8();
}

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

} // namespace

/// Without a backslash in it, a message has no name and no text but those that can be read in it, so its only
/// "content" is the one that was parsed.
void RepeatedMessage::learn(QByteArrayView message, const QString &text)
{
    m_before.clear();
    if (text.isEmpty() || message.size() > kLongestMessage || message.contains('\\'))
        return;
    const QByteArray value = text.toUtf8();
    const qsizetype key = message.indexOf(kKey);
    if (key < 0 || message.indexOf(kKey, key + 1) >= 0 || !isPlain(value))
        return;
    const char *at = std::find_if_not(message.begin() + key + kKey.size(), message.end(), isBlank);
    if (at == message.end() || *at != ':')
        return;
    at = std::find_if_not(at + 1, message.end(), isBlank);
    const qsizetype begin = at - message.begin() + 1;
    if (at == message.end() || *at != '"' || !message.sliced(begin).startsWith(QByteArray(value + '"')))
        return;
    m_before = message.first(begin).toByteArray();
    m_behind = message.sliced(begin + value.size()).toByteArray();
}

std::optional<QString> RepeatedMessage::textOf(QByteArrayView message) const
{
    const qsizetype size = message.size() - m_before.size() - m_behind.size();
    if (m_before.isEmpty() || size <= 0 || !message.startsWith(m_before) || !message.endsWith(m_behind))
        return std::nullopt;
    const QByteArrayView text = message.sliced(m_before.size(), size);
    return isPlain(text) ? std::optional(QString::fromUtf8(text)) : std::nullopt;
}

} // namespace freshet
