// SPDX-License-Identifier: MIT
#pragma once

#include "ui/transcript/transcript_message.h"

namespace freshet::test {

inline TranscriptMessage question(const QString &id, const QString &text)
{
    TranscriptMessage message;
    message.id = id;
    message.text = text;
    return message;
}

inline TranscriptMessage answer(const QString &id, const QString &text)
{
    TranscriptMessage message = question(id, text);
    message.role = ChatRole::Assistant;
    return message;
}

/// An empty answer that is being written.
inline TranscriptMessage growing(const QString &id)
{
    TranscriptMessage message = answer(id, {});
    message.state = MessageState::Streaming;
    return message;
}

/// Questions and answers in turn, "0", "1" …; their heights cannot be guessed well.
inline QList<TranscriptMessage> conversation(int count)
{
    QList<TranscriptMessage> messages;
    for (int i = 0; i < count; ++i) {
        const QString id = QString::number(i);
        if (i % 2 == 0) {
            messages << question(id, QStringLiteral("Question %1?").arg(i));
            continue;
        }
        QString text = QStringLiteral("Answer %1 in some words. ").arg(i).repeated(1 + i % 17);
        text += QStringLiteral("\n\n- one\n- two\n\n```py\nprint(1)\n```\n\n").repeated(i % 4);
        messages << answer(id, text);
    }
    return messages;
}

} // namespace freshet::test
