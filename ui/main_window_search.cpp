// SPDX-License-Identifier: MIT
// The search over all chats in a MainWindow.
#include "core/history/history_store.h"
#include "core/search/chat_search_service.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/main_window.h"
#include "ui/search/search_controller.h"
#include "ui/search/search_panel.h"
#include "ui/theme/theme_controller.h"

namespace freshet {

/// Not before the history is open: the search only reads what is there.
void MainWindow::startSearch()
{
    connect(
        &m_services.history, &HistoryStore::conversationsListed, &m_services.search,
        [&search = m_services.search] { search.start(); }, Qt::SingleShotConnection);
    connect(m_controller, &ChatController::messageShown, this,
        [this](const MessageId &message) { m_chat->showFound(message, std::exchange(m_foundWords, {})); });
}

void MainWindow::searchChats()
{
    searchPanel().setTheme(m_services.theme.theme());
    searchPanel().open();
}

SearchPanel &MainWindow::searchPanel()
{
    if (!m_searchPanel) {
        m_searchPanel = new SearchPanel(*this);
        connect(m_searchPanel, &SearchPanel::chosen, this,
            [this](const ConversationId &chat, const MessageId &message, const QStringList &words) {
                m_foundWords = words;
                m_chat->closeFind();
                m_chat->setFocus();
                if (message.isEmpty())
                    m_controller->open(chat);
                else
                    m_controller->openAt(chat, message);
            });
        m_search->showOn(*m_searchPanel);
    }
    return *m_searchPanel;
}

} // namespace freshet
