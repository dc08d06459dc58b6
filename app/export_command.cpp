// SPDX-License-Identifier: MIT
#include "app/export_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "core/archive/export_reply.h"
#include "core/base/clock.h"
#include "core/server/query_protocol.h"

#include <QFileInfo>
#include <QJsonArray>

namespace freshet {

namespace {

QJsonObject chatsMessage(const QList<ConversationInfo> &chats)
{
    QJsonArray list;
    for (const ConversationInfo &chat : chats) {
        list.append(QJsonObject{{QStringLiteral("id"), chat.id}, {QStringLiteral("title"), chat.title},
            {QStringLiteral("changed_at"), chat.changedAt.toUTC().toString(Qt::ISODate)}});
    }
    return {{QStringLiteral("type"), QStringLiteral("chats")}, {QStringLiteral("chats"), list}};
}

} // namespace

ExportCommand::ExportCommand(AppContext &context, Console &console, const ExportArguments &arguments, QObject *parent)
    : Command(parent),
      m_console(console),
      m_arguments(arguments),
      m_history(context.paths().historyFile, HistoryOptions{.opening = HistoryOpening::Beside})
{
    connect(&m_history, &HistoryStore::failed, this, [this](const Error &error) { m_problem = error; });
    connect(&m_history, &HistoryStore::conversationsListed, this, &ExportCommand::onListed);
}

void ExportCommand::start() { m_history.listConversations(); }

void ExportCommand::onListed(const QList<ConversationInfo> &chats)
{
    if (std::exchange(m_isListed, true))
        return;
    if (m_problem)
        return fail(*m_problem);
    if (m_arguments.wantsList)
        return showList(chats);
    QList<ConversationId> known;
    QList<ConversationId> all; // what was thrown away is told only who asks for it by name
    for (const ConversationInfo &chat : chats) {
        known << chat.id;
        if (!chat.trashedAt.isValid())
            all << chat.id;
    }
    for (const ConversationId &id : m_arguments.chats) {
        if (!known.contains(id)) {
            m_console.say(tr("There is no chat %1. \"freshet export --list\" tells which there are.").arg(id));
            emit finished(ExitStatus::WrongUse);
            return;
        }
    }
    write(m_arguments.wantsAll ? all : m_arguments.chats);
}

void ExportCommand::showList(const QList<ConversationInfo> &chats)
{
    if (m_arguments.format == OutputFormat::Json)
        return end(m_console.writeBytes(protocol::line(chatsMessage(chats))));
    QString text;
    for (const ConversationInfo &chat : chats) {
        text
            += QStringLiteral("%1  %2  %3\n")
                   .arg(chat.id, chat.changedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")), chat.title);
    }
    end(m_console.write(text));
}

void ExportCommand::write(const QList<ConversationId> &chats)
{
    ExportJob job{.format = m_arguments.document, .chats = chats};
    if (m_arguments.output.isEmpty())
        job.take = [this](const QByteArray &piece) { return m_console.writeBytes(piece); };
    else
        job.path = QFileInfo(m_arguments.output).absoluteFilePath();
    m_reply = new ExportReply(m_history, job, systemClock(), this);
    if (!job.path.isEmpty()) {
        connect(m_reply, &ExportReply::progressed, this,
            [this](double done) { m_console.showStatus(tr("%1 % exported").arg(qRound(done * 100))); });
    }
    connect(m_reply, &ExportReply::finished, this, &ExportCommand::onFinished);
}

void ExportCommand::onFinished()
{
    m_console.clearStatus();
    const std::optional<Error> error = m_problem ? m_problem : m_reply->error();
    if (error)
        return fail(*error);
    if (m_arguments.output.isEmpty())
        return end(true);
    if (m_arguments.format == OutputFormat::Json) {
        return end(m_console.writeBytes(protocol::line(
            {{QStringLiteral("type"), QStringLiteral("exported")}, {QStringLiteral("path"), m_arguments.output},
                {QStringLiteral("format"), QString(toWord(m_arguments.document))},
                {QStringLiteral("chats"), m_reply->exported()}})));
    }
    end(m_console.write(tr("%1 chats exported to %2\n").arg(QString::number(m_reply->exported()), m_arguments.output)));
}

void ExportCommand::end(bool isWritten)
{
    if (!isWritten)
        m_console.sayWriteProblem();
    emit finished(isWritten ? ExitStatus::Answered : ExitStatus::Failed);
}

void ExportCommand::fail(const Error &error)
{
    if (error.kind != ErrorKind::Cancelled)
        m_console.say(error.message);
    emit finished(error.kind == ErrorKind::Cancelled ? ExitStatus::Interrupted : ExitStatus::Failed);
}

void ExportCommand::interrupt()
{
    if (m_reply)
        m_reply->abort();
    else
        emit finished(ExitStatus::Interrupted);
}

} // namespace freshet
