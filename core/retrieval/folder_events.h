// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QObject>

namespace freshet {

/// What the system tells of the entries of some folders, without being asked again and again (inotify).
///
/// Tells of one folder each, not of those below it. A file that is written to is told of when it is closed.
class FolderEvents : public QObject {
    Q_OBJECT

public:
    explicit FolderEvents(QObject *parent = nullptr);
    ~FolderEvents() override;

    /// False: it cannot be watched; it is none, or the system watches as many as it may. One that is watched already
    /// may be named again, and has to be when another folder may have come in its place.
    bool watch(const QString &folder);
    void unwatch(const QString &folder);
    qsizetype count() const { return m_watches.size(); }

signals:
    /// An entry came, went or changed. Without a @p name: the folder itself went, and is watched no longer.
    void changed(const QString &folder, const QString &name);
    void begun(
        const QString &folder, const QString &name); ///< A file came. If it is still written, more is told of it.
    void overflowed(); ///< There was more than the system keeps; what, nobody knows.

private:
    void read();
    void take(int watch, quint32 mask, const QString &name);
    void forget(int watch);
    void unwatchBelow(const QString &folder);

    int m_descriptor;
    QHash<QString, int> m_watches; // by their folders
    QHash<int, QString> m_folders; // the other way round
};

/// Whether all that changes in this folder passes through this system: on a share of the network others write, too.
bool isChangedHereOnly(const QString &folder);
bool isSharedFileSystem(quint32 magic); ///< As statfs() tells it.

} // namespace freshet
