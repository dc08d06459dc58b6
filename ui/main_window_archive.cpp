// SPDX-License-Identifier: MIT
#include "ui/archive/archive_controller.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/history/conversation_controller.h"
#include "ui/history/conversation_panel.h"
#include "ui/main_window.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/status_line.h"
#include "ui/window_actions.h"

namespace freshet {

void MainWindow::bindArchive()
{
    connect(m_archive, &ArchiveController::told, this,
        [this](const QString &sentence) { m_chat->notice().showAgain(sentence); });
    connect(m_archive, &ArchiveController::exported, this, [this](const QString &path) {
        m_chat->status().showResult(path.isEmpty() ? tr("Sent to the printer.") : tr("Exported to %1").arg(path));
    });
    connect(m_controller, &ChatController::saveSelectionRequested, m_archive, &ArchiveController::saveSelection);
    connect(m_order, &ConversationController::exportRequested, m_archive, &ArchiveController::exportChats);
    connect(m_order, &ConversationController::folderExportRequested, m_archive, &ArchiveController::exportFolder);
}

void MainWindow::runArchive(WindowCommand command)
{
    QList<ConversationId> chosen = m_chats->chosenChats();
    if (chosen.isEmpty())
        chosen << m_controller->current();
    if (command == WindowCommand::ExportChat)
        m_archive->exportChats(chosen);
    else if (command == WindowCommand::PrintChat)
        m_archive->print(chosen);
    else if (command == WindowCommand::ExportAllChats)
        m_archive->exportAll();
    else
        m_archive->importChats();
}

} // namespace freshet
