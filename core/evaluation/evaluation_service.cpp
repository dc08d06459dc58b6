// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_service.h"

#include <QPointer>

namespace freshet {

EvaluationService::EvaluationService(RetrievalService &retrieval, const Options &options, QObject *parent)
    : QObject(parent), m_retrieval(retrieval), m_options(options), m_store(options.directory)
{
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
        return service->m_store.addRun(run);
    };
    return new EvaluationReply(m_retrieval, job, parent);
}

} // namespace freshet
