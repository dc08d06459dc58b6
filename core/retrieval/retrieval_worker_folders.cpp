// SPDX-License-Identifier: MIT
// What RetrievalWorker does with folders that are watched.
#include "core/base/log_categories.h"
#include "core/retrieval/retrieval_worker.h"

#include <algorithm>

namespace freshet {

IndexRun::Parts RetrievalWorker::indexParts()
{
    return {.database = m_database,
        .store = m_store,
        .indexer = m_indexer,
        .localCollections = m_localCollections,
        .watchedPlaces = m_watchedPlaces,
        .isAwaited = [this] { return m_expectedSearches > 0; }};
}

void RetrievalWorker::keepInStep(const FolderFollower::Options &options)
{
    if (m_follower)
        return;
    if (const Status opened = open(); !opened)
        qCWarning(logRetrieval) << "keeping in step:" << opened.error().message; // each job tries again
    m_follower = std::make_unique<FolderFollower>(m_watchedPlaces.path(), options);
    connect(m_follower.get(), &FolderFollower::jobNeeded, this, &RetrievalWorker::follow);
    connect(m_follower.get(), &FolderFollower::placeLeft, this, &RetrievalWorker::stopFollowing);
    connect(m_follower.get(), &FolderFollower::listChanged, this, &RetrievalWorker::takeWatchedPlaces);
    connect(m_follower.get(), &FolderFollower::statesChanged, this, &RetrievalWorker::foldersChanged);
    takeWatchedPlaces();
}

void RetrievalWorker::takeWatchedPlaces()
{
    if (m_follower) {
        if (const auto places = m_watchedPlaces.list())
            m_follower->setPlaces(*places);
        else
            qCWarning(logRetrieval) << "keeping in step:" << places.error().message;
    }
    emit foldersChanged();
}

void RetrievalWorker::follow(const FolderFollower::Job &job)
{
    const auto control = std::make_shared<IndexControl>();
    const IndexRun::Following following{.place = job.place,
        .listing = [this, job](const QString &folder) { m_follower->noteListing(job, folder); },
        .isLeftOut = [this, job](const QString &path) { return m_follower->isLeftOut(job.place.collection, path); }};
    const IndexRun::Events events{.progressed = [](const IndexProgress &) {},
        .documentDone = [](const DocumentResult &) {},
        .finished =
            [this, job](const IndexSummary &, const std::optional<Error> &error) {
                m_follower->noteEnd(job, error ? Status(failure(*error)) : Status());
            }};
    const StopCheck isOver = [this, control] { return m_isStopping || control->isStopped; };
    const IndexJob indexing{.collection = job.place.collection,
        .paths = job.paths.isEmpty() ? QStringList{job.place.path} : job.paths,
        .isWatched = false};
    m_runs.push_back({.run = std::make_unique<IndexRun>(indexing, following, indexParts(), isOver, events),
        .control = control,
        .ownControl = control,
        .place = job.place});
    goOnIndexing();
}

void RetrievalWorker::stopFollowing(const CollectionName &collection, const QString &root)
{
    for (const Run &run : m_runs) {
        if (run.ownControl && run.place.collection == collection && run.place.path == root)
            run.ownControl->isStopped = true;
    }
}

Status RetrievalWorker::unwatchAll(const CollectionName &collection)
{
    Status done = open();
    if (done)
        done = m_watchedPlaces.removeCollection(collection);
    takeWatchedPlaces();
    return done;
}

Status RetrievalWorker::leaveOut(const CollectionName &collection, const QStringList &documents)
{
    Status done = open();
    if (done)
        done = m_watchedPlaces.leaveOut(collection, documents);
    takeWatchedPlaces();
    return done;
}

Result<int> RetrievalWorker::unwatch(
    const CollectionName &collection, const QString &folder, UnwatchedDocuments documents)
{
    Status done = open();
    if (done)
        done = m_watchedPlaces.remove(collection, folder);
    takeWatchedPlaces();
    if (!done)
        return failure(done.error());
    if (documents == UnwatchedDocuments::Keep)
        return 0;
    return remove([&]() -> Result<int> {
        auto names = m_store.filesIn(collection, folder);
        const auto failed = m_store.failuresIn(collection, folder);
        if (!names || !failed)
            return failure(names ? failed.error() : names.error());
        return removeNames(collection, *names + *failed);
    });
}

void RetrievalWorker::addFolders(QList<CollectionInfo> &collections)
{
    const auto places = m_watchedPlaces.list();
    if (!places) {
        qCWarning(logRetrieval) << "watched folders:" << places.error().message;
        return;
    }
    for (const WatchedPlace &place : *places) {
        const auto at = std::find_if(collections.begin(), collections.end(),
            [&place](const CollectionInfo &collection) { return collection.name == place.collection; });
        if (place.isFile || at == collections.end())
            continue;
        const bool isKnown = m_follower && m_follower->isWatching(place.path);
        at->folders << WatchedFolder{.path = place.path,
            .state = isKnown     ? m_follower->state(place.path)
                : isThere(place) ? WatchedFolder::State::Followed
                                 : WatchedFolder::State::Missing};
    }
}

} // namespace freshet
