// SPDX-License-Identifier: MIT
// The search over all chats in a MainWindow.
#include "ui/chat/chat_panel.h"
#include "ui/chat/chat_place.h"
#include "ui/main_window.h"
#include "ui/search/search_controller.h"
#include "ui/search/search_panel.h"
#include "ui/theme/theme_controller.h"

namespace freshet {

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
                m_chat->closeFind();
                m_chat->setFocus();
                emit chatRequested({.chat = chat, .message = message, .words = words});
            });
        m_search->showOn(*m_searchPanel);
    }
    return *m_searchPanel;
}

} // namespace freshet
