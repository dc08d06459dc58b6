// SPDX-License-Identifier: MIT
#pragma once

#include "app/answer_printer.h"
#include "app/command.h"
#include "app/command_line.h"
#include "core/base/result.h"

#include <memory>

namespace freshet {

class AppContext;
class Console;
class QueryReply;

/// `freshet ask`: one question through QueryService, printed as it is answered.
class AskCommand : public Command {
    Q_OBJECT

public:
    AskCommand(AppContext &context, Console &console, const AskArguments &arguments, QObject *parent = nullptr);
    ~AskCommand() override;

    void start() override;
    void interrupt() override;

private:
    void onInput(const Result<QString> &text);
    void chooseProvider();
    Status choose();
    void ask();
    void onAnswered();
    void refuse(const QString &message);
    void fail(const Error &error, ExitStatus status);
    void stopUnless(bool isOutputThere);

    AppContext &m_context;
    Console &m_console;
    const AskArguments m_arguments;
    const std::unique_ptr<AnswerPrinter> m_printer;
    QueryRequest m_request;
    QueryReply *m_reply = nullptr; // child of this
    bool m_isOutputGone = false;
};

} // namespace freshet
