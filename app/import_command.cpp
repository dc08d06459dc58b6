// SPDX-License-Identifier: MIT
#include "app/import_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "core/archive/import_reply.h"
#include "core/server/query_protocol.h"

#include <QFileInfo>
#include <QJsonArray>

namespace freshet {

namespace {

QJsonArray chatList(const QList<SkippedChat> &chats)
{
    QJsonArray list;
    for (const SkippedChat &chat : chats)
        list.append(QJsonObject{{QStringLiteral("title"), chat.title}, {QStringLiteral("reason"), chat.reason}});
    return list;
}

QJsonObject importedMessage(const ChatsStored &result, const std::optional<Error> &error)
{
    QJsonObject message{{QStringLiteral("type"), QStringLiteral("imported")}, {QStringLiteral("added"), result.added},
        {QStringLiteral("extended"), result.extended}, {QStringLiteral("unchanged"), result.unchanged},
        {QStringLiteral("skipped"), chatList(result.skipped)},
        {QStringLiteral("incomplete"), chatList(result.incomplete)}};
    if (error) {
        message.insert(QStringLiteral("error"),
            QJsonObject{
                {QStringLiteral("kind"), QString(toWord(error->kind))}, {QStringLiteral("message"), error->message}});
    }
    return message;
}

} // namespace

ImportCommand::ImportCommand(AppContext &context, Console &console, const ImportArguments &arguments, QObject *parent)
    : Command(parent),
      m_console(console),
      m_arguments(arguments),
      m_history(context.paths().historyFile, HistoryOptions{.opening = HistoryOpening::Beside})
{
    connect(&m_history, &HistoryStore::failed, this, [this](const Error &error) { m_problem = error; });
}

void ImportCommand::start()
{
    const QFileInfo file(m_arguments.path);
    if (!file.isFile()) {
        m_console.say(tr("There is no file %1; nothing was imported.").arg(m_arguments.path));
        emit finished(ExitStatus::WrongUse);
        return;
    }
    m_reply = new ImportReply(m_history, file.absoluteFilePath(), ImportReply::Thumbnails(), this);
    connect(m_reply, &ImportReply::progressed, this,
        [this](double done) { m_console.showStatus(tr("%1 % imported").arg(qRound(done * 100))); });
    connect(m_reply, &ImportReply::finished, this, &ImportCommand::onFinished);
}

void ImportCommand::onFinished()
{
    m_console.clearStatus();
    const ChatsStored &result = m_reply->result();
    // A file that cannot be used makes the chats live in memory, which a command does not outlive.
    const std::optional<Error> error = m_problem ? m_problem : result.error;
    const bool isJson = m_arguments.format == OutputFormat::Json;
    for (const SkippedChat &chat : result.skipped) {
        if (!isJson)
            m_console.say(tr("skipped: %1: %2").arg(chat.title, chat.reason));
    }
    for (const SkippedChat &chat : result.incomplete) {
        if (!isJson)
            m_console.say(tr("not whole: %1: %2").arg(chat.title, chat.reason));
    }
    if (error && error->kind != ErrorKind::Cancelled)
        m_console.say(error->message);
    const bool isWritten = isJson ? m_console.writeBytes(protocol::line(importedMessage(result, error)))
                                  : m_console.write(tr("%1 added, %2 extended, %3 unchanged, %4 skipped\n")
                                                        .arg(result.added)
                                                        .arg(result.extended)
                                                        .arg(result.unchanged)
                                                        .arg(result.skipped.size()));
    if (!isWritten)
        m_console.sayWriteProblem();
    const bool hasAny = result.added + result.extended + result.unchanged > 0;
    if (isWritten && error && error->kind == ErrorKind::Cancelled)
        emit finished(ExitStatus::Interrupted);
    else
        emit finished(
            isWritten && !error && (hasAny || result.skipped.isEmpty()) ? ExitStatus::Answered : ExitStatus::Failed);
}

void ImportCommand::interrupt()
{
    if (m_reply)
        m_reply->abort();
}

} // namespace freshet
