// SPDX-License-Identifier: MIT
#include "ui/archive/archive_controller.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
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
        m_chat->status().showResult(
            path.isEmpty() ? tr("The chat was sent to the printer.") : tr("Exported to %1").arg(path));
    });
}

void MainWindow::runArchive(WindowCommand command)
{
    if (command == WindowCommand::ExportChat)
        m_archive->exportChat(m_controller->current());
    else if (command == WindowCommand::PrintChat)
        m_archive->print(m_controller->current());
    else if (command == WindowCommand::ExportAllChats)
        m_archive->exportAll();
    else
        m_archive->importChats();
}

} // namespace freshet
