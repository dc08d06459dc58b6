// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

class QMenu;
class QWidget;

namespace freshet {

class ChatPanel;
class ComposerController;
class IndexReply;
class RetrievalService;
class SettingsStore;
class StatusLine;

/// Adds documents, tells how far it is, and keeps which collections the chats search in. Files that are dropped or
/// pasted where a question is written go with it; folders, and all where answers are quotes, come to the documents.
class DocumentController : public QObject {
    Q_OBJECT

public:
    DocumentController(RetrievalService &retrieval, SettingsStore &settings, QWidget &window);
    ~DocumentController() override;

    /// On a new one. Comes before all else, and again with every language.
    void showOn(ChatPanel &panel, ComposerController &writing);

    /// Files and folders into kUserCollection; what is added is searched from now on. Runs wait for each other.
    void add(const QStringList &paths);
    void chooseFiles();
    void chooseFolder();
    void stop();
    void setSearched(const CollectionName &name, bool isSearched);

    /// Whether answers are quotes, which come from the guide while no collection is ticked.
    void setQuotesOnly(bool isQuotesOnly);
    QString label() const; ///< "Documents: My notes", for the button.
    QString shortLabel() const; ///< "My notes".
    QMenu &menu(); ///< Collections to tick, and how to add; filled each time it opens.

signals:
    void labelChanged();

private:
    void take(const QStringList &paths, ComposerController &writing);
    void startNext();
    void onFinished();
    void fillMenu(const QList<CollectionInfo> &collections);
    QString resultLine(const IndexReply &job) const;
    bool isGuideImplied() const;
    QStringList searched() const;

    RetrievalService &m_retrieval;
    SettingsStore &m_settings;
    StatusLine *m_status = nullptr; // not owned
    QWidget &m_window;
    QMenu *m_menu = nullptr; // child of m_window; made at its first use
    QList<IndexJob> m_waiting;
    QPointer<IndexReply> m_running; // child of this
    QPointer<IndexReply> m_ended; ///< The job before, whose result may have to be told in another language.
    bool m_isQuotesOnly = false;
    QStringList m_problems; ///< Of the running job, or of m_ended: a sentence per file that could not be added.
};

} // namespace freshet
