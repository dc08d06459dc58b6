// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_service.h"

#include <QPointer>

namespace freshet {

namespace {

Result<QList<EvaluationQuestion>> questionsAbout(const CollectionName &collection, const EvaluationStore &store)
{
    auto questions = store.questions();
    if (questions)
        questions->removeIf([&](const EvaluationQuestion &question) { return question.collection != collection; });
    return questions;
}

} // namespace

EvaluationService::EvaluationService(RetrievalService &retrieval, const Options &options, QObject *parent)
    : QObject(parent), m_retrieval(retrieval), m_options(options), m_store(options.directory)
{
    m_disk.setMaxThreadCount(1);
}

EvaluationReply *EvaluationService::run(const CollectionName &collection, int depth, QObject *parent)
{
    const EvaluationReply::Job job{
        .run = {.startedAt = m_options.clock(),
            .collection = collection,
            .depth = depth,
            .index = {.settings = m_options.settings ? m_options.settings() : QMap<QString, QString>()},
            .outcomes = {}},
        .stopwatch = m_options.stopwatch,
        .keep = [service = QPointer(this)](EvaluationReply *reply) {
            if (service)
                service->onDisk(
                    reply, [run = reply->run()](EvaluationStore &store) { return store.addRun(run); },
                    [reply](const Result<int> &number) { reply->onKept(number); });
            else
                reply->onKept(
                    failure({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Freshet is quitting.")}));
        }};
    auto *const reply = new EvaluationReply(m_retrieval, job, parent);
    onDisk(
        reply, [collection](const EvaluationStore &store) { return questionsAbout(collection, store); },
        [reply](const Result<QList<EvaluationQuestion>> &questions) { reply->begin(questions); });
    return reply;
}

} // namespace freshet
