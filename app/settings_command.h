// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/command_line.h"
#include "core/server/query_protocol.h"

namespace freshet {

class AppContext;
class Console;

/// `freshet settings`: what the Settings window shows, without any secret.
class SettingsCommand : public Command {
    Q_OBJECT

public:
    SettingsCommand(
        AppContext &context, Console &console, const SettingsArguments &arguments, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void print(const protocol::SettingsView &view);

    AppContext &m_context;
    Console &m_console;
    const SettingsArguments m_arguments;
};

} // namespace freshet
