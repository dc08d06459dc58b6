// SPDX-License-Identifier: MIT
#include "core/search/chat_indexer.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <numeric>

namespace freshet {

namespace {

constexpr size_t kMessagesAStep = 512; // in one transaction: the index grows best in large pieces
constexpr int kOrphansAStep = 128;
constexpr int kChatsAStep = 32;
constexpr int kStepMs = 150;

} // namespace

bool ChatIndexer::compare(Depth depth)
{
    const QHash<ConversationId, ChatOutline> told = m_history.chats();
    const QHash<ConversationId, ChatOutline> known = m_index.chats();
    if (m_history.hasFailed() || m_index.file().error() != 0)
        return false;

    QList<ConversationId> removed;
    for (auto chat = known.cbegin(); chat != known.cend(); ++chat) {
        if (!told.contains(chat.key()))
            removed << chat.key();
    }
    QList<std::pair<ConversationId, ChatOutline>> ordered;
    for (auto chat = told.cbegin(); chat != told.cend(); ++chat)
        ordered << std::pair(chat.key(), chat.value());
    const auto isNewer = [](const auto &one, const auto &other) {
        return one.second.newest != other.second.newest ? one.second.newest > other.second.newest
                                                        : one.first < other.first;
    };
    std::sort(ordered.begin(), ordered.end(), isNewer);

    m_index.begin();
    for (const ConversationId &chat : std::as_const(removed))
        m_index.removeChat(chat);
    std::deque<ConversationId> alike;
    std::deque<ConversationId> differing;
    for (const auto &[chat, outline] : std::as_const(ordered)) {
        const auto before = known.constFind(chat);
        if (before == known.cend() || before->title != outline.title)
            m_index.putChat(chat, outline.title);
        const bool isAlike
            = before != known.cend() && before->messages == outline.messages && before->seqMark == outline.seqMark;
        (isAlike ? alike : differing).push_back(chat);
    }
    if (!m_index.commit())
        return false;
    if (!removed.isEmpty())
        m_index.sweep();
    m_hasOrphans = m_hasOrphans || !removed.isEmpty()
        || depth == Depth::Texts; // also those that the end of the program has left
    m_messages = std::accumulate(ordered.cbegin(), ordered.cend(), qint64(0),
        [](qint64 sum, const auto &chat) { return sum + chat.second.messages; });
    m_chats = std::move(differing);
    if (depth == Depth::Texts)
        m_chats.insert(m_chats.end(), alike.begin(), alike.end());
    return true;
}

void ChatIndexer::noteChanged(const MessageId &id) { m_noted.insert(id); }

bool ChatIndexer::hasWork() const
{
    return m_hasOrphans || !m_noted.isEmpty() || !m_chats.empty() || !m_waiting.empty();
}

bool ChatIndexer::step(const std::atomic<bool> &hurry)
{
    if (m_hasOrphans)
        return removeOrphans();
    readNoted();
    const auto hasFailed = [this] { return m_history.hasFailed() || m_index.file().error() != 0; };
    for (int i = 0; i < kChatsAStep && !m_chats.empty() && m_waiting.size() < kMessagesAStep && !hasFailed(); ++i)
        lookIntoChat();
    return !hasFailed() && putWaiting(hurry);
}

bool ChatIndexer::removeOrphans()
{
    const QList<qint64> orphans = m_index.orphans(kOrphansAStep);
    if (!orphans.isEmpty()) {
        m_index.begin();
        for (const qint64 seq : orphans)
            m_index.removeMessage(seq);
        if (!m_index.commit())
            return false;
    }
    m_hasOrphans = orphans.size() == kOrphansAStep;
    if (!orphans.isEmpty() && !m_hasOrphans)
        m_index.sweep();
    return m_index.file().error() == 0;
}

void ChatIndexer::readNoted()
{
    const QSet<MessageId> noted = std::exchange(m_noted, {});
    for (const MessageId &id : noted) {
        if (const qint64 seq = m_history.seqOf(id); seq != 0)
            m_waiting.push_front(seq);
    }
}

void ChatIndexer::lookIntoChat()
{
    const QHash<qint64, MessageOutline> told = m_history.messagesOf(m_chats.front());
    const QHash<qint64, MessageOutline> known = m_index.messagesOf(m_chats.front());
    if (m_history.hasFailed() || m_index.file().error() != 0)
        return;
    m_chats.pop_front();
    std::vector<qint64> differing;
    for (auto message = told.cbegin(); message != told.cend(); ++message) {
        if (const auto before = known.constFind(message.key()); before == known.cend() || *before != *message)
            differing.push_back(message.key());
    }
    for (auto message = known.cbegin(); message != known.cend(); ++message) {
        if (!told.contains(message.key()))
            differing.push_back(message.key());
    }
    std::sort(differing.begin(), differing.end());
    m_waiting.insert(m_waiting.end(), differing.begin(), differing.end());
}

bool ChatIndexer::putWaiting(const std::atomic<bool> &hurry)
{
    if (m_waiting.empty())
        return true;
    const QDeadlineTimer deadline(kStepMs);
    std::vector<qint64> batch(
        m_waiting.begin(), m_waiting.begin() + ptrdiff_t(std::min(kMessagesAStep, m_waiting.size())));
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + ptrdiff_t(batch.size()));
    std::sort(batch.begin(), batch.end()); // the full-text table takes them best in this order
    size_t done = 0;
    m_index.begin();
    for (; done < batch.size() && (done == 0 || !(hurry || deadline.hasExpired())); ++done) {
        const std::optional<SearchedMessage> message = m_history.message(batch[done]);
        const QString title = message ? m_history.titleOf(message->chat) : QString();
        if (title.isNull())
            m_index.removeMessage(batch[done]);
        else
            m_index.putMessage(m_index.putChat(message->chat, title), *message);
    }
    const bool isKept = !m_history.hasFailed() && m_index.commit();
    if (!isKept)
        m_index.rollBack();
    m_waiting.insert(m_waiting.begin(), batch.begin() + ptrdiff_t(isKept ? done : 0), batch.end());
    return isKept;
}

ChatIndexer::Progress ChatIndexer::progress() { return {.indexed = m_index.messageCount(), .messages = m_messages}; }

void ChatIndexer::forget()
{
    m_chats.clear();
    m_noted.clear();
    m_waiting.clear();
    m_hasOrphans = false;
}

} // namespace freshet
