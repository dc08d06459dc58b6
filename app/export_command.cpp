// SPDX-License-Identifier: MIT
#include "app/export_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "core/archive/export_reply.h"
#include "core/base/clock.h"
#include "core/server/query_protocol.h"

#include <QFileInfo>
#include <QHash>
#include <QJsonArray>

namespace freshet {

namespace {

QJsonObject chatsMessage(const QList<ConversationInfo> &chats, const QList<FolderInfo> &folders)
{
    QHash<FolderId, QString> names;
    for (const FolderInfo &folder : folders)
        names.insert(folder.id, folder.name);
    QJsonArray list;
    for (const ConversationInfo &chat : chats) {
        QJsonObject object{{QStringLiteral("id"), chat.id}, {QStringLiteral("title"), chat.title},
            {QStringLiteral("changed_at"), chat.changedAt.toUTC().toString(Qt::ISODate)}};
        if (const auto name = names.constFind(chat.folder); name != names.cend())
            object.insert(QStringLiteral("folder"), *name);
        list.append(object);
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
    connect(&m_history, &HistoryStore::foldersListed, this, [this](const QList<FolderInfo> &it) { m_folders = it; });
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
    const Result<QList<ConversationId>> chosen = chosenOf(chats);
    if (chosen)
        return write(*chosen);
    m_console.say(chosen.error().message);
    emit finished(ExitStatus::WrongUse);
}

/// What was thrown away is told only who asks for it by name.
Result<QList<ConversationId>> ExportCommand::chosenOf(const QList<ConversationInfo> &chats) const
{
    const Result<QSet<FolderId>> folders = folderIds();
    if (!folders)
        return failure(folders.error());
    QSet<ConversationId> known;
    QList<ConversationId> chosen;
    for (const ConversationInfo &chat : chats) {
        known.insert(chat.id);
        if (!chat.trashedAt.isValid() && (m_arguments.wantsAll || folders->contains(chat.folder)))
            chosen << chat.id;
    }
    for (const ConversationId &id : m_arguments.chats) {
        if (!known.contains(id)) {
            return failure({.kind = ErrorKind::BadRequest,
                .message = tr("There is no chat %1. \"freshet export --list\" tells which there are.").arg(id)});
        }
    }
    return chosen + m_arguments.chats;
}

/// Of all that have one of the names, whatever its case.
Result<QSet<FolderId>> ExportCommand::folderIds() const
{
    QSet<FolderId> ids;
    for (const QString &name : m_arguments.folders) {
        bool isThere = false;
        QStringList names;
        for (const FolderInfo &folder : m_folders) {
            names << folder.name;
            if (folder.name.compare(name, Qt::CaseInsensitive) != 0)
                continue;
            isThere = true;
            ids.insert(folder.id);
        }
        names.sort(Qt::CaseInsensitive);
        if (!isThere) {
            const QString there
                = names.isEmpty() ? tr("There are no folders.") : tr("There are: %1.").arg(names.join(u", "));
            return failure(
                {.kind = ErrorKind::BadRequest, .message = tr("There is no folder \"%1\".").arg(name) + u' ' + there});
        }
    }
    return ids;
}

void ExportCommand::showList(const QList<ConversationInfo> &chats)
{
    if (m_arguments.format == OutputFormat::Json)
        return end(m_console.writeBytes(protocol::line(chatsMessage(chats, m_folders))));
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
