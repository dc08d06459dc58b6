// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/search/chat_searcher.h"

#include <QObject>
#include <QThread>

namespace freshet {

class ChatSearchWorker;

/// One search over all chats. A worker thread owns the index, a file of its own that follows the history and can be
/// deleted at any time; nothing here blocks.
///
/// What is stored is found a moment later; a deleted chat is found no more once HistoryStore says that it is gone, and
/// nothing of it stays in the index.
class ChatSearchService : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString historyPath; ///< Only read.
        QString indexPath;
        ChatSearcher::Options results = {};
        Clock clock = systemClock;
    };

    /// Opens nothing before start() or search().
    ChatSearchService(HistoryStore &history, const Options &options, QObject *parent = nullptr);
    ~ChatSearchService() override;

    void start(); ///< Indexing begins; once the history is open, since before there is nothing to read.

    /// answered() answers, with the number that this returns, unless another search is begun before: that one takes its
    /// place. What is not indexed yet is not found.
    quint64 search(const QString &typed);

    const SearchState &state() const { return m_state; }

signals:
    void answered(const freshet::SearchResult &result);
    void stateChanged(const freshet::SearchState &state);

private:
    template <typename Job>
    void post(Job job);

    const Clock m_clock;
    QThread m_thread;
    ChatSearchWorker *m_worker = nullptr; // lives in m_thread, deleted when it ends
    SearchState m_state;
    quint64 m_latest = 0;
};

} // namespace freshet
