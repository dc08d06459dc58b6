// SPDX-License-Identifier: MIT
#pragma once

#include "core/search/history_reader.h"
#include "core/search/term_store.h"

namespace freshet {

/// The index of the chats: a file of its own that may be deleted at any time, and is made anew from the history.
///
/// Has a row for each message of the history, and words for those that can be found: of its text, its thoughts, and the
/// names and texts of what went with it. Nothing of a removed message or
/// chat stays in the file. Changes are made between begin() and commit(); after an error of the file, nothing of them
/// is kept. To be used in one thread.
class SearchIndex {
public:
    static constexpr int kVersion = 2; ///< Another one on disk is made anew; see placedWords().
    static constexpr qint64 kTitleRows = qint64(1)
        << 52; ///< Rows of titles in `words` are those of chats from here on.

    explicit SearchIndex(const QString &path) : m_path(path) { }

    bool open(); ///< Makes the file where it is not there, or of another version. Later calls cost nothing.
    bool makeAnew(); ///< Deletes the file, whatever is in it.
    void close() { m_file.close(); }
    const QString &path() const { return m_path; }

    SqliteFile &file() { return m_file; }
    TermStore &terms() { return m_terms; }

    void begin();
    bool commit(); ///< False: nothing of it is kept, and file().takeError() says why.
    void rollBack();

    QHash<ConversationId, ChatOutline> chats();
    QHash<qint64, MessageOutline> messagesOf(const ConversationId &chat);
    QList<qint64> orphans(int most); ///< Messages of chats that are removed.
    qint64 messageCount();
    qint64 changes() const; ///< Rows that were changed since it was opened.

    qint64 putChat(const ConversationId &chat, const QString &title); ///< Gives its row.
    void removeChat(const ConversationId &chat); ///< At once for who searches; its messages are orphans then.
    void putMessage(qint64 chatRow, const SearchedMessage &message); ///< In the place of what has its seq.
    void removeMessage(qint64 seq);
    void sweep(); ///< After removals were committed: takes them out of the write-ahead log, too.

private:
    bool openFile();
    void putWords(qint64 row, const QString &text, const QString &thoughts = {}, const QString &files = {});
    void removeWords(qint64 row);

    const QString m_path;
    SqliteFile m_file;
    TermStore m_terms{m_file};
};

} // namespace freshet
