// SPDX-License-Identifier: MIT
#include "app/search_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "app/source_line.h"
#include "core/server/query_protocol.h"

namespace freshet {

namespace {

constexpr qsizetype kSnippetLength = 300;

QString snippetOf(const QString &text)
{
    const QString line = text.simplified();
    return line.size() <= kSnippetLength ? line : QString(line.left(kSnippetLength) + u'\u2026');
}

} // namespace

SearchCommand::SearchCommand(AppContext &context, Console &console, const SearchArguments &arguments, QObject *parent)
    : Command(parent), m_context(context), m_console(console), m_arguments(arguments)
{
}

void SearchCommand::start()
{
    if (m_arguments.collections.contains(kGuideCollection))
        m_context.retrieval().ensureGuide();
    m_reply = m_context.retrieval().search(
        {.query = m_arguments.query, .collections = m_arguments.collections, .topK = m_arguments.topK}, this);
    connect(m_reply, &SearchReply::finished, this, &SearchCommand::onFound);
}

void SearchCommand::onFound()
{
    const bool isJson = m_arguments.format == OutputFormat::Json;
    if (const auto &error = m_reply->error()) {
        if (isJson)
            m_console.writeBytes(protocol::line(protocol::error(*error, QString())));
        m_console.say(error->message);
        emit finished(ExitStatus::Failed);
        return;
    }
    const QList<Source> &found = m_reply->sources();
    if (const auto &why = m_reply->vectorError())
        m_console.note(tr("Found by words alone: %1").arg(why->message));
    const bool isWritten
        = isJson ? m_console.writeBytes(protocol::line(protocol::passages(found))) : m_console.write(passagesText());
    if (!isWritten)
        m_console.sayWriteProblem();
    else if (found.isEmpty() && !isJson)
        m_console.say(tr("Nothing fits. \"freshet index PATH\" adds documents to search in."));
    emit finished(isWritten ? ExitStatus::Answered : ExitStatus::Failed);
}

QString SearchCommand::passagesText() const
{
    QString text;
    for (const Source &source : m_reply->sources()) {
        if (!text.isEmpty())
            text += u'\n';
        text += sourceLine(source) + QLatin1String("\n    ") + snippetOf(source.text) + u'\n';
    }
    return text;
}

void SearchCommand::interrupt() { emit finished(ExitStatus::Interrupted); }

} // namespace freshet
