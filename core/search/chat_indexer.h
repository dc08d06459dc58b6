// SPDX-License-Identifier: MIT
#pragma once

#include "core/search/search_index.h"

#include <QSet>

#include <atomic>
#include <deque>

namespace freshet {

/// Brings the index to what the history says, a short step after the other.
///
/// There is one way: compare, and put or remove what differs. So an index that was kept up to date is the same as one
/// that was made anew, and whatever stops it (the end of the program, a power failure, a damaged file) only means that
/// the next comparison finds more. Pure of threads and timers; the caller says when to go on.
class ChatIndexer {
public:
    enum class Depth {
        Outlines, ///< Which chats and messages there are: misses a text that was changed in its place.
        Texts, ///< Also the state and the length of each.
    };

    struct Progress {
        qint64 indexed = 0;
        qint64 messages = 0; ///< That there were at the last comparison.

        bool operator==(const Progress &) const = default;
    };

    ChatIndexer(HistoryReader &history, SearchIndex &index) : m_history(history), m_index(index) { }

    /// Removed chats and new titles are in effect when it returns; the rest is work for step(). False: see
    /// SearchIndex::file() and HistoryReader for the error, and nothing has changed.
    bool compare(Depth depth);
    void noteChanged(const MessageId &id); ///< Its text or state is another one now.

    bool hasWork() const;
    /// A part of it, which ends as soon as it can when @p hurry is set. False as above; what was not done is still to
    /// be done.
    bool step(const std::atomic<bool> &hurry);
    Progress progress();
    void forget(); ///< The work that is left: the index is another one now.

private:
    void lookIntoChat();
    void readNoted();
    bool removeOrphans();
    bool putWaiting(const std::atomic<bool> &hurry);

    HistoryReader &m_history;
    SearchIndex &m_index;
    std::deque<ConversationId> m_chats; ///< To be looked into.
    QSet<MessageId> m_noted;
    std::deque<qint64> m_waiting; ///< By seq: to be read and put, or removed where they are gone.
    bool m_hasOrphans = false;
    qint64 m_messages = 0;
};

} // namespace freshet
