// SPDX-License-Identifier: MIT
#include "core/retrieval/retrieval_service.h"

#include "core/base/log_categories.h"
#include "core/retrieval/document_list_reply.h"
#include "core/retrieval/embedding_indexer.h"
#include "core/retrieval/index_control.h"
#include "core/retrieval/retrieval_worker.h"

#include <QPointer>

// Outside the namespace, as Qt asks for it: a static library does not register its resources by itself.
static void registerGuideResources() { Q_INIT_RESOURCE(freshet_guide_resources); }

namespace freshet {

void SearchReply::finish(const QList<Source> &sources, bool isRelevant, const std::optional<Error> &error)
{
    m_sources = sources;
    m_isRelevant = isRelevant;
    m_error = error;
    m_finished = true;
    emit finished();
}

void SearchReply::noteVectors(const std::optional<Error> &error)
{
    m_vectorError = error;
    m_vectorUse = !error                      ? VectorUse::Used
        : error->kind == ErrorKind::NotFound  ? VectorUse::Missing
        : error->kind == ErrorKind::Cancelled ? VectorUse::Withheld // as whoever asks wants it
                                              : VectorUse::Failed;
}

IndexReply::~IndexReply() { abort(); }

void IndexReply::abort()
{
    if (m_control && !m_control->isStopped.exchange(true) && m_control->isPaused && m_service)
        m_service->goOnIndexing();
}

void IndexReply::setPaused(bool isPaused)
{
    if (m_control && m_control->isPaused.exchange(isPaused) && !isPaused && m_service)
        m_service->goOnIndexing();
}

bool IndexReply::isPaused() const { return m_control && m_control->isPaused; }

void IndexReply::finish(const IndexSummary &summary, const std::optional<Error> &error)
{
    m_summary = summary;
    m_error = error;
    m_finished = true;
    emit finished();
}

RetrievalService::RetrievalService(const QString &databasePath, QObject *parent)
    : QObject(parent),
      m_worker(new RetrievalWorker(databasePath)),
      m_embedding(std::make_unique<EmbeddingIndexer>(*m_worker, *this))
{
    registerGuideResources();
    m_thread.setObjectName(QStringLiteral("retrieval"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &RetrievalWorker::collectionsChanged, this, &RetrievalService::collectionsChanged);
    connect(m_worker, &RetrievalWorker::foldersChanged, this, &RetrievalService::foldersChanged);
    connect(m_worker, &RetrievalWorker::collectionsChanged, m_embedding.get(), &EmbeddingIndexer::onTextsChanged);
    connect(m_embedding.get(), &EmbeddingIndexer::stateChanged, this, &RetrievalService::embeddingStateChanged);
    m_thread.start();
}

RetrievalService::~RetrievalService()
{
    m_embedding.reset();
    m_worker->stop();
    m_thread.quit();
    m_thread.wait();
}

// The worker's answers come back as calls queued to this object. A QPointer travels with them and is only looked
// into here, in the thread of the handles.

SearchReply *RetrievalService::search(const SearchRequest &request, QObject *parent)
{
    auto *reply = new SearchReply(parent);
    search(request, reply);
    return reply;
}

void RetrievalService::search(const SearchRequest &request, SearchReply *reply)
{
    const QPointer<SearchReply> handle(reply);
    const auto ask = [this, request, handle](const std::optional<EmbeddedQuestion> &question) {
        m_worker->expectSearch();
        QMetaObject::invokeMethod(m_worker, [this, request, handle, question] {
            std::optional<Error> vectorError;
            const auto found = m_worker->search(request, question, vectorError);
            const bool isRelevant = m_worker->isRelevant();
            const QList<RankReasons> reasons
                = request.wantsReasons && !request.contextTokens ? m_worker->reasons() : QList<RankReasons>();
            const bool isAsked = question.has_value();
            QMetaObject::invokeMethod(this, [this, handle, found, reasons, isRelevant, vectorError, isAsked] {
                if (vectorError)
                    m_embedding->forgetProfile(); // another program may have changed it
                if (!handle)
                    return;
                if (isAsked)
                    handle->noteVectors(vectorError);
                handle->m_reasons = reasons;
                handle->finish(
                    found.value_or(QList<Source>()), isRelevant, found ? std::nullopt : std::optional(found.error()));
            });
        });
    };
    if (!m_embedding->hasModel())
        return ask({});
    m_embedding->embedQuestion(request, [handle, ask](const Result<EmbeddedQuestion> &question) {
        if (!handle)
            return;
        if (question)
            return ask(*question);
        handle->noteVectors(question.error());
        ask({});
    });
}

IndexReply *RetrievalService::index(const IndexJob &job, QObject *parent)
{
    auto *reply = new IndexReply(parent);
    reply->m_control = std::make_shared<IndexControl>();
    reply->m_service = this;
    const QPointer<IndexReply> handle(reply);
    const auto tell = [this, handle](auto call) {
        QMetaObject::invokeMethod(this, [handle, call] {
            if (handle)
                call(handle.data());
        });
    };
    const IndexRun::Events events{
        .progressed
        = [tell](
              const IndexProgress &progress) { tell([progress](IndexReply *to) { emit to->progressed(progress); }); },
        .documentDone
        = [tell](const DocumentResult &result) { tell([result](IndexReply *to) { emit to->documentDone(result); }); },
        .finished =
            [this, tell, decides = job.localOnly.has_value()](
                const IndexSummary &summary, const std::optional<Error> &error) {
                if (decides) // what may be sent is another thing now, even where no document changed
                    QMetaObject::invokeMethod(this, [this] { m_embedding->forgetProfile(); });
                tell([summary, error](IndexReply *to) { to->finish(summary, error); });
            },
    };
    QMetaObject::invokeMethod(m_worker,
        [worker = m_worker, job, control = reply->m_control, events] { worker->index(job, control, events); });
    return reply;
}

void RetrievalService::goOnIndexing()
{
    QMetaObject::invokeMethod(m_worker, &RetrievalWorker::goOnIndexing, Qt::QueuedConnection);
}

IndexReply *RetrievalService::removeCollection(const CollectionName &collection, QObject *parent)
{
    return change([worker = m_worker, collection] { return worker->removeCollection(collection); }, parent);
}

IndexReply *RetrievalService::removeDocuments(
    const CollectionName &collection, const QStringList &names, QObject *parent)
{
    return change(
        [worker = m_worker, collection, names] { return worker->removeDocuments(collection, names); }, parent);
}

void RetrievalService::keepInStep(const FolderFollower::Options &options)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, options] { worker->keepInStep(options); });
}

IndexReply *RetrievalService::unwatch(
    const CollectionName &collection, const QString &folder, UnwatchedDocuments documents, QObject *parent)
{
    return change(
        [worker = m_worker, collection, folder, documents] { return worker->unwatch(collection, folder, documents); },
        parent);
}

/// @p work runs in the worker's thread.
IndexReply *RetrievalService::change(const std::function<Result<int>()> &work, QObject *parent)
{
    auto *reply = new IndexReply(parent);
    const QPointer<IndexReply> handle(reply);
    QMetaObject::invokeMethod(m_worker, [this, work, handle] {
        const auto changed = work();
        QMetaObject::invokeMethod(this, [handle, changed] {
            if (handle)
                handle->finish(
                    {.removed = changed.value_or(0)}, changed ? std::nullopt : std::optional(changed.error()));
        });
    });
    return reply;
}

DocumentListReply *RetrievalService::listDocuments(const CollectionName &collection, QObject *parent)
{
    auto *reply = new DocumentListReply(parent);
    const QPointer<DocumentListReply> handle(reply);
    QMetaObject::invokeMethod(m_worker, [this, collection, handle] {
        const auto found = m_worker->documents(collection);
        QMetaObject::invokeMethod(this, [handle, found] {
            if (handle)
                handle->finish(
                    found.value_or(QList<DocumentInfo>()), found ? std::nullopt : std::optional(found.error()));
        });
    });
    return reply;
}

SearchReply *RetrievalService::checkLeaving(
    const QList<CollectionName> &collections, const QStringList &documents, QObject *parent)
{
    return check(
        [worker = m_worker, collections, documents] { return worker->checkLeaving(collections, documents); }, parent);
}

SearchReply *RetrievalService::checkIndexed(const QString &path, QObject *parent)
{
    return check([worker = m_worker, path] { return worker->checkIndexed(path); }, parent);
}

/// @p look runs in the worker's thread.
SearchReply *RetrievalService::check(const std::function<Status()> &look, QObject *parent)
{
    auto *reply = new SearchReply(parent);
    const QPointer<SearchReply> handle(reply);
    QMetaObject::invokeMethod(m_worker, [this, look, handle] {
        const Status found = look();
        QMetaObject::invokeMethod(this, [handle, found] {
            if (handle)
                handle->finish({}, false, found ? std::nullopt : std::optional(found.error()));
        });
    });
    return reply;
}

void RetrievalService::setEmbeddings(const EmbeddingOptions &options) { m_embedding->setOptions(options); }

void RetrievalService::setEmbeddingModel(const ModelRef &model) { m_embedding->setModel(model); }

const EmbeddingState &RetrievalService::embeddingState() const { return m_embedding->state(); }

bool RetrievalService::hasEmbeddingModel() const { return m_embedding->hasModel(); }

void RetrievalService::providerChanged(const ProviderId &provider) { m_embedding->onProviderChanged(provider); }

void RetrievalService::keepEmbedded() { m_embedding->keepUpToDate(); }

EmbeddingRun *RetrievalService::embedMissing(QObject *parent)
{
    return m_embedding->embed(EmbeddingRun::Patience::UntilItFailsOften, parent);
}

IndexReply *RetrievalService::makeCollection(const CollectionName &collection, QObject *parent)
{
    return changeNames([worker = m_worker, collection] { return worker->makeCollection(collection); }, parent);
}

IndexReply *RetrievalService::setLocalOnly(const CollectionName &collection, bool isLocalOnly, QObject *parent)
{
    m_embedding->stopRun(); // its texts may wait for the server; the change has it start again
    return changeNames(
        [worker = m_worker, collection, isLocalOnly] { return worker->setLocalOnly(collection, isLocalOnly); }, parent);
}

IndexReply *RetrievalService::renameCollection(const CollectionName &from, const CollectionName &to, QObject *parent)
{
    return changeNames([worker = m_worker, from, to] { return worker->renameCollection(from, to); }, parent);
}

/// What changes no document. The worker's collectionsChanged() has the embedding look again at what may be sent.
IndexReply *RetrievalService::changeNames(const std::function<Status()> &work, QObject *parent)
{
    return change(
        [work]() -> Result<int> {
            const Status changed = work();
            return changed ? Result<int>(0) : failure(changed.error());
        },
        parent);
}

void RetrievalService::ensureGuide()
{
    QMetaObject::invokeMethod(m_worker, &RetrievalWorker::ensureGuide, Qt::QueuedConnection);
}

void RetrievalService::listCollections()
{
    QMetaObject::invokeMethod(m_worker, [this] {
        const auto found = m_worker->collections();
        if (!found)
            qCWarning(logRetrieval) << "collections:" << found.error().message;
        QMetaObject::invokeMethod(
            this, [this, found] { emit collectionsListed(found.value_or(QList<CollectionInfo>())); });
    });
}

void RetrievalService::readCollectionNames()
{
    QMetaObject::invokeMethod(m_worker, [this] {
        const auto names = m_worker->collectionNames();
        if (names)
            QMetaObject::invokeMethod(this, [this, names] { emit collectionNamesRead(*names); });
        else
            qCWarning(logRetrieval) << "collection names:" << names.error().message;
    });
}

} // namespace freshet
