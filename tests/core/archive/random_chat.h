// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/stored_chat.h"

#include <QRandomGenerator>

namespace freshet::test {

/// Chats of every shape that can be stored, the same ones for the same seed.
class RandomChat {
public:
    explicit RandomChat(quint32 seed) : m_random(seed) { }

    StoredChat make()
    {
        StoredChat chat{.info = {.id = newHistoryId(), .title = text(40), .changedAt = time()}};
        const int count = below(12) + 1;
        for (int i = 0; i < count; ++i)
            chat.messages << message(chat);
        if (below(2) == 0)
            chat.leaf = chat.messages.at(below(count)).id;
        if (maybe()) {
            chat.collections.emplace();
            for (int i = below(3); i > 0; --i)
                *chat.collections << text(10) + QString::number(i);
        }
        return chat;
    }

    QString text(int longest)
    {
        static const QString signs = QStringLiteral("aZ 9\n\t\"\\/<>&'`*_[](){}|#-→ä日本\u200d\u202e%1$");
        QString text;
        const int size = below(longest + 1);
        for (int i = 0; i < size; ++i) {
            text += signs.at(below(int(signs.size())));
            if (below(20) == 0)
                text += QStringLiteral("👩‍🚀");
        }
        return text;
    }

private:
    int below(int most) { return static_cast<int>(m_random.bounded(most)); }
    bool maybe() { return below(2) == 0; }
    QDateTime time()
    {
        return QDateTime::fromMSecsSinceEpoch(1 + m_random.bounded(2'000'000'000) * 1000LL + below(1000), Qt::UTC);
    }

    StoredMessage message(const StoredChat &chat)
    {
        StoredMessage message{.id = newHistoryId(), .conversation = chat.info.id, .createdAt = time()};
        if (!chat.messages.isEmpty() && below(6) != 0)
            message.parent = chat.messages.at(below(int(chat.messages.size()))).id;
        message.role = below(10) == 0 ? ChatRole::System : maybe() ? ChatRole::User : ChatRole::Assistant;
        message.answer.text = text(200);
        if (message.role == ChatRole::Assistant)
            fill(message);
        if (message.role == ChatRole::User && maybe())
            attach(message);
        return message;
    }

    void fill(StoredMessage &message)
    {
        constexpr StoredState states[] = {StoredState::Complete, StoredState::Interrupted, StoredState::Failed};
        message.state = states[below(3)];
        QueryAnswer &answer = message.answer;
        answer.reasoning = text(100);
        answer.model = {"provider", text(10) + 'm'};
        answer.finishReason = static_cast<FinishReason>(below(8));
        answer.delivery = static_cast<Delivery>(below(3));
        answer.usage = {.promptTokens = below(9999), .costUsd = below(100) / 64.0};
        answer.timings.total = std::chrono::milliseconds(below(9999));
        if (maybe())
            answer.timings.firstToken = std::chrono::milliseconds(below(999));
        if (maybe())
            answer.notes << text(50);
        if (maybe())
            answer.toolCalls << ToolCall{text(5), text(10), text(30)};
        if (maybe())
            message.error
                = Error{.kind = ErrorKind::Server, .message = text(50) + '.', .httpStatus = 500, .retryable = maybe()};
        const auto size = answer.text.size();
        if (size > 3 && maybe()) {
            answer.sources << Source{.number = 1,
                .documentId = "d",
                .title = text(20),
                .path = "/a/b.pdf",
                .page = 3,
                .heading = text(9),
                .start = 4,
                .end = 9,
                .text = text(30),
                .score = 0.5};
            answer.citations << Citation{.number = 1, .start = size - 3, .end = size, .support = Support::Weak};
        }
    }

    void attach(StoredMessage &message)
    {
        message.attachments << Attachment{.name = "notes.txt", .mimeType = "text/plain", .text = text(300)};
        QByteArray picture("\x89PNG\r\n\x1a\n");
        for (int i = 0; i < 64; ++i)
            picture += static_cast<char>(below(256));
        message.attachments << Attachment{.name = "a picture.png",
            .mimeType = "image/png",
            .bytes = picture,
            .thumbnail = maybe() ? picture : QByteArray()};
    }

    QRandomGenerator m_random;
};

} // namespace freshet::test
