// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/command_line.h"

namespace freshet {

class AppContext;
class Console;
class SearchReply;

/// `freshet search QUERY`: passages, without an answer.
class SearchCommand : public Command {
    Q_OBJECT

public:
    SearchCommand(AppContext &context, Console &console, const SearchArguments &arguments, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void onFound();
    QString passagesText() const;

    AppContext &m_context;
    Console &m_console;
    const SearchArguments m_arguments;
    SearchReply *m_reply = nullptr; // child of this
};

} // namespace freshet
