// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <QWidget>

class QPushButton;

namespace freshet {

class ElidedLabel;
class ResultLabel;

/// Which folders a collection is kept in step with, and how one of them is let go. Not to be seen where there is none.
class WatchedFoldersLine : public QWidget {
    Q_OBJECT

public:
    explicit WatchedFoldersLine(QWidget *parent = nullptr);

    void setFolders(const QList<WatchedFolder> &folders);
    QString text() const; ///< What it says.
    QString warning() const; ///< What it says of folders that are not there, or not followed at once.

signals:
    void unwatchRequested(const QString &folder, freshet::UnwatchedDocuments documents); ///< The user was asked.

private:
    void chooseFolder();
    void ask(const QString &folder);

    QList<WatchedFolder> m_folders;
    ElidedLabel *m_label; // child of this, as all below
    QPushButton *m_stop;
    ResultLabel *m_warning;
};

} // namespace freshet
