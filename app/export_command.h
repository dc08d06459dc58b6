// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/command_line.h"
#include "core/history/history_store.h"

namespace freshet {

class AppContext;
class Console;
class ExportReply;

/// `freshet export`: chats to standard output or a file, beside a window that may be running; or the list of chats.
class ExportCommand : public Command {
    Q_OBJECT

public:
    ExportCommand(AppContext &context, Console &console, const ExportArguments &arguments, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void onListed(const QList<ConversationInfo> &chats);
    Result<QList<ConversationId>> chosenOf(const QList<ConversationInfo> &chats) const;
    Result<QSet<FolderId>> folderIds() const;
    void showList(const QList<ConversationInfo> &chats);
    void write(const QList<ConversationId> &chats);
    void onFinished();
    void end(bool isWritten);
    void fail(const Error &error);

    Console &m_console;
    const ExportArguments m_arguments;
    HistoryStore m_history;
    QList<FolderInfo> m_folders;
    std::optional<Error> m_problem; ///< Of the chats' file.
    ExportReply *m_reply = nullptr; // child of this
    bool m_isListed = false;
};

} // namespace freshet
