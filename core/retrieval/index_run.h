// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/document_indexer.h"
#include "core/retrieval/folder_walk.h"
#include "core/retrieval/local_collections.h"

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

    IndexRun(const IndexJob &job, IndexDatabase &database, IndexStore &store, DocumentIndexer &indexer,
        LocalCollections &localCollections, const StopCheck &isStopped, const Events &events);

    /// Does the next piece: a folder, some files or a few hundred lines. False once `finished` was called.
    bool step();

    const IndexSummary &summary() const { return m_summary; }
    const CollectionName &collection() const { return m_job.collection; }

private:
    Result<bool> advance();
    Status findVanished();
    Status forgetFailuresIn(const QString &place, const QSet<QString> &seen);
    Status indexFiles();
    Status openLines();
    Status indexLines();
    Result<DocumentResult> indexLine(const QByteArray &line, const QString &where);
    void tell(const DocumentResult &result);

    const IndexJob m_job;
    IndexDatabase &m_database;
    IndexStore &m_store;
    DocumentIndexer &m_indexer;
    LocalCollections &m_localCollections;
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
