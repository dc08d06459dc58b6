// SPDX-License-Identifier: MIT
#include "core/search/chat_search_worker.h"

#include "core/base/log_categories.h"

#include <sqlite3.h>

using namespace std::chrono_literals;

namespace freshet {

namespace {

constexpr auto kIndexRetry = 10s;
constexpr qint64 kTellEveryMs = 200;

bool isSearchDamage(int code)
{
    const int kind = code & 0xff;
    return kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_ERROR || kind == SQLITE_CONSTRAINT;
}

Error searchTrouble(const QString &message)
{
    return {.kind = ErrorKind::Storage, .message = message, .retryable = true};
}

} // namespace

ChatSearchWorker::ChatSearchWorker(
    const QString &historyPath, const QString &indexPath, const ChatSearcher::Options &options)
    : m_history(historyPath), m_index(indexPath), m_searcher(m_history, m_index, options), m_next(this), m_retry(this)
{
    m_next.setSingleShot(true);
    m_retry.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &ChatSearchWorker::step);
    connect(&m_retry, &QTimer::timeout, this, [this] { m_next.start(0); });
}

void ChatSearchWorker::announce(quint64 search)
{
    m_latest = search;
    m_isGivenUp = true; // whatever runs now is older
}

void ChatSearchWorker::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    m_comparison = ChatIndexer::Depth::Texts;
    m_next.start(0);
}

void ChatSearchWorker::compare()
{
    if (!m_isStarted)
        return;
    if (!m_comparison)
        m_comparison = ChatIndexer::Depth::Outlines;
    m_next.start(0);
}

void ChatSearchWorker::noteChanged(const MessageId &message)
{
    if (!m_isStarted)
        return;
    m_indexer.noteChanged(message);
    m_next.start(0);
}

/// Both files; the history may be missing, the index may not.
bool ChatSearchWorker::open() { return m_index.open() && m_history.open() != HistoryReader::State::Unreadable; }

void ChatSearchWorker::step()
{
    if (!stepOnce()) {
        recover();
    } else {
        m_trouble.reset();
        if (m_comparison || m_indexer.hasWork())
            m_next.start(0);
        else
            m_isRebuilt = false;
    }
    tellState();
}

bool ChatSearchWorker::stepOnce()
{
    if (!open())
        return false;
    if (!m_comparison)
        return m_indexer.step(m_isGivenUp);
    const ChatIndexer::Depth depth = *m_comparison;
    if (!m_indexer.compare(depth))
        return false;
    m_comparison.reset();
    return true;
}

void ChatSearchWorker::recover()
{
    m_comparison = ChatIndexer::Depth::Texts;
    const int historyError = m_history.takeError();
    const int indexError = m_index.file().takeError();
    if (historyError != 0) {
        m_history.close();
        return recoverLater(searchTrouble(QStringLiteral(
            "The chats cannot be read for the search now. It is tried again; restart Freshet if this stays.")));
    }
    if (isSearchDamage(indexError) && !m_isRebuilt) {
        qCWarning(logHistory) << "the index of the chats is damaged and made anew:" << indexError;
        m_isRebuilt = true;
        m_indexer.forget();
        m_index.makeAnew();
        m_index.file().takeError(); // shows again at the next step
        m_next.start(0);
        return;
    }
    if (indexError == 0 || (indexError & 0xff) != SQLITE_BUSY)
        m_index.close();
    recoverLater(searchTrouble((indexError & 0xff) == SQLITE_FULL
            ? QStringLiteral("The disk is full, so newer chats cannot be searched. Free some space.")
            : QStringLiteral(
                "The chats cannot be searched: %1 cannot be written. Check its folder's permissions and free"
                " space; the file may be deleted, it is made anew.")
                  .arg(m_index.path())));
}

void ChatSearchWorker::recoverLater(const std::optional<Error> &trouble)
{
    m_trouble = trouble;
    m_retry.start(kIndexRetry);
}

void ChatSearchWorker::search(quint64 number, const QString &typed, const QDateTime &now)
{
    m_isGivenUp = false; // before the look at the latest number: see announce()
    if (number != m_latest)
        return;
    SearchResult result;
    if (open()) {
        m_index.file().interruptWhen(&m_isGivenUp);
        m_history.file().interruptWhen(&m_isGivenUp);
        result = m_searcher.search(ChatQuery::of(typed, now.toLocalTime().date()), now);
        m_index.file().interruptWhen(nullptr);
        m_history.file().interruptWhen(nullptr);
    }
    const bool isInterrupted
        = (m_index.file().error() & 0xff) == SQLITE_INTERRUPT || (m_history.file().error() & 0xff) == SQLITE_INTERRUPT;
    if (isInterrupted || number != m_latest) {
        m_index.file().takeError();
        m_history.takeError();
        return;
    }
    const bool hasFailed = !m_index.file().isOpen() || m_index.file().error() != 0 || m_history.hasFailed();
    if (hasFailed && m_isStarted) {
        recover();
        tellState();
    } else if (hasFailed) { // shows again when it begins
        m_index.file().takeError();
        m_history.takeError();
        m_index.close();
        m_history.close();
    }
    result.number = number;
    result.typed = typed;
    emit answered(result);
}

void ChatSearchWorker::tellState()
{
    const bool isComplete = m_isStarted && !m_trouble && !m_comparison && !m_indexer.hasWork();
    const qint64 changes = m_index.changes();
    const bool isNews = isComplete != m_state.isComplete || m_trouble != m_state.trouble
        || (isComplete && changes != m_state.changes);
    if (!isNews && m_sinceTold.isValid() && m_sinceTold.elapsed() < kTellEveryMs)
        return;
    const ChatIndexer::Progress progress = m_indexer.progress();
    const SearchState state{progress.indexed, progress.messages, changes, isComplete, m_trouble};
    m_sinceTold.start();
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged(state);
}

} // namespace freshet
