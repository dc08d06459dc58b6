// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

class QMenu;
class QWidget;

namespace freshet {

class ChatCollectionStore;
class ChatController;
class ChatPanel;
class IndexReply;
class RetrievalService;
class StatusLine;

/// Adds documents, tells how far it is, and lets the user choose which collections the chat of its window searches.
/// Files that are dropped or pasted where a question is written go with it; folders, and all where answers are quotes,
/// come to the documents.
class DocumentController : public QObject {
    Q_OBJECT

public:
    DocumentController(RetrievalService &retrieval, ChatCollectionStore &collections, QWidget &window);
    ~DocumentController() override;

    /// On a new one. Comes before all else, and again with every language.
    void showOn(ChatPanel &panel, ChatController &chats);

    /// Files and folders into kUserCollection; what is added is searched from now on, by new chats and in this one.
    /// Runs wait for each other.
    void add(const QStringList &paths);
    void chooseFiles();
    void chooseFolder();
    void stop();
    /// Whether all that the chat searches is still there; tells, where not. By itself with each chat that is shown.
    void lookAtChat();
    void setSearchedByNewChats(const CollectionName &name, bool isSearched);

    /// Whether answers are quotes, which come from the guide while no collection is ticked.
    void setQuotesOnly(bool isQuotesOnly);
    QString label() const; ///< "Documents: My notes", for the button.
    QString shortLabel() const; ///< "My notes".
    QMenu &menu(); ///< Collections to tick, and how to add; filled each time it opens.

signals:
    void labelChanged();

private:
    struct Adding {
        IndexJob job;
        QString chat; ///< The one that was shown.
    };

    void take(const QStringList &paths);
    void dropMissing();
    QString chat() const; ///< As choices of collections name it.
    void startNext();
    void onFinished();
    void fillMenu(const QList<CollectionInfo> &collections);
    void addTicks(const QList<CollectionInfo> &collections);
    QString resultLine(const IndexReply &job) const;
    bool isGuideImplied() const;
    QStringList searched() const;

    RetrievalService &m_retrieval;
    ChatCollectionStore &m_collections;
    QPointer<ChatController> m_chats; // not owned
    QPointer<ChatPanel> m_panel; // likewise
    StatusLine *m_status = nullptr; // not owned
    QWidget &m_window;
    QMenu *m_menu = nullptr; // child of m_window; made at its first use
    QList<Adding> m_waiting;
    QString m_chatOfRunning;
    QPointer<IndexReply> m_running; // child of this
    QPointer<IndexReply> m_ended; ///< The job before, whose result may have to be told in another language.
    bool m_isQuotesOnly = false;
    QStringList m_problems; ///< Of the running job, or of m_ended: a sentence per file that could not be added.
};

} // namespace freshet
