// SPDX-License-Identifier: MIT
#include "app/index_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "core/retrieval/embedding_run.h"
#include "core/server/query_protocol.h"

#include <QFileInfo>

namespace freshet {

namespace {

/// "[#####-----]  12/24  /docs/manual.pdf"
QString progressBar(const IndexProgress &progress)
{
    constexpr int kWidth = 20;
    const int filled = progress.total > 0 ? kWidth * progress.done / progress.total : 0;
    return QStringLiteral("[%1%2]  %3/%4  %5")
        .arg(QString(filled, u'#'), QString(kWidth - filled, u'-'), QString::number(progress.done),
            QString::number(progress.total), progress.current);
}

} // namespace

IndexCommand::IndexCommand(AppContext &context, Console &console, const IndexArguments &arguments, QObject *parent)
    : Command(parent), m_context(context), m_console(console), m_arguments(arguments)
{
}

void IndexCommand::start()
{
    if (const QString missing = missingPath(); !missing.isEmpty()) {
        m_console.say(tr("There is no file or folder %1, or it may not be read; nothing was indexed.").arg(missing));
        emit finished(ExitStatus::WrongUse);
        return;
    }
    IndexJob job = m_arguments.job;
    for (QString &path : job.paths)
        path = QFileInfo(path).absoluteFilePath();
    if (!job.jsonlPath.isEmpty())
        job.jsonlPath = QFileInfo(job.jsonlPath).absoluteFilePath();
    m_reply = m_context.retrieval().index(job, this);
    connect(m_reply, &IndexReply::progressed, this, &IndexCommand::onProgress);
    connect(m_reply, &IndexReply::documentDone, this, &IndexCommand::onDocument);
    connect(m_reply, &IndexReply::finished, this, &IndexCommand::onFinished);
}

/// A typing mistake should not be found after an hour of indexing the other paths.
QString IndexCommand::missingPath() const
{
    const QStringList &paths = m_arguments.job.paths;
    for (const QString &path : paths) {
        if (!QFileInfo::exists(path))
            return path;
    }
    const QString &jsonl = m_arguments.job.jsonlPath;
    const QFileInfo lines(jsonl);
    return jsonl.isEmpty() || (lines.isFile() && lines.isReadable()) ? QString() : jsonl;
}

void IndexCommand::onProgress(const IndexProgress &progress) { m_console.showStatus(progressBar(progress)); }

void IndexCommand::onDocument(const DocumentResult &result)
{
    const bool isJson = m_arguments.format == OutputFormat::Json;
    if (isJson && !m_console.writeBytes(protocol::line(protocol::document(result))))
        m_reply->abort();
    if (!isJson && result.error)
        m_console.say(QStringLiteral("%1: %2").arg(result.path, result.error->message));
}

void IndexCommand::onFinished()
{
    const IndexSummary &summary = m_reply->summary();
    const QString &collection = m_arguments.job.collection;
    const QString removed = summary.removed > 0 ? tr(", %1 removed").arg(summary.removed) : QString();
    const bool isWritten = m_arguments.format == OutputFormat::Json
        ? m_console.writeBytes(protocol::line(protocol::summary(collection, summary)))
        : m_console.write(tr("%1: %2 indexed (%3 passages), %4 unchanged, %5 skipped, %6 failed%7\n")
                              .arg(collection)
                              .arg(summary.indexed)
                              .arg(summary.passages)
                              .arg(summary.unchanged)
                              .arg(summary.skipped)
                              .arg(summary.failed)
                              .arg(removed));
    if (!isWritten)
        m_console.sayWriteProblem();
    const auto &error = m_reply->error();
    if (error && error->kind != ErrorKind::Cancelled)
        m_console.say(error->message);

    const bool hasAny = summary.indexed + summary.unchanged + summary.removed > 0;
    const bool hadNothing = !hasAny && summary.skipped + summary.failed == 0;
    if (!isWritten)
        emit finished(ExitStatus::Failed);
    else if (error)
        emit finished(error->kind == ErrorKind::Cancelled ? ExitStatus::Interrupted : ExitStatus::Failed);
    else
        embed(hasAny || hadNothing ? ExitStatus::Answered : ExitStatus::Failed);
}

/// What cannot be embedded is found by its words, so it is told and is no failure.
void IndexCommand::embed(ExitStatus status)
{
    m_run = m_context.retrieval().embedMissing(this);
    if (!m_run) {
        emit finished(status);
        return;
    }
    connect(m_run, &EmbeddingRun::progressed, this,
        [this](qint64 texts) { m_console.showStatus(tr("%1 texts embedded").arg(texts)); });
    connect(m_run, &EmbeddingRun::waiting, this, [this](std::chrono::milliseconds wait, const Error &why) {
        m_console.showStatus(
            tr("Trying again in %1 s: %2").arg(std::chrono::ceil<std::chrono::seconds>(wait).count()).arg(why.message));
    });
    connect(m_run, &EmbeddingRun::finished, this, [this, status] { onEmbedded(status); });
}

void IndexCommand::onEmbedded(ExitStatus status)
{
    m_console.clearStatus();
    if (const auto &error = m_run->error())
        m_console.say(tr("Not every text has a vector: %1").arg(error->message));
    else if (m_run->coverage().failed > 0)
        m_console.say(tr("%1 passages were refused by the embedding model; they are found by their words.")
                          .arg(m_run->coverage().failed));
    else if (m_run->embedded() > 0)
        m_console.note(tr("%1 texts embedded.").arg(m_run->embedded()));
    emit finished(status);
}

void IndexCommand::interrupt()
{
    if (m_run)
        emit finished(ExitStatus::Interrupted); // what is embedded stays
    else if (m_reply)
        m_reply->abort(); // it ends after the file at hand
}

} // namespace freshet
