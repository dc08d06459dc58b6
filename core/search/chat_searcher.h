// SPDX-License-Identifier: MIT
#pragma once

#include "core/search/chat_search_types.h"
#include "core/search/match_expression.h"
#include "core/search/search_index.h"

namespace freshet {

/// Answers a query from the index, with texts out of the history.
///
/// First the words as they are written, all in one message; where that finds nothing or little, near spellings of rare
/// ones; where that finds nothing, messages with any of the words. Among very many hits only the newest thousands are
/// weighed. An error of the files leaves the result incomplete; see their error.
class ChatSearcher {
public:
    struct Options {
        int mostChats = 30;
        int mostMessages = 3; ///< Of one chat.
    };

    ChatSearcher(HistoryReader &history, SearchIndex &index, const Options &options)
        : m_history(history), m_index(index), m_options(options)
    {
    }

    SearchResult search(const ChatQuery &query, const QDateTime &now);

private:
    struct Hit {
        qint64 seq; ///< From SearchIndex::kTitleRows on: a title.
        qint64 chat;
        double weight;
    };
    struct Hits {
        QList<Hit> messages;
        QList<Hit> titles;
        bool isCut = false;
    };

    Hits find(const ChatQuery &query, const MatchExpression &expression, const QDateTime &now);
    Hits newest(const ChatQuery &query, const MatchExpression &expression);
    void readMessages(SqliteStatement &rows, Hits &hits, const QDateTime &now);
    QList<FoundChat> describe(const Hits &hits, const SnippetBuilder &snippets, const ChatQuery &query);
    std::optional<FoundMessage> describeMessage(qint64 seq, const SnippetBuilder &snippets, const ChatQuery &query);
    void takeBestPart(FoundMessage &message, const SnippetBuilder &snippets, const ChatQuery &query,
        const QString &text, MessageFeatures has, qint64 seq);

    HistoryReader &m_history;
    SearchIndex &m_index;
    const Options m_options;
    QByteArray m_chats; ///< Of the search at hand: the ids of the chats that count, as JSON; empty: all.
};

} // namespace freshet
