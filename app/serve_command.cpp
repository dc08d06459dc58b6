// SPDX-License-Identifier: MIT
#include "app/serve_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "core/base/owner_file.h"
#include "core/retrieval/retrieval_service.h"
#include "core/server/discovery_file.h"
#include "core/server/token_secret.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>

namespace freshet {

namespace {

constexpr qint64 kMostTokenBytes = 4096;

tl::unexpected<Error> tokenFileProblem(const QString &sentence, const QString &path)
{
    return failure({.kind = ErrorKind::Storage, .message = sentence.arg(QDir::toNativeSeparators(path))});
}

Result<Secret> newTokenFile(const QString &path)
{
    const Secret token = generateTokenSecret();
    if (!owner_file::replace(path, QByteArray(token.reveal() + '\n')))
        return tokenFileProblem(ServeCommand::tr("The token file %1 cannot be written. Choose another with "
                                                 "--token-file."),
            path);
    return token;
}

} // namespace

Result<Secret> tokenFromFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return newTokenFile(path);
    if (!file.open(QFile::ReadOnly))
        return tokenFileProblem(
            ServeCommand::tr("The token file %1 cannot be read. Choose another with --token-file."), path);
    constexpr QFile::Permissions kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (file.permissions() & kOthers)
        return tokenFileProblem(ServeCommand::tr("Others can read the token file %1. Close it to them (chmod 600), or "
                                                 "delete it to get a new token."),
            path);
    const QByteArray token = file.read(kMostTokenBytes).trimmed();
    if (token.isEmpty())
        return tokenFileProblem(ServeCommand::tr("The token file %1 is empty. Delete it to get a new token."), path);
    return Secret(QString::fromUtf8(token));
}

ServeCommand::ServeCommand(AppContext &context, Console &console, const ServeArguments &arguments, QObject *parent)
    : Command(parent),
      m_console(console),
      m_retrieval(context.retrieval()),
      m_tokenFile(arguments.tokenFile.isEmpty() ? context.paths().serveTokenFile
                                                : QFileInfo(arguments.tokenFile).absoluteFilePath()),
      m_endpoint(
          context.endpointServices(), {.discoveryDirectory = DiscoveryFile::defaultDirectory(), .port = arguments.port})
{
}

void ServeCommand::start()
{
    const auto secret = tokenFromFile(m_tokenFile);
    if (!secret)
        return fail(secret.error());
    // Whoever starts this is the user, and sees what it does: no daily budget.
    const auto token = m_endpoint.tokens().adopt(
        QStringLiteral("freshet serve"), *secret, allTokenScopes(), {.queries = std::nullopt, .tokens = std::nullopt});
    if (!token)
        return fail(token.error());
    if (const Status listening = m_endpoint.start(); !listening)
        return fail(listening.error());
    m_retrieval.keepEmbedded();
    m_retrieval.keepInStep();
    const bool isWritten = m_console.writeBytes(protocol::line({{QStringLiteral("type"), QStringLiteral("serving")},
        {QStringLiteral("url"), m_endpoint.url().toString()}, {QStringLiteral("token_file"), m_tokenFile}}));
    if (isWritten)
        return;
    m_console.sayWriteProblem();
    emit finished(ExitStatus::Failed);
}

void ServeCommand::interrupt()
{
    m_endpoint.stop();
    emit finished(ExitStatus::Answered);
}

void ServeCommand::fail(const Error &error)
{
    m_console.say(error.message);
    emit finished(ExitStatus::Failed);
}

} // namespace freshet
