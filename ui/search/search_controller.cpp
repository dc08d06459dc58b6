// SPDX-License-Identifier: MIT
#include "ui/search/search_controller.h"

#include "core/search/chat_search_service.h"
#include "ui/search/search_panel.h"

namespace freshet {

SearchController::SearchController(ChatSearchService &service, QObject *parent) : QObject(parent), m_search(service)
{
    connect(&service, &ChatSearchService::answered, this, [this](const SearchResult &result) {
        if (result.number != m_asked) {
            if (!m_isAnswered) // another window's took the place of this one's
                search(m_typed);
            return;
        }
        m_isAnswered = true;
        if (m_panel)
            m_panel->setResult(result);
    });
    connect(&service, &ChatSearchService::stateChanged, this, &SearchController::onState);
}

void SearchController::showOn(SearchPanel &panel)
{
    m_panel = &panel;
    panel.setState(m_search.state());
    panel.setText(m_typed);
    connect(&panel, &SearchPanel::textChanged, this, &SearchController::search);
    if (!m_typed.isEmpty())
        search(m_typed);
}

void SearchController::search(const QString &typed)
{
    m_typed = typed;
    m_isAnswered = false;
    m_asked = m_search.search(typed);
}

/// While the index grows, what is seen grows with it, in the window that is used; an answer that is on its way is not
/// overtaken again and again.
void SearchController::onState(const SearchState &state)
{
    if (!m_panel)
        return;
    m_panel->setState(state);
    if (m_panel->isVisible() && m_panel->isActiveWindow() && m_isAnswered && !m_typed.trimmed().isEmpty())
        search(m_typed);
}

} // namespace freshet
