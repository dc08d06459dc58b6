// SPDX-License-Identifier: MIT
#pragma once

#include "core/search/chat_search_types.h"

#include <QCoreApplication>

namespace freshet {

/// What the search over all chats says, in words.
class SearchWords {
    Q_DECLARE_TR_FUNCTIONS(freshet::SearchWords)

public:
    static QString filters(); ///< What may be typed beside words.
    static QString values(const QString &typed); ///< What a filter takes whose name was just typed; else empty.
    /// How the words of @p result were taken and what was left out; empty where there is nothing to say.
    static QString about(const SearchResult &result);
    static QString count(const SearchResult &result);
    static QString progress(const SearchState &state); ///< Empty once everything can be found.
    static QString author(const FoundMessage &message);
    static QString part(const FoundMessage &message); ///< Where it was found; empty for the text itself.
    static QString date(const QDateTime &when, const QDateTime &now); ///< In local time.
};

} // namespace freshet
