// SPDX-License-Identifier: MIT
#include "app/search_run_command.h"

#include "app/app_context.h"
#include "app/console.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace freshet {

namespace {

constexpr int kDocumentsPerQuery = 100;
constexpr int kPassagesPerQuery = 1000; ///< So many that a hundred documents are among them, several from each.

QString asField(QString text) { return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' '); }

/// Documents in the order of their best passage.
QByteArray rankedLines(const QString &queryId, const QList<Source> &passages)
{
    QByteArray lines;
    QSet<QString> seen;
    for (const Source &passage : passages) {
        if (seen.contains(passage.documentId))
            continue;
        seen.insert(passage.documentId);
        const QStringList fields{asField(queryId), asField(passage.documentId), QString::number(seen.size()),
            QString::number(passage.score, 'g', 9)};
        lines += fields.join(u'\t').toUtf8() + '\n';
        if (seen.size() == kDocumentsPerQuery)
            break;
    }
    return lines;
}

} // namespace

SearchRunCommand::SearchRunCommand(
    AppContext &context, Console &console, const SearchArguments &arguments, QObject *parent)
    : Command(parent), m_context(context), m_console(console), m_arguments(arguments), m_out(arguments.runFile)
{
}

void SearchRunCommand::start()
{
    const auto queries = readQueries(m_arguments.queriesFile);
    if (!queries) {
        refuse(queries.error().message, ExitStatus::WrongUse);
        return;
    }
    if (!m_out.open(QFile::WriteOnly)) {
        refuse(tr("%1 cannot be written: %2.").arg(m_arguments.runFile, m_out.errorString()), ExitStatus::WrongUse);
        return;
    }
    if (queries->isEmpty()) {
        refuse(tr("%1 holds no queries.").arg(m_arguments.queriesFile), ExitStatus::WrongUse);
        return;
    }
    m_queries = *queries;
    if (m_arguments.collections.contains(kGuideCollection))
        m_context.retrieval().ensureGuide();
    searchNext();
}

Result<QList<SearchRunCommand::Query>> SearchRunCommand::readQueries(const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return failure(
            {.kind = ErrorKind::BadRequest, .message = tr("%1 cannot be read: %2.").arg(path, file.errorString())});
    QList<Query> queries;
    int number = 0;
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) { // atEnd() is true for a pipe
        ++number;
        line = line.trimmed();
        if (line.isEmpty())
            continue;
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const Query query{
            object.value(QLatin1String("id")).toVariant().toString(), object.value(QLatin1String("text")).toString()};
        if (query.id.isEmpty() || query.text.isEmpty())
            return failure({.kind = ErrorKind::BadRequest,
                .message = tr("%1, line %2, is no {\"id\": \"...\", \"text\": \"...\"}.").arg(path).arg(number)});
        queries << query;
    }
    return queries;
}

void SearchRunCommand::searchNext()
{
    if (m_done == m_queries.size()) {
        end();
        return;
    }
    m_console.showStatus(tr("Query %1 of %2").arg(m_done + 1).arg(m_queries.size()));
    m_reply = m_context.retrieval().search(
        {.query = m_queries.at(m_done).text, .collections = m_arguments.collections, .topK = kPassagesPerQuery}, this);
    connect(m_reply, &SearchReply::finished, this, &SearchRunCommand::onFound);
}

void SearchRunCommand::onFound()
{
    m_reply->deleteLater();
    if (const auto &error = m_reply->error()) {
        refuse(error->message, ExitStatus::Failed);
        return;
    }
    m_out.write(rankedLines(m_queries.at(m_done).id, m_reply->sources())); // its errors come out in commit()
    ++m_done;
    searchNext();
}

void SearchRunCommand::end()
{
    if (!m_out.commit()) {
        refuse(tr("%1 cannot be written: %2.").arg(m_arguments.runFile, m_out.errorString()), ExitStatus::Failed);
        return;
    }
    m_console.note(tr("%1 queries searched.").arg(m_queries.size()));
    emit finished(ExitStatus::Answered);
}

void SearchRunCommand::interrupt()
{
    m_console.clearStatus();
    m_out.cancelWriting();
    emit finished(ExitStatus::Interrupted);
}

void SearchRunCommand::refuse(const QString &message, ExitStatus status)
{
    m_out.cancelWriting();
    m_console.say(message);
    emit finished(status);
}

} // namespace freshet
