// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/citation.h"
#include "core/domain/document_info.h"
#include "core/domain/rank_reasons.h"
#include "core/retrieval/embedding_options.h"
#include "core/retrieval/folder_follower.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>

namespace freshet {

class EmbeddingIndexer;
class EmbeddingRun;
class DocumentListReply;
class RetrievalService;
class RetrievalWorker;
struct IndexControl;

/// What vectors had to do with an answer.
enum class VectorUse {
    None, ///< No embedding model is chosen.
    Used,
    Missing, ///< There are none that may be used; see SearchReply::vectorError().
    Withheld, ///< SearchRequest::keepsQuestionHere left them out: else they would have been asked for.
    Failed, ///< They could not be used in time: the question was not embedded, or the vectors could not be read.
};

/// The handle of one search. finished() comes once, later than the call; deleting it drops the answer.
class SearchReply : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    bool isFinished() const { return m_finished; }
    const QList<Source> &sources() const { return m_sources; } ///< Best first, numbered from 1. Empty: nothing fits.
    const std::optional<Error> &error() const { return m_error; }
    bool isRelevant() const { return m_isRelevant; } ///< As PassageSearcher::isRelevant() tells.

    /// One for each source, where the request asks for them.
    const QList<RankReasons> &reasons() const { return m_reasons; }

    /// Without vectors the sources are those that words find.
    VectorUse vectorUse() const { return m_vectorUse; }
    const std::optional<Error> &vectorError() const { return m_vectorError; } ///< Why they were not used.

signals:
    void finished();

private:
    friend class RetrievalService;
    void finish(const QList<Source> &sources, bool isRelevant, const std::optional<Error> &error);
    void noteVectors(const std::optional<Error> &error);

    QList<Source> m_sources;
    QList<RankReasons> m_reasons;
    bool m_isRelevant = false;
    std::optional<Error> m_error;
    VectorUse m_vectorUse = VectorUse::None;
    std::optional<Error> m_vectorError;
    bool m_finished = false;
};

/// The handle of one indexing run. documentDone() comes once a file; finished() once and last.
class IndexReply : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~IndexReply() override;

    bool isFinished() const { return m_finished; }
    const IndexSummary &summary() const { return m_summary; }
    const std::optional<Error> &error() const
    {
        return m_error;
    } ///< Of the run as a whole; a file's own is in its result.

    /// Waits before the next file, for as long as it takes; others go on. Harmless when finished.
    void setPaused(bool isPaused);
    bool isPaused() const;

public slots:
    void abort(); ///< Stops after the files at hand; what is indexed stays. Ends with ErrorKind::Cancelled.

signals:
    void progressed(const freshet::IndexProgress &progress);
    void documentDone(const freshet::DocumentResult &result);
    void finished();

private:
    friend class RetrievalService;
    void finish(const IndexSummary &summary, const std::optional<Error> &error);

    IndexSummary m_summary;
    std::optional<Error> m_error;
    std::shared_ptr<IndexControl> m_control; // shared with the worker's thread
    QPointer<RetrievalService> m_service;
    bool m_finished = false;
};

/// Indexes documents and finds passages. One worker thread owns the database; nothing here blocks.
class RetrievalService : public QObject {
    Q_OBJECT

public:
    /// The database is opened (and made) at the first call that needs it, not here.
    explicit RetrievalService(const QString &databasePath, QObject *parent = nullptr);
    ~RetrievalService() override; ///< Waits for the files at hand, not for the run.

    SearchReply *search(const SearchRequest &request, QObject *parent);
    IndexReply *index(const IndexJob &job, QObject *parent);

    /// Makes a collection without documents, where there is none of that name.
    IndexReply *makeCollection(const CollectionName &collection, QObject *parent);

    /// Whether only models on this machine may read a collection, as IndexJob::localOnly; makes it where there is none.
    IndexReply *setLocalOnly(const CollectionName &collection, bool isLocalOnly, QObject *parent);

    /// Gives it another name, with its documents, its failures and what may read it. Refused, with a sentence, where
    /// the new name is empty, taken or the guide's, or while documents are read into it.
    IndexReply *renameCollection(const CollectionName &from, const CollectionName &to, QObject *parent);

    /// Forgets all documents of the collection; the files themselves stay. Its handle tells only how many it were.
    IndexReply *removeCollection(const CollectionName &collection, QObject *parent);

    /// What a collection has, and what could not be read; nothing of one that is not there.
    DocumentListReply *listDocuments(const CollectionName &collection, QObject *parent);

    /// Forgets documents by their names, and failed files; the files themselves stay. As removeCollection().
    IndexReply *removeDocuments(const CollectionName &collection, const QStringList &names, QObject *parent);

    /// Whether passages of these collections and of these documents may go to another machine: error() says why not.
    SearchReply *checkLeaving(const QList<CollectionName> &collections, const QStringList &documents, QObject *parent);

    /// Whether a file is a document of the index now, in whichever collection; else error() is ErrorKind::NotFound.
    SearchReply *checkIndexed(const QString &path, QObject *parent);

    /// For a program that stays: what changes in the folders and files that were added is picked up, from now on and,
    /// in the background, what has changed since the last time. Several programs may, on one index. Documents that were
    /// removed stay out until they, or a folder that they are in, are added again.
    void keepInStep(const FolderFollower::Options &options = {});

    /// Keeps a collection no longer in step with a folder, one of its CollectionInfo::folders. As removeCollection().
    IndexReply *unwatch(
        const CollectionName &collection, const QString &folder, UnwatchedDocuments documents, QObject *parent);

    // Vectors. Without an embedder and a model, words alone find passages.
    void setEmbeddings(const EmbeddingOptions &options);
    void setEmbeddingModel(const ModelRef &model); ///< An empty one: none.
    bool hasEmbeddingModel() const;
    const EmbeddingState &embeddingState() const; ///< Of what keepEmbedded() wants.
    void providerChanged(const ProviderId &provider); ///< Its server or the way to it.
    void keepEmbedded(); ///< For a program that stays: what comes into the index is embedded soon.

    /// Embeds what has no vector, and gives up when the server fails again and again; what is done stays. Null where no
    /// model is chosen.
    EmbeddingRun *embedMissing(QObject *parent);

    /// Indexes the bundled guide as the collection `guide` unless this version of it is there already.
    /// Searches started after this call see it.
    void ensureGuide();

    /// Asks for the list; collectionsListed() brings it.
    void listCollections();

    /// Asks for the names alone, which costs little; collectionNamesRead() brings them, unless they cannot be read.
    void readCollectionNames();

signals:
    void collectionsListed(const QList<freshet::CollectionInfo> &collections);
    void collectionNamesRead(const QList<freshet::CollectionName> &names);
    void collectionsChanged();
    void foldersChanged(); ///< Which are kept in step, or how; see CollectionInfo::folders.
    void embeddingStateChanged();

private:
    friend class IndexReply;
    void search(const SearchRequest &request, SearchReply *reply);
    IndexReply *change(const std::function<Result<int>()> &work, QObject *parent);
    IndexReply *changeNames(const std::function<Status()> &work, QObject *parent);
    SearchReply *check(const std::function<Status()> &look, QObject *parent);
    void goOnIndexing();
    QThread m_thread;
    RetrievalWorker *m_worker = nullptr; // lives in m_thread, deleted when it ends
    std::unique_ptr<EmbeddingIndexer> m_embedding;
};

} // namespace freshet
