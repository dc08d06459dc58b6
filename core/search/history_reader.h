// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "core/search/chat_query.h"
#include "core/search/sqlite_file.h"

#include <QHash>

namespace freshet {

/// What tells cheaply whether the messages of a chat are those that are known.
struct ChatOutline {
    QString title;
    qint64 messages = 0;
    qint64 seqMark = 0; ///< Made of the seq of each; the same for the same ones, however ordered.
    qint64 newest = 0; ///< The greatest seq.

    bool operator==(const ChatOutline &) const = default;
};

/// One message without its text.
struct MessageOutline {
    MessageId id;
    QString state; ///< As the history spells it.
    qint64 length = 0; ///< Of the text.

    bool operator==(const MessageOutline &) const = default;
};

/// What went with a message, as it is searched.
struct SearchedFile {
    QString name;
    QString text; ///< Empty for a picture.

    QString allText() const { return text.isEmpty() ? name : name + u'\n' + text; }
    bool operator==(const SearchedFile &) const = default;
};

/// A message as it is searched.
struct SearchedMessage {
    qint64 seq = 0; ///< Its place in the history.
    ConversationId chat;
    MessageOutline outline;
    ChatRole role = ChatRole::User;
    QString text;
    QString thoughts; ///< Of an answer.
    QList<SearchedFile> files;
    QString model; ///< "provider/model"; empty for questions.
    qint64 createdAt = 0; ///< Milliseconds since 1970, UTC.
    MessageFeatures has;

    bool isSearched() const { return outline.state != toWord(StoredState::Streaming); }
};

/// The chats as they are committed, through a connection of its own that only reads: the writer never waits for it
/// longer than one call here takes. Knows which chats are searched at all.
class HistoryReader {
public:
    enum class State { Ready, NoFile, Unreadable };

    explicit HistoryReader(const QString &databasePath) : m_path(databasePath) { }

    State open(); ///< Later calls cost next to nothing; they follow a file that was put in its place.
    void close() { m_file.close(); }
    SqliteFile &file() { return m_file; }

    QHash<ConversationId, ChatOutline> chats(); ///< Those that are searched.
    QString titleOf(const ConversationId &chat); ///< Null where it is not there or not searched.
    QHash<qint64, MessageOutline> messagesOf(const ConversationId &chat); ///< By seq.
    qint64 seqOf(const MessageId &id); ///< 0 where it is not there.
    std::optional<SearchedMessage> message(qint64 seq);
    QString textOf(qint64 seq, const MessageId &id); ///< Null where it is not there any more.
    QString thoughtsOf(qint64 seq);
    QList<SearchedFile> filesOf(const MessageId &id); ///< As they stand with it.
    QStringList chatsWhere(const ChatQuery &query); ///< The ids of those that meet what it says of chats.

    bool hasFailed() const { return m_file.error() != 0; }
    int takeError() { return m_file.takeError(); } ///< SQLite's code; 0 for none.

private:
    const QString m_path;
    SqliteFile m_file;
};

} // namespace freshet
