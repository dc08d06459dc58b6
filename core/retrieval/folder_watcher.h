// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/folder_events.h"

#include <QDateTime>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <functional>

namespace freshet {

std::chrono::milliseconds steadyTime(); ///< Since some moment; goes on whatever the clock is set to.

/// Gathers what changes at and below some roots until it is quiet there. A root is a folder, or a single file.
///
/// A new file is not told of before it is closed, or has not grown for as long as it has to be quiet.
/// Whoever walks through a root watches each folder before it lists it, so that nothing is missed in between.
class FolderWatcher : public QObject {
    Q_OBJECT

public:
    struct Options {
        std::chrono::milliseconds quiet{1500}; ///< After the last change.
        std::chrono::milliseconds longest{10'000}; ///< After the first one, however many follow.
        qsizetype mostFolders = 50'000; ///< Each takes a kilobyte of the system's memory.
        std::function<std::chrono::milliseconds()> clock = steadyTime;
    };

    explicit FolderWatcher(const Options &options, QObject *parent = nullptr);

    /// From here on the folders of @p root are named anew; endWalk() lets go those that were not.
    void startWalk(const QString &root);
    void watch(const QString &root, const QString &folder);
    void endWalk(const QString &root);
    bool isWhole(const QString &root) const; ///< Each folder that was named is watched.

    /// Has a root that is not there told of when it comes, from the folder above it that is there.
    void await(const QString &root);

    void forget(const QString &root);

    void tellDue(); ///< What is due by the clock. Happens by itself.

signals:
    /// The folders and files that may have changed, each once and none below another one; none: any of them may have.
    void changed(const QString &root, const QStringList &paths);

private:
    struct Root {
        QSet<QString> folders; // watched for it
        QSet<QString> named; // in the walk at hand
        bool isNamedWhole = true; // what was named in it
        bool isWhole = true; // what was named in the last one
    };
    struct Changes {
        bool isWhole = false;
        QSet<QString> paths;
    };
    using Stamp = std::pair<qint64, QDateTime>; // size and time of a file

    void onChanged(const QString &folder, const QString &name);
    void onBegun(const QString &folder, const QString &name);
    void onOverflowed();
    void noteFor(const QString &folder, const QString &name, const QString &path);
    void note(const QString &root, const QString &path);
    void tell(const QString &root, const Changes &changes);
    void release(const QString &folder);

    const Options m_options;
    FolderEvents m_events;
    QHash<QString, Root> m_roots;
    QHash<QString, int> m_users; // how many roots a folder is watched for
    QSet<QString> m_awaited; // roots that are not there
    QHash<QString, Changes> m_changes; // not told yet, by their roots
    QHash<QString, Stamp> m_growing; // new files, as they were found last
    std::chrono::milliseconds m_first{0};
    std::chrono::milliseconds m_last{0};
    QTimer m_timer;
};

} // namespace freshet
