// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/command_line.h"

namespace freshet {

class AppContext;
class Console;
class EmbeddingRun;
class IndexReply;

/// `freshet index`: adds files, folders and JSON lines to a collection.
class IndexCommand : public Command {
    Q_OBJECT

public:
    IndexCommand(AppContext &context, Console &console, const IndexArguments &arguments, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    QString missingPath() const;
    void onProgress(const IndexProgress &progress);
    void onDocument(const DocumentResult &result);
    void onFinished();
    void embed(ExitStatus status);
    void onEmbedded(ExitStatus status);

    AppContext &m_context;
    Console &m_console;
    const IndexArguments m_arguments;
    IndexReply *m_reply = nullptr; // child of this
    EmbeddingRun *m_run = nullptr; // child of this
};

} // namespace freshet
