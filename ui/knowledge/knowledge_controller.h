// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"
#include "ui/knowledge/index_queue.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace freshet {

class ChatCollectionStore;
class CollectionPanel;
class DocumentListReply;
class DocumentsPanel;
class QueryPanel;
class RetrievalService;
class SearchReply;

/// Joins the panels of the knowledge window with the index. Indexing goes on while the window is closed, and while its
/// panels are made anew in another language.
class KnowledgeController : public QObject {
    Q_OBJECT

public:
    struct Panels {
        CollectionPanel &collections;
        DocumentsPanel &documents;
        QueryPanel &query;
    };

    KnowledgeController(RetrievalService &retrieval, ChatCollectionStore &chats, QObject *parent = nullptr);
    ~KnowledgeController() override;

    void showOn(const Panels &panels); ///< On new ones, which live until the next call or the end of this.
    void refresh(); ///< What the index has now.
    IndexQueue &queue() { return m_queue; }

signals:
    /// Whenever either may have changed; @p listed is empty while nobody knows what is in the index.
    void collectionChosen(const QList<freshet::CollectionInfo> &listed, const freshet::CollectionName &current);
    void collectionRenamed(const freshet::CollectionName &from, const freshet::CollectionName &to);
    void documentsListed(const QList<freshet::DocumentInfo> &documents); ///< Of the current one.

private:
    void connectPanels();
    void showCollections(const QList<CollectionInfo> &collections);
    void choose(const CollectionName &name);
    void listDocuments();
    void showIndexing();
    void add(const QStringList &paths);
    void make(const QString &name);
    void renameCollection(const CollectionName &from, const CollectionName &to);
    void removeCollection(const CollectionName &name);
    void removeDocuments(const QStringList &names);
    void unwatch(const QString &folder, UnwatchedDocuments documents);
    void tellIfItFails(IndexReply *reply);
    void search(const QString &query);
    void showFound(const SearchReply &reply);

    RetrievalService &m_retrieval;
    ChatCollectionStore &m_chats;
    std::optional<Panels> m_panels; // not owned
    QList<CollectionInfo> m_listed; ///< As the index has them.
    QList<CollectionInfo> m_collections; ///< As they are shown.
    CollectionName m_current;
    CollectionName m_wanted; ///< To become the current one once it is listed.
    IndexQueue m_queue;
    QPointer<DocumentListReply> m_listing; // children of this
    QPointer<SearchReply> m_search;
    QTimer m_whileIndexing; ///< Brings what has come meanwhile.
};

/// What became of a job, in sentences.
QString indexingResult(const IndexQueue::End &end);

} // namespace freshet
