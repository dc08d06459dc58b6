// SPDX-License-Identifier: MIT
#include "app/evaluate_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "app/evaluation_report.h"
#include "app/json_lines.h"
#include "core/evaluation/evaluation_json.h"
#include "core/server/query_protocol.h"

#include <QJsonArray>

#include <algorithm>

namespace freshet {

EvaluateCommand::EvaluateCommand(
    AppContext &context, Console &console, const EvaluateArguments &arguments, QObject *parent)
    : Command(parent), m_context(context), m_console(console), m_arguments(arguments)
{
}

void EvaluateCommand::start()
{
    if (!m_arguments.removedIds.isEmpty()) {
        const Status removed = m_context.evaluation().store().removeQuestions(m_arguments.removedIds);
        if (removed)
            emit finished(ExitStatus::Answered);
        else
            refuse(removed.error(), ExitStatus::Failed);
        return;
    }
    if (const Status kept = keepQuestions(); !kept) {
        const bool isWrongUse = kept.error().kind == ErrorKind::BadRequest;
        refuse(kept.error(), isWrongUse ? ExitStatus::WrongUse : ExitStatus::Failed);
        return;
    }
    if (m_arguments.collection == kGuideCollection)
        m_context.retrieval().ensureGuide();
    m_reply = m_context.evaluation().run(m_arguments.collection, m_arguments.topK, this);
    connect(m_reply, &EvaluationReply::progressed, this, &EvaluateCommand::onProgress);
    connect(m_reply, &EvaluationReply::finished, this, &EvaluateCommand::onFinished);
}

Result<QList<EvaluationQuestion>> EvaluateCommand::readQuestions() const
{
    const JsonLinesFile file(m_arguments.questionsFile,
        QStringLiteral(
            R"({"id": "...", "text": "...", "expected": [{"document": "...", "page": 1, "quote": "..."}]})"));
    const auto lines = file.read();
    if (!lines)
        return failure(lines.error());
    QList<EvaluationQuestion> questions;
    for (const JsonLine &line : *lines) {
        QJsonObject object = line.object;
        object.insert(QLatin1String("id"), line.id);
        object.insert(QLatin1String("collection"), m_arguments.collection);
        if (object.value(QLatin1String("text")).toString().trimmed().isEmpty())
            return failure(file.problemAt(line.number, tr("has no \"text\"")));
        if (object.value(QLatin1String("expected")).toArray().isEmpty())
            return failure(file.problemAt(line.number, tr("has no \"expected\" passages")));
        const QJsonArray expected = object.value(QLatin1String("expected")).toArray();
        const auto isNameless
            = [](const QJsonValue &passage) { return passage[QLatin1String("document")].toString().isEmpty(); };
        if (std::any_of(expected.cbegin(), expected.cend(), isNameless))
            return failure(file.problemAt(line.number, tr("expects a passage without naming its \"document\"")));
        const auto question = evaluation_json::toQuestion(object);
        if (!question)
            return failure(file.problemAt(line.number,
                tr("expects a passage whose \"page\" is no whole number from 1, or whose \"quote\" is no text")));
        questions << *question;
    }
    if (questions.isEmpty())
        return failure(
            {.kind = ErrorKind::BadRequest, .message = tr("%1 holds no questions.").arg(m_arguments.questionsFile)});
    return questions;
}

Status EvaluateCommand::keepQuestions()
{
    if (m_arguments.questionsFile.isEmpty())
        return {};
    const auto questions = readQuestions();
    return questions ? m_context.evaluation().store().putQuestions(*questions) : failure(questions.error());
}

void EvaluateCommand::onProgress(int done, int total)
{
    m_console.showStatus(tr("Question %1 of %2").arg(done + 1).arg(total));
}

void EvaluateCommand::onFinished()
{
    m_console.clearStatus();
    if (const auto &error = m_reply->error()) {
        refuse(*error, error->kind == ErrorKind::Cancelled ? ExitStatus::Interrupted : ExitStatus::Failed);
        return;
    }
    const EvaluationRun &run = m_reply->run();
    const auto previous = m_context.evaluation().store().runBefore(run.number, run.collection);
    const bool isWritten = m_arguments.format == OutputFormat::Json
        ? m_console.writeBytes(protocol::line(evaluationMessage(run, previous)))
        : m_console.write(evaluationTable(run, previous));
    if (!isWritten)
        m_console.sayWriteProblem();
    emit finished(isWritten ? ExitStatus::Answered : ExitStatus::Failed);
}

void EvaluateCommand::interrupt()
{
    if (m_reply)
        m_reply->abort();
}

void EvaluateCommand::refuse(const Error &error, ExitStatus status)
{
    if (m_arguments.format == OutputFormat::Json)
        m_console.writeBytes(protocol::line(protocol::error(error, QString())));
    if (status != ExitStatus::Interrupted)
        m_console.say(error.message);
    emit finished(status);
}

} // namespace freshet
