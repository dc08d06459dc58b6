// SPDX-License-Identifier: MIT
#pragma once

#include "ui/knowledge/index_queue.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTreeView;

namespace freshet {

class DocumentListModel;
class IndexingBar;
class ResultLabel;
class WatchedFoldersLine;

/// The documents of one collection: what is there, what failed and why, and how some are added and taken away. Files
/// and folders may be dropped on it.
class DocumentsPanel : public QWidget {
    Q_OBJECT

public:
    explicit DocumentsPanel(QWidget *parent = nullptr);

    void setCollection(const CollectionInfo &collection); ///< The bundled guide cannot be changed.
    void setDocuments(const QList<DocumentInfo> &documents); ///< Keeps what is chosen.
    void setIndexing(const IndexQueue::State &state);
    void setIdle();
    void say(const QString &sentence); ///< How something went.
    QString said() const;

signals:
    void pathsAdded(const QStringList &paths); ///< Files and folders.
    void retryRequested(const QStringList &paths);
    void removeRequested(const QStringList &names);
    void localOnlyChanged(bool isLocalOnly);
    void unwatchRequested(const QString &folder, freshet::UnwatchedDocuments documents);
    void pauseRequested(bool isPaused);
    void stopRequested();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeView();
    void fitColumns();
    QWidget *makeButtons();
    void updateState();
    void showReason();
    QStringList selectedNames() const;
    QStringList failedPaths() const; ///< Of those that are chosen; of all where none is.
    void chooseFiles();
    void chooseFolder();
    void askToRemove();

    CollectionInfo m_collection;
    bool m_isFitting = false;
    bool m_isArranged = false; ///< The user chose the widths of columns.
    DocumentListModel *m_model; // child of this, as all below
    QCheckBox *m_localOnly;
    WatchedFoldersLine *m_watched;
    QLabel *m_empty;
    QTreeView *m_view;
    ResultLabel *m_reason;
    QPushButton *m_addFiles = nullptr;
    QPushButton *m_addFolder = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_remove = nullptr;
    IndexingBar *m_indexing;
    ResultLabel *m_result;
};

} // namespace freshet
