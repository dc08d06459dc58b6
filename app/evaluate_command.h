// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/command_line.h"
#include "core/base/result.h"
#include "core/evaluation/evaluation_types.h"

namespace freshet {

class AppContext;
class Console;
class EvaluationReply;

/// `freshet evaluate`: keeps the questions of a file, where one is named, asks all that are kept about a collection,
/// and shows what came of it beside the run before. With --remove it only forgets questions.
class EvaluateCommand : public Command {
    Q_OBJECT

public:
    EvaluateCommand(
        AppContext &context, Console &console, const EvaluateArguments &arguments, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    Result<QList<EvaluationQuestion>> readQuestions() const;
    Status keepQuestions();
    void onProgress(int done, int total);
    void onFinished();
    void refuse(const Error &error, ExitStatus status);

    AppContext &m_context;
    Console &m_console;
    const EvaluateArguments m_arguments;
    EvaluationReply *m_reply = nullptr; // child of this
};

} // namespace freshet
