// SPDX-License-Identifier: MIT
#include "core/retrieval/embedding_indexer.h"

#include "core/base/log_categories.h"
#include "core/providers/embedding_reply.h"

#include <QPointer>

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kLongestQuestion = 8000; ///< UTF-16 units; what follows adds little to its meaning.

Error noVectors(const QString &why) { return {.kind = ErrorKind::NotFound, .message = why}; }

} // namespace

/// A run's work in the index: done in the worker's thread, told in the run's.
class EmbeddingIndexer::Work : public QObject, public EmbeddingWork {
public:
    Work(RetrievalWorker &worker, VectorStore::Reach reach, QObject *home, EmbeddingIndexer *indexer)
        : QObject(nullptr), m_worker(&worker), m_reach(reach), m_home(home), m_indexer(indexer)
    {
    }

    void open(const EmbeddingProfile &like, QObject *run, const Done<Result<EmbeddingProfile>> &done) override
    {
        inWorker<Result<EmbeddingProfile>>(
            [like](RetrievalWorker &worker) { return worker.openProfile(like); }, run, done);
    }
    void next(const EmbeddingProfile &profile, qint64 passage, QObject *run,
        const Done<Result<UnembeddedTexts>> &done) override
    {
        inWorker<Result<UnembeddedTexts>>(
            [profile, passage, reach = m_reach](
                RetrievalWorker &worker) { return worker.nextTexts(profile, passage, reach); },
            run, done);
    }
    void put(const EmbeddingProfile &profile, const QHash<QByteArray, EmbeddingVector> &vectors, QObject *run,
        const Done<Status> &done) override
    {
        inWorker<Status>(
            [profile, vectors](RetrievalWorker &worker) { return worker.putVectors(profile, vectors); }, run, done);
    }
    void giveUp(const EmbeddingProfile &profile, const QByteArray &hash, const QString &reason, QObject *run,
        const Done<Status> &done) override
    {
        inWorker<Status>(
            [profile, hash, reason](RetrievalWorker &worker) { return worker.giveUpText(profile, hash, reason); }, run,
            done);
    }
    void finish(const EmbeddingProfile &profile, QObject *run, const Done<Result<EmbeddingCoverage>> &done) override
    {
        inWorker<Result<EmbeddingCoverage>>(
            [profile, reach = m_reach](RetrievalWorker &worker) { return worker.finishEmbedding(profile, reach); }, run,
            [indexer = m_indexer, done](const Result<EmbeddingCoverage> &coverage) {
                if (indexer)
                    indexer->forgetProfile();
                done(coverage);
            });
    }

private:
    /// The QPointer is only looked into here, in the thread of the run.
    template <typename T, typename Ask>
    void inWorker(Ask ask, QObject *run, const Done<T> &done)
    {
        QMetaObject::invokeMethod(
            m_worker, [ask, done, worker = m_worker, home = m_home, run = QPointer<QObject>(run)] {
                const T answer = ask(*worker);
                QMetaObject::invokeMethod(home, [answer, done, run] {
                    if (run)
                        done(answer);
                });
            });
    }

    RetrievalWorker *const m_worker;
    const VectorStore::Reach m_reach;
    QObject *const m_home;
    const QPointer<EmbeddingIndexer> m_indexer;
};

EmbeddingIndexer::EmbeddingIndexer(RetrievalWorker &worker, QObject &home) : m_worker(worker), m_home(&home) { }

EmbeddingIndexer::~EmbeddingIndexer() = default;

void EmbeddingIndexer::setModel(const ModelRef &model)
{
    if (model == m_model)
        return;
    m_model = model;
    stopRun();
    if (m_isKept)
        startRun();
}

void EmbeddingIndexer::onProviderChanged(const ProviderId &provider)
{
    if (provider != m_model.provider)
        return;
    stopRun();
    if (m_isKept)
        startRun();
}

void EmbeddingIndexer::keepUpToDate()
{
    m_isKept = true;
    startRun();
}

void EmbeddingIndexer::onTextsChanged()
{
    forgetProfile();
    m_isStale = true;
    if (m_isKept)
        startRun();
}

EmbeddingRun *EmbeddingIndexer::embed(EmbeddingRun::Patience patience, QObject *parent)
{
    if (!hasModel())
        return nullptr;
    const auto reach = isLocal(m_model.provider) ? VectorStore::Reach::Everywhere : VectorStore::Reach::OpenCollections;
    auto *work = new Work(m_worker, reach, m_home, this);
    auto *run = new EmbeddingRun(
        *work, {.model = m_model, .embed = m_options.embed, .patience = patience, .pace = m_options.pace}, parent);
    work->setParent(run);
    QMetaObject::invokeMethod(run, &EmbeddingRun::start, Qt::QueuedConnection);
    return run;
}

void EmbeddingIndexer::startRun()
{
    if (m_run || !hasModel())
        return;
    m_isStale = false;
    m_run = embed(EmbeddingRun::Patience::Endless, this);
    setState({.activity = EmbeddingState::Activity::Running});
    connect(m_run, &EmbeddingRun::progressed, this,
        [this](qint64) { setState({.activity = EmbeddingState::Activity::Running}); });
    connect(m_run, &EmbeddingRun::waiting, this, [this](std::chrono::milliseconds, const Error &why) {
        setState({.activity = EmbeddingState::Activity::Running, .error = why});
    });
    connect(m_run, &EmbeddingRun::finished, this, [this] {
        EmbeddingRun *const run = std::exchange(m_run, nullptr);
        run->deleteLater();
        if (const auto &error = run->error())
            qCWarning(logRetrieval) << "embedding:" << error->message; // what came meanwhile waits for the next change
        else if (m_isStale)
            return startRun();
        setState(run->error() ? EmbeddingState{.error = run->error()}
                              : EmbeddingState{.activity = EmbeddingState::Activity::Complete});
    });
}

void EmbeddingIndexer::stopRun()
{
    delete std::exchange(m_run, nullptr);
    setState({});
}

void EmbeddingIndexer::setState(const EmbeddingState &state)
{
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged();
}

void EmbeddingIndexer::embedQuestion(
    const SearchRequest &request, const std::function<void(const Result<EmbeddedQuestion> &)> &done)
{
    if (m_profile) {
        ask(*m_profile, request, done);
        return;
    }
    const QPointer<EmbeddingIndexer> self(this);
    QMetaObject::invokeMethod(&m_worker, [self, request, done, worker = &m_worker, home = m_home] {
        const auto profile = worker->answeringProfile();
        QMetaObject::invokeMethod(home, [self, request, done, profile] {
            if (!self)
                return;
            if (!profile)
                return done(failure(profile.error()));
            self->m_profile = *profile;
            self->ask(*profile, request, done);
        });
    });
}

std::optional<Error> EmbeddingIndexer::obstacle(const AnsweringProfile &profile, const SearchRequest &request) const
{
    if (!profile.active)
        return noVectors(QStringLiteral("The documents have no vectors yet."));
    const ProviderId &provider = profile.active->model.provider;
    if (isLocal(provider))
        return std::nullopt;
    if (provider != m_model.provider)
        return noVectors(
            QStringLiteral("The documents have no vectors of %1 yet, and the question is not sent to the provider that "
                           "was chosen before.")
                .arg(m_model.model));
    const QList<CollectionName> &asked = request.collections.isEmpty() ? profile.all : request.collections;
    if (std::all_of(
            asked.begin(), asked.end(), [&](const CollectionName &name) { return profile.localOnly.contains(name); }))
        return noVectors(QStringLiteral("These documents are kept to models on this machine."));
    if (request.keepsQuestionHere) {
        return Error{.kind = ErrorKind::Cancelled,
            .message = QStringLiteral("The question was not sent to %1, which is not on this machine.")
                           .arg(profile.active->model.model)};
    }
    return std::nullopt;
}

void EmbeddingIndexer::ask(const AnsweringProfile &profile, const SearchRequest &request,
    const std::function<void(const Result<EmbeddedQuestion> &)> &done)
{
    if (const auto error = obstacle(profile, request)) {
        done(failure(*error));
        return;
    }
    const EmbeddingProfile &active = *profile.active;
    if (m_run)
        m_run->hold();
    EmbeddingReply *reply = m_options.embed({.model = active.model,
                                                .texts = {active.queryPrefix + request.query.left(kLongestQuestion)},
                                                .purpose = EmbeddingPurpose::Query},
        this);
    auto *deadline = new QTimer(reply);
    deadline->setSingleShot(true);
    connect(deadline, &QTimer::timeout, reply, &EmbeddingReply::abort);
    deadline->start(m_options.questionTime);
    connect(reply, &EmbeddingReply::finished, this,
        [this, reply, deadline, done, id = active.id, held = QPointer<EmbeddingRun>(m_run)] {
            reply->deleteLater();
            if (held)
                held->release();
            if (!reply->error())
                return done(EmbeddedQuestion{.profile = id, .vector = reply->vectors().first()});
            Error error = *reply->error();
            if (error.kind == ErrorKind::Cancelled && !deadline->isActive())
                error = {.kind = ErrorKind::Timeout,
                    .message = QStringLiteral("The embedding model did not answer within %1 ms.")
                                   .arg(m_options.questionTime.count()),
                    .retryable = true};
            done(failure(error));
        });
}

} // namespace freshet
