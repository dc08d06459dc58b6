// SPDX-License-Identifier: MIT
#include "core/history/history_store.h"
#include "core/models/local_server_scan.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/history/conversation_panel.h"
#include "ui/main_window.h"
#include "ui/models/model_picker.h"
#include "ui/search/search_panel.h"
#include "ui/settings/settings_dialog.h"
#include "ui/transcript/find_bar.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/pane_area.h"
#include "ui/widgets/typed_texts.h"
#include "ui/window_actions.h"

#include <QEvent>
#include <QScrollBar>

namespace freshet {

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        speakAnew();
}

/// Widgets take their words when they are made. What can be seen and what was typed is handed from the old to the new.
void MainWindow::speakAnew()
{
    const PaneArea::Visibility chats = m_panes->visibility(PaneArea::Side::Left);
    const int source = m_panes->isShown(PaneArea::Side::Right) ? m_sources->currentNumber() : 0;
    const TypedTexts typed = typedTexts(*m_chats);
    const ChatPanel &oldChat = *m_chat;
    unsetLocale(); // its numbers and dates are those of the new language
    delete std::exchange(m_picker, nullptr);
    const bool isSearching = m_searchPanel && m_searchPanel->isVisible();
    delete std::exchange(m_searchPanel, nullptr);
    const std::unique_ptr<QWidget> old(takeCentralWidget());
    m_sources = nullptr; // went with it

    m_actions->retranslate();
    makePanes();
    m_panes->resize(old->size());
    if (isVisible())
        m_panes->show(); // now, not after a frame without it
    m_panes->setVisibility(PaneArea::Side::Left, chats);
    typeAgain(*m_chats, typed);
    m_chat->notice().takeOver(oldChat.notice());
    if (const TranscriptView &read = oldChat.transcript(); !read.isFollowing())
        m_chat->transcript().verticalScrollBar()->setSliderPosition(read.verticalScrollBar()->value());
    if (oldChat.isFinding()) {
        m_chat->findBar().setText(oldChat.findBar().text());
        m_chat->openFind();
    }
    showOffers(m_services.localServers.found());
    if (source > 0)
        showSources(m_sourcesOf, source);
    m_services.history.listConversations();
    m_chat->setFocus();
    if (isSearching)
        searchChats();
    if (m_settings)
        reopenSettings();
}

void MainWindow::reopenSettings()
{
    const SettingsDialog::State state = m_settings->state();
    const bool isOpen = m_settings->isVisible();
    delete std::exchange(m_settings, nullptr);
    settings().setState(state);
    if (isOpen)
        showSettings({});
}

} // namespace freshet
