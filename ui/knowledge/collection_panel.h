// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <QWidget>

class QAction;
class QListWidget;
class QPushButton;

namespace freshet {

/// The collections with how much they hold, and how one is made, renamed and taken away: by buttons, and by the menu of
/// the list, whose entries are named newCollection, renameCollection and removeCollection.
class CollectionPanel : public QWidget {
    Q_OBJECT

public:
    explicit CollectionPanel(QWidget *parent = nullptr);

    /// Keeps the current one where it is still there.
    void setCollections(const QList<CollectionInfo> &collections);
    void setCurrent(const CollectionName &name);
    CollectionName current() const; ///< Empty while the list is.

signals:
    void currentChanged(const freshet::CollectionName &name);
    void newRequested(const QString &name); ///< Trimmed, and not empty.
    void renameRequested(const freshet::CollectionName &from, const freshet::CollectionName &to); ///< To a free name.
    void removeRequested(const freshet::CollectionName &name); ///< The user was asked.

private:
    QAction *addToMenu(const QString &text, const QString &name, void (CollectionPanel::*run)());
    void askForName();
    void askForNewName();
    void askForNewName(const CollectionName &collection, const QString &typed, const QString &problem);
    void takeNewName(const CollectionName &collection, const QString &typed);
    QString problemOf(const QString &name, const CollectionName &collection) const;
    void askToRemove();
    void updateButtons();

    QListWidget *m_list; // child of this, as all below
    QPushButton *m_new;
    QPushButton *m_rename;
    QPushButton *m_remove;
    QAction *m_renameEntry = nullptr;
    QAction *m_removeEntry = nullptr;
};

} // namespace freshet
