// SPDX-License-Identifier: MIT
#include "app/search_run_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "app/json_lines.h"

#include <QFile>
#include <QFileInfo>
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
    const QFileInfo out(m_arguments.runFile);
    if (out.exists() && !out.isFile()) { // a device, which QSaveFile would put a file in the place of
        refuse(tr("%1 cannot be written: it is no file.").arg(m_arguments.runFile), ExitStatus::WrongUse);
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
    connect(&m_context.retrieval(), &RetrievalService::collectionsListed, this, &SearchRunCommand::onCollections,
        Qt::SingleShotConnection);
    m_context.retrieval().listCollections();
}

Result<QList<SearchRunCommand::Query>> SearchRunCommand::readQueries(const QString &path)
{
    const JsonLinesFile file(path, QStringLiteral(R"({"id": "...", "text": "..."})"));
    const auto lines = file.read();
    if (!lines)
        return failure(lines.error());
    QList<Query> queries;
    for (const JsonLine &line : *lines) {
        queries << Query{line.id, line.object.value(QLatin1String("text")).toString()};
        if (queries.last().text.trimmed().isEmpty())
            return failure(file.problemAt(line.number, tr("has no \"text\"")));
    }
    return queries;
}

/// A name that was mistyped would give a run in which nothing was found, and look like a bad search.
void SearchRunCommand::onCollections(const QList<CollectionInfo> &collections)
{
    m_unknown = m_arguments.collections;
    for (const CollectionInfo &collection : collections)
        m_unknown.removeAll(collection.name);
    searchNext(); // also of an unknown one: an index that cannot be read lists none, and the search says why
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
    if (!m_unknown.isEmpty()) {
        refuse(tr("There is no collection %1; `freshet index --collection %1 PATH` makes it.").arg(m_unknown.first()),
            ExitStatus::WrongUse);
        return;
    }
    m_out.write(rankedLines(m_queries.at(m_done).id, m_reply->sources())); // its errors come out in commit()
    if (const auto &why = m_reply->vectorError(); why && m_withoutVectors++ == 0)
        m_vectorProblem = why->message;
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
    if (m_withoutVectors > 0) // who measures with OUT would take it for a search with them
        m_console.say(tr("Asked without vectors: %1, the first because: %2")
                          .arg(QString::number(m_withoutVectors), m_vectorProblem));
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
