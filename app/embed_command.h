// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/command_line.h"
#include "core/base/result.h"

namespace freshet {

class AppContext;
class Console;
class EmbeddingReply;

/// `freshet embed`: texts to vectors, a line each.
class EmbedCommand : public Command {
    Q_OBJECT

public:
    EmbedCommand(AppContext &context, Console &console, const EmbedArguments &arguments, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void onInput(const Result<QString> &text);
    void chooseProvider();
    Status choose();
    void embed();
    void onEmbedded();
    bool print();
    void refuse(const QString &message);
    void fail(const Error &error, ExitStatus status);

    AppContext &m_context;
    Console &m_console;
    const EmbedArguments m_arguments;
    EmbeddingRequest m_request;
    EmbeddingReply *m_reply = nullptr; // child of this
};

} // namespace freshet
