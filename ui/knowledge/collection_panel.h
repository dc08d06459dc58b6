// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace freshet {

/// The collections with how much they hold, and how one is made and taken away.
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
    void removeRequested(const freshet::CollectionName &name); ///< The user was asked.

private:
    void askForName();
    void askToRemove();
    void updateButtons();

    QListWidget *m_list; // child of this, as all below
    QPushButton *m_new;
    QPushButton *m_remove;
};

} // namespace freshet
