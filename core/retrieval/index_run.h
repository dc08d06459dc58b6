// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/document_indexer.h"
#include "core/retrieval/folder_walk.h"
#include "core/retrieval/local_collections.h"
#include "core/retrieval/watched_places.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSet>

namespace freshet {

/// One indexing job, done in small steps so that searches come in between. Lives in the worker's thread.
class IndexRun {
public:
    /// Called in the worker's thread.
    struct Events {
        std::function<void(const IndexProgress &)> progressed;
        std::function<void(const DocumentResult &)> documentDone;
        std::function<void(const IndexSummary &, const std::optional<Error> &)> finished;
    };

    /// What it works on.
    struct Parts {
        IndexDatabase &database;
        IndexStore &store;
        DocumentIndexer &indexer;
        LocalCollections &localCollections;
        WatchedPlaces &watchedPlaces;
        StopCheck isAwaited; ///< Somebody waits for this thread: a step ends after the document at hand.
    };

    /// What makes of it a run that brings a collection in step with a place that is watched, or with those parts of it
    /// that the job names. What is gone is no problem then.
    struct Following {
        WatchedPlace place;
        std::function<void(const QString &folder)> listing; ///< Called before it looks into a folder.
        std::function<bool(const QString &path)> isLeftOut; ///< By the user.
    };

    IndexRun(const IndexJob &job, const std::optional<Following> &following, const Parts &parts,
        const StopCheck &isStopped, const Events &events);

    /// Does the next piece: a folder, some files or many lines. False once `finished` was called.
    bool step();

    const IndexSummary &summary() const { return m_summary; }
    const CollectionName &collection() const { return m_job.collection; }

private:
    Result<bool> advance();
    Status watchPlaces();
    Status findVanished();
    Result<QStringList> documentsLeftOut() const;
    std::optional<QStringList> watchedPaths() const;
    bool isIgnored(const QString &path, const QString &place, const std::optional<QStringList> &watched) const;
    Status forgetFailuresIn(const QString &place, const QSet<QString> &seen, const QSet<QString> &problems);
    Status indexFiles();
    Result<std::optional<DocumentIndexer::Prepared>> prepareNext();
    Status openLines();
    Status indexLines();
    Result<DocumentResult> indexLine(const QByteArray &line, const QString &where);
    void tell(const DocumentResult &result);

    const IndexJob m_job;
    const std::optional<Following> m_following;
    IndexDatabase &m_database;
    IndexStore &m_store;
    DocumentIndexer &m_indexer;
    LocalCollections &m_localCollections;
    WatchedPlaces &m_watchedPlaces;
    const StopCheck m_isAwaited;
    const StopCheck m_isStopped;
    const Events m_events;
    bool m_isDecided = false; ///< Whether its texts may leave this machine.
    FolderWalk m_walk;
    qsizetype m_nextProblem = 0;
    qsizetype m_nextFile = 0;
    std::optional<QStringList> m_vanished; // known once the folders are walked
    qsizetype m_nextVanished = 0;
    QFile m_lines;
    int m_lineCount = 0;
    int m_nextLine = 1;
    IndexSummary m_summary;
    QElapsedTimer m_sinceProgress;
};

} // namespace freshet
