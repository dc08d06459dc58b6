// SPDX-License-Identifier: MIT
#pragma once

#include "core/search/chat_indexer.h"
#include "core/search/chat_searcher.h"

#include <QElapsedTimer>
#include <QTimer>

#include <atomic>

namespace freshet {

/// ChatSearchService's part in the worker thread: the only one that opens the index. All members but announce() and
/// stop() are called there, through the event loop; indexing goes on step by step, and a search that was announced
/// ends the step at hand.
class ChatSearchWorker : public QObject {
    Q_OBJECT

public:
    ChatSearchWorker(const QString &historyPath, const QString &indexPath, const ChatSearcher::Options &options);

    void announce(quint64 search); ///< From any thread: every search before it is given up.
    void stop() { m_isGivenUp = true; } ///< From any thread, before the thread ends.

    void start(); ///< From now on the index follows the history. Again: nothing happens.
    void compare();
    void noteChanged(const MessageId &message);
    void search(quint64 number, const QString &typed, const QDateTime &now);

signals:
    void answered(const freshet::SearchResult &result);
    void stateChanged(const freshet::SearchState &state);

private:
    bool open();
    void step();
    bool stepOnce();
    void recover();
    void recoverLater(const std::optional<Error> &trouble);
    void tellState();

    HistoryReader m_history;
    SearchIndex m_index;
    ChatIndexer m_indexer{m_history, m_index};
    ChatSearcher m_searcher;
    QTimer m_next; // child of this, as the next one: they follow it to its thread
    QTimer m_retry;
    std::optional<ChatIndexer::Depth> m_comparison; ///< That is to be made.
    SearchState m_state; ///< As it was told.
    std::optional<Error> m_trouble;
    QElapsedTimer m_sinceTold;
    bool m_isStarted = false;
    bool m_isRebuilt = false; ///< Since the index was last complete: what is damaged again stays so.
    std::atomic<quint64> m_latest = 0;
    std::atomic<bool> m_isGivenUp = false;
};

} // namespace freshet
