// SPDX-License-Identifier: MIT
#include "core/history/unsaved_answers.h"

#include "core/history/history_title.h"

#include <algorithm>

namespace freshet {

namespace {

/// Adds @p message, or replaces what grows or ends in the one that is there.
void put(QList<StoredMessage> &messages, const StoredMessage &message)
{
    const auto there = std::find_if(
        messages.begin(), messages.end(), [&message](const StoredMessage &stored) { return stored.id == message.id; });
    if (there == messages.end()) {
        messages << message;
        return;
    }
    there->state = message.state;
    there->answer = message.answer;
    there->error = message.error;
}

} // namespace

UnsavedAnswers::Entry *UnsavedAnswers::find(const MessageId &answer)
{
    const auto entry = std::find_if(
        m_entries.begin(), m_entries.end(), [&answer](const Entry &one) { return one.answer.id == answer; });
    return entry == m_entries.end() ? nullptr : &*entry;
}

void UnsavedAnswers::ask(const StoredMessage &question, const StoredMessage &answer)
{
    m_entries.removeIf([&answer](const Entry &entry) { return entry.answer.id == answer.id; });
    m_entries.append(Entry{.question = question, .answer = answer});
}

void UnsavedAnswers::append(const MessageId &id, const QString &delta)
{
    Entry *const entry = find(id);
    if (!entry || entry->isFinished)
        return;
    entry->answer.answer.text += delta;
    entry->hasNews = true;
}

void UnsavedAnswers::restart(const MessageId &id)
{
    Entry *const entry = find(id);
    if (!entry || entry->isFinished)
        return;
    entry->answer.answer.text.clear();
    entry->hasNews = true;
}

void UnsavedAnswers::finish(const StoredMessage &answer)
{
    Entry *entry = find(answer.id);
    if (!entry)
        entry = &m_entries.emplaceBack(Entry{.isAsked = true});
    entry->answer = answer;
    entry->isFinished = true;
}

void UnsavedAnswers::forget(const ConversationId &conversation)
{
    m_entries.removeIf([&conversation](const Entry &entry) { return entry.answer.conversation == conversation; });
}

QList<StoredMessage> UnsavedAnswers::over(const ConversationId &conversation, QList<StoredMessage> stored) const
{
    QSet<MessageId> running;
    for (const Entry &entry : m_entries) {
        running << entry.answer.id;
        if (entry.answer.conversation != conversation)
            continue;
        if (!entry.question)
            continue; // of a chat that was deleted meanwhile, or one that is stored
        put(stored, *entry.question);
        put(stored, entry.answer);
    }
    for (StoredMessage &message : stored) { // of a crash, in a file that cannot be written
        if (message.state == StoredState::Streaming && !running.contains(message.id))
            message.state = StoredState::Interrupted;
    }
    return stored;
}

QList<ConversationInfo> UnsavedAnswers::over(QList<ConversationInfo> stored) const
{
    for (const Entry &entry : m_entries) {
        const bool isThere = std::any_of(stored.cbegin(), stored.cend(),
            [&entry](const ConversationInfo &info) { return info.id == entry.answer.conversation; });
        if (!isThere && entry.question) {
            stored.prepend(ConversationInfo{.id = entry.question->conversation,
                .title = titleFromQuestion(entry.question->answer.text),
                .changedAt = entry.question->createdAt});
        }
    }
    return stored;
}

MessageId UnsavedAnswers::leafOver(const ConversationId &conversation, const MessageId &stored) const
{
    const auto newest = std::find_if(m_entries.crbegin(), m_entries.crend(),
        [&conversation](const Entry &entry) { return entry.answer.conversation == conversation && !entry.isAsked; });
    return newest == m_entries.crend() ? stored : newest->answer.id;
}

} // namespace freshet
