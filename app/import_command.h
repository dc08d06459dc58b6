// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/command_line.h"
#include "core/history/history_store.h"

namespace freshet {

class AppContext;
class Console;
class ImportReply;

/// `freshet import`: the chats of another program's export, beside a window that may be running.
class ImportCommand : public Command {
    Q_OBJECT

public:
    ImportCommand(AppContext &context, Console &console, const ImportArguments &arguments, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void onFinished();

    Console &m_console;
    const ImportArguments m_arguments;
    HistoryStore m_history;
    std::optional<Error> m_problem; ///< Of the chats' file.
    ImportReply *m_reply = nullptr; // child of this
};

} // namespace freshet
