// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/command_line.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/server/local_endpoint.h"

namespace freshet {

class AppContext;
class Console;
class RetrievalService;

/// `freshet serve`: the local endpoint without a window, until SIGTERM or Ctrl+C.
///
/// Has one token of its own, from a file that only the owner may read, and knows none of the window's: those can be
/// revoked there, and this program would not hear of it.
class ServeCommand : public Command {
    Q_OBJECT

public:
    ServeCommand(AppContext &context, Console &console, const ServeArguments &arguments, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void fail(const Error &error);

    Console &m_console;
    RetrievalService &m_retrieval;
    const QString m_tokenFile;
    LocalEndpoint m_endpoint;
};

/// The token in @p path; a new one is made, for the owner alone, when there is no such file. Storage: the file cannot
/// be read or written, others can read it, or it holds no token.
Result<Secret> tokenFromFile(const QString &path);

} // namespace freshet
