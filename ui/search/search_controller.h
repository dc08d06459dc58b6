// SPDX-License-Identifier: MIT
#pragma once

#include "core/search/chat_search_types.h"

#include <QObject>
#include <QPointer>

namespace freshet {

class ChatSearchService;
class SearchPanel;

/// Joins the search over all chats with its panel: searches while somebody types, and again when more can be found.
class SearchController : public QObject {
    Q_OBJECT

public:
    explicit SearchController(ChatSearchService &service, QObject *parent = nullptr);

    void showOn(SearchPanel &panel); ///< From now on; what was typed on the one before is typed there.

private:
    void search(const QString &typed);
    void onState(const SearchState &state);

    ChatSearchService &m_search;
    QPointer<SearchPanel> m_panel; // not owned
    QString m_typed;
    quint64 m_asked = 0; ///< The number of the last search.
    bool m_isAnswered = true; ///< No answer is on its way.
};

} // namespace freshet
