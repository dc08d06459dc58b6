// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_reply.h"

#include "core/evaluation/expected_places.h"
#include "core/retrieval/retrieval_service.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr qsizetype kBeginning = 160;

FoundPlace foundPlaceOf(const Source &source)
{
    // A passage of Markdown begins with its heading, which is told beside it.
    const qsizetype line = source.text.indexOf(u'\n');
    const bool hasHeading = line > 0 && source.text.startsWith(u'#') && !source.heading.isEmpty();
    const QStringView body = QStringView(source.text).sliced(hasHeading ? line : 0);
    QString beginning = body.first(std::min(body.size(), 2 * kBeginning)).toString().simplified();
    beginning.truncate(kBeginning);
    if (!beginning.isEmpty() && beginning.back().isHighSurrogate())
        beginning.chop(1);
    return {.documentId = source.documentId, .page = source.page, .heading = source.heading, .beginning = beginning};
}

} // namespace

EvaluationReply::Stopwatch EvaluationReply::steadyStopwatch()
{
    return [] {
        return std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now().time_since_epoch());
    };
}

EvaluationReply::EvaluationReply(RetrievalService &retrieval, const Job &job, QObject *parent)
    : QObject(parent), m_retrieval(retrieval), m_job(job)
{
}

void EvaluationReply::begin(const Result<QList<EvaluationQuestion>> &questions)
{
    if (m_isFinished || m_error) // stopped before: its end is on the way
        return;
    if (!questions) {
        finish(questions.error());
        return;
    }
    m_questions = *questions;
    if (m_questions.isEmpty()) {
        finish(Error{.kind = ErrorKind::NotFound,
            .message = QStringLiteral("No question about the collection \"%1\" is kept; save one first.")
                           .arg(m_job.run.collection)});
        return;
    }
    connect(&m_retrieval, &RetrievalService::collectionsListed, this, &EvaluationReply::onCollections,
        Qt::SingleShotConnection);
    m_retrieval.listCollections();
}

void EvaluationReply::onCollections(const QList<CollectionInfo> &collections)
{
    const auto is = [this](const CollectionInfo &info) { return info.name == m_job.run.collection; };
    const auto info = std::find_if(collections.cbegin(), collections.cend(), is);
    m_isKnown = info != collections.cend();
    if (m_isKnown) {
        m_job.run.index.documents = info->documents;
        m_job.run.index.passages = info->passages;
    }
    askNext(); // of an unknown collection, too: an index that cannot be read lists none, and a search says why
}

void EvaluationReply::askNext()
{
    if (m_isFinished || m_error)
        return;
    m_askedAt = m_job.stopwatch();
    m_search = m_retrieval.search({.query = m_questions.at(m_job.run.outcomes.size()).text,
                                      .collections = {m_job.run.collection},
                                      .topK = m_job.run.depth},
        this);
    connect(m_search, &SearchReply::finished, this, &EvaluationReply::onFound);
}

void EvaluationReply::onFound()
{
    const auto time = m_job.stopwatch() - m_askedAt;
    SearchReply *search = std::exchange(m_search, nullptr);
    search->deleteLater();
    if (search->error()) {
        finish(search->error());
        return;
    }
    if (!m_isKnown) {
        finish(Error{.kind = ErrorKind::NotFound,
            .message
            = QStringLiteral("There is no collection \"%1\"; add documents to it first.").arg(m_job.run.collection)});
        return;
    }
    const EvaluationQuestion &question = m_questions.at(m_job.run.outcomes.size());
    const auto &vectorError = search->vectorError();
    const QList<Source> &sources = search->sources();
    QList<FoundPlace> found;
    for (const Source &source : sources.first(std::min(sources.size(), QuestionOutcome::kMostKept)))
        found << foundPlaceOf(source);
    m_job.run.outcomes << QuestionOutcome{.question = question,
        .places = expectedPlaces(sources, question.expected),
        .time = time,
        .found = found,
        .vectorProblem = vectorError ? vectorError->message : QString()};
    if (m_job.run.outcomes.size() == m_questions.size()) {
        m_isKeeping = true;
        m_job.keep(this);
        return;
    }
    const QPointer<EvaluationReply> self(this); // whoever is told may delete this
    emit progressed(static_cast<int>(m_job.run.outcomes.size()), static_cast<int>(m_questions.size()));
    if (self)
        askNext();
}

void EvaluationReply::onKept(const Result<int> &number)
{
    m_job.run.number = number.value_or(0);
    finish(number ? std::nullopt : std::optional(number.error()));
}

void EvaluationReply::abort()
{
    if (m_isFinished || m_error || m_isKeeping)
        return;
    m_error = Error{.kind = ErrorKind::Cancelled, .message = QStringLiteral("The evaluation was stopped.")};
    delete m_search; // its answer is not wanted
    QMetaObject::invokeMethod(
        this, [this] { finish(m_error); }, Qt::QueuedConnection);
}

void EvaluationReply::finish(const std::optional<Error> &error)
{
    if (m_isFinished)
        return;
    m_error = error;
    m_isFinished = true;
    emit finished();
}

} // namespace freshet
