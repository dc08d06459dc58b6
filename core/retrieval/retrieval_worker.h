// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/context_builder.h"
#include "core/retrieval/folder_follower.h"
#include "core/retrieval/index_control.h"
#include "core/retrieval/index_run.h"
#include "core/retrieval/passage_searcher.h"
#include "core/retrieval/vector_store.h"

#include <QFutureWatcher>
#include <QMap>
#include <QObject>

#include <atomic>
#include <deque>
#include <functional>

namespace freshet {

/// A question as a vector of some profile.
struct EmbeddedQuestion {
    qint64 profile = 0;
    EmbeddingVector vector;
};

/// What has to be known to turn a question into a vector.
struct AnsweringProfile {
    std::optional<EmbeddingProfile> active;
    QList<CollectionName> localOnly; ///< Kept to models on this machine.
    QList<CollectionName> all;
};

/// The one owner of the index database. All members but stop() and expectSearch() are called in its thread, through the
/// event loop; indexing goes on step by step, so that a search waits for a document, and what came before it to be
/// stored.
class RetrievalWorker : public QObject {
    Q_OBJECT

public:
    explicit RetrievalWorker(const QString &databasePath);
    ~RetrievalWorker() override;

    void stop() { m_isStopping = true; } ///< From any thread: what runs ends after the files at hand.
    void expectSearch()
    {
        ++m_expectedSearches;
    } ///< From any thread, before each search(): indexing makes room for it.

    /// With a vector of the question it finds by both; where that cannot be used, by words alone, and says why.
    Result<QList<Source>> search(const SearchRequest &request, const std::optional<EmbeddedQuestion> &question,
        std::optional<Error> &vectorError);
    bool isRelevant() const { return m_searcher.isRelevant(); } ///< What the last search found.
    Result<QList<CollectionInfo>> collections();
    Result<QList<CollectionName>> collectionNames();
    const QList<RankReasons> &reasons() const { return m_searcher.reasons(); } ///< Of the last search that wanted them.
    void index(const IndexJob &job, const std::shared_ptr<const IndexControl> &control, const IndexRun::Events &events);
    void goOnIndexing(); ///< A run that was held may go on or stop.
    Status makeCollection(const CollectionName &collection);
    Status setLocalOnly(const CollectionName &collection, bool isLocalOnly);
    Status renameCollection(const CollectionName &from, const CollectionName &to);
    Result<int> removeCollection(const CollectionName &collection); ///< How many documents it had.
    Result<int> removeDocuments(const CollectionName &collection, const QStringList &names); ///< How many it had.
    Result<QList<DocumentInfo>> documents(const CollectionName &collection);
    Status checkLeaving(const QList<CollectionName> &collections, const QStringList &documents);
    Status checkIndexed(const QString &path);
    void ensureGuide();

    // Folders that are watched.
    void keepInStep(const FolderFollower::Options &options);
    Result<int> unwatch(const CollectionName &collection, const QString &folder, UnwatchedDocuments documents);

    Result<AnsweringProfile> answeringProfile();

    // What an EmbeddingRun asks for.
    Result<EmbeddingProfile> openProfile(const EmbeddingProfile &like);
    Result<UnembeddedTexts> nextTexts(const EmbeddingProfile &profile, qint64 passage, VectorStore::Reach reach);
    Status putVectors(const EmbeddingProfile &profile, const QHash<QByteArray, EmbeddingVector> &vectors);
    Status giveUpText(const EmbeddingProfile &profile, const QByteArray &hash, const QString &reason);
    Result<EmbeddingCoverage> finishEmbedding(const EmbeddingProfile &profile, VectorStore::Reach reach);

signals:
    void collectionsChanged();
    void foldersChanged(); ///< Those that are watched, or how.

private:
    Status open();
    Status checkAsked(const QList<CollectionName> &collections);
    Status checkRename(const CollectionName &from, const CollectionName &to);
    Result<VectorQuestion> vectorQuestion(const EmbeddedQuestion &question);
    Result<QList<FoundPassage>> passages(const SearchRequest &request, const std::optional<EmbeddedQuestion> &question,
        std::optional<Error> &vectorError);
    void merge();
    void finishMerge();
    Result<int> remove(const std::function<Result<int>()> &work);
    Result<int> removeNames(const CollectionName &collection, const QStringList &names);
    void stepIndexing();
    IndexRun::Parts indexParts();
    Status unwatchAll(const CollectionName &collection);
    Status leaveOut(const CollectionName &collection, const QStringList &documents);
    void takeWatchedPlaces();
    void addFolders(QList<CollectionInfo> &collections);
    void follow(const FolderFollower::Job &job);
    void stopFollowing(const CollectionName &collection, const QString &root);
    void dropUnusedVectors();
    Status indexGuide();
    Result<bool> isGuideCurrent(const QMap<QString, QByteArray> &pages, const QStringList &known);
    Status replaceGuide(const QMap<QString, QByteArray> &pages, const QStringList &known);

    IndexDatabase m_database;
    TextAnalyzer m_analyzer;
    SegmentStore m_segments;
    IndexStore m_store{m_database, m_segments};
    DocumentIndexer m_indexer{m_store};
    LocalCollections m_localCollections;
    WatchedPlaces m_watchedPlaces;
    VectorStore m_vectors{m_database};
    VectorFiles m_vectorFiles;
    PassageSearcher m_searcher{m_database, m_segments, m_analyzer};
    ContextBuilder m_context{m_database};
    struct Run {
        std::unique_ptr<IndexRun> run;
        std::shared_ptr<const IndexControl> control;
        std::shared_ptr<IndexControl> ownControl; ///< Of one that nobody asked for; it comes after the others.
        WatchedPlace place; ///< Of such a one.
    };
    std::deque<Run> m_runs; // the first one that is not held is at work
    std::unique_ptr<FolderFollower> m_follower; // for a program that keeps in step
    bool m_isStepping = false; ///< The next step is in the event loop.
    std::optional<Error> m_untold; // met while nobody listened; the next search tells it
    bool m_isComplete = false; ///< Every passage was in a segment when the index was opened.
    std::optional<SegmentStore::Merge> m_merge; ///< That runs beside this thread.
    QFutureWatcher<Status> m_merging;
    std::atomic_bool m_isStopping = false;
    std::atomic_int m_expectedSearches = 0;
};

} // namespace freshet
