// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_service.h"

#include <QPointer>

namespace freshet {

EvaluationService::EvaluationService(RetrievalService &retrieval, const Options &options, QObject *parent)
    : QObject(parent), m_retrieval(retrieval), m_options(options), m_store(options.directory)
{
}

Status EvaluationService::told(const Status &status, void (EvaluationService::*changed)())
{
    if (status)
        emit(this->*changed)();
    return status;
}

Status EvaluationService::putQuestions(const QList<EvaluationQuestion> &questions)
{
    return told(m_store.putQuestions(questions), &EvaluationService::questionsChanged);
}

Status EvaluationService::removeQuestion(const QString &id)
{
    return told(m_store.removeQuestion(id), &EvaluationService::questionsChanged);
}

Status EvaluationService::removeRun(int number)
{
    return told(m_store.removeRun(number), &EvaluationService::runsChanged);
}

EvaluationReply *EvaluationService::run(const CollectionName &collection, int depth, QObject *parent)
{
    EvaluationReply::Job job{.questions = {},
        .run = {.startedAt = m_options.clock(),
            .collection = collection,
            .depth = depth,
            .index = {.settings = m_options.settings ? m_options.settings() : QMap<QString, QString>()},
            .outcomes = {}},
        .stopwatch = m_options.stopwatch,
        .keep = {},
        .refusal = {}};
    if (const auto kept = m_store.questions()) {
        for (const EvaluationQuestion &question : *kept) {
            if (question.collection == collection)
                job.questions << question;
        }
    } else {
        job.refusal = kept.error();
    }
    job.keep = [service = QPointer(this)](const EvaluationRun &run) -> Result<int> {
        if (!service)
            return failure({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Freshet is quitting.")});
        const auto number = service->m_store.addRun(run);
        if (number)
            emit service->runsChanged();
        return number;
    };
    return new EvaluationReply(m_retrieval, job, parent);
}

} // namespace freshet
