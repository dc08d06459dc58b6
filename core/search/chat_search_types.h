// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"
#include "core/search/chat_query.h"
#include "core/search/snippet.h"

#include <QDateTime>

namespace freshet {

/// A message that was found.
struct FoundMessage {
    MessageId id;
    ChatRole role = ChatRole::User;
    QString model; ///< "provider/model" of an answer.
    QDateTime createdAt;
    Snippet snippet;
    ChatPart part = ChatPart::Text; ///< Which the snippet is of.
    QString file = {}; ///< The attachment's name where it is of one.

    bool operator==(const FoundMessage &) const = default;
};

/// A chat with what was found in it, the best first.
struct FoundChat {
    ConversationId id;
    QString title;
    QList<MarkedRange> titleMarks; ///< Where the title itself was found.
    QList<FoundMessage> messages; ///< Empty where the title alone was found.
    int more = 0; ///< Messages that were found as well.

    bool operator==(const FoundChat &) const = default;
};

/// How the words of a query were taken.
enum class SearchReading {
    AllWords, ///< As they were written.
    NearWords, ///< Some in another spelling, since theirs is found nowhere or hardly anywhere.
    AnyWord, ///< No message has all of them: these have one or more.
};

struct SearchResult {
    quint64 number = 0; ///< Of the search that it answers.
    QString typed;
    QList<FoundChat> chats; ///< The best first.
    int count = 0; ///< Messages that were found, also those that are not listed.
    bool hasMore = false; ///< `count` is where the counting ended.
    SearchReading reading = SearchReading::AllWords;
    QHash<QString, QString> meant; ///< With NearWords: words as typed, and the commonest spelling that is near.
    QStringList ignored; ///< Filters that say nothing, as typed.

    bool operator==(const SearchResult &) const = default;
};

/// What the search knows of the chats.
struct SearchState {
    qint64 indexed = 0;
    qint64 messages = 0;
    qint64 changes = 0; ///< Grows with each change of the index: the same search may find something else now.
    bool isComplete = false; ///< Otherwise not all of them can be found yet.
    std::optional<Error> trouble; ///< Why nothing, or nothing new, can be found.

    bool operator==(const SearchState &) const = default;
};

} // namespace freshet

Q_DECLARE_METATYPE(freshet::SearchResult)
Q_DECLARE_METATYPE(freshet::SearchState)
