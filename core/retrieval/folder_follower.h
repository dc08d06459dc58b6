// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/folder_watcher.h"
#include "core/retrieval/watched_places.h"

namespace freshet {

/// Says when a watched place has to be walked through so that its collection stays in step with it.
///
/// Each place is walked through once when it comes into the list, and again in part where something changed. What the
/// system does not tell all of is walked through from time to time, what is not there is waited for.
class FolderFollower : public QObject {
    Q_OBJECT

public:
    struct Options {
        FolderWatcher::Options watcher;
        std::chrono::milliseconds rescan = std::chrono::minutes(10);
        std::function<bool(const QString &folder)> isChangedHereOnly = freshet::isChangedHereOnly;
    };

    /// @p listPath: the file that says what is watched, in a folder that is there; another program may change it.
    FolderFollower(const QString &listPath, const Options &options, QObject *parent = nullptr);

    void setPlaces(const QList<WatchedPlace> &places);

    struct Job {
        WatchedPlace place;
        QStringList paths; ///< In the place. Empty: all of it.
    };
    void noteListing(const Job &job, const QString &folder); ///< Before the folder is listed.
    void noteEnd(const Job &job, const Status &status); ///< Once for each that was needed.

    bool isLeftOut(const CollectionName &collection, const QString &path) const;
    bool isWatching(const QString &root) const { return m_roots.contains(root); }
    WatchedFolder::State state(const QString &root) const; ///< Of one that it watches.

    void rescan(); ///< What the system does not tell of. Happens by itself.

signals:
    void jobNeeded(const freshet::FolderFollower::Job &job);
    void placeLeft(const freshet::CollectionName &collection, const QString &root); ///< Its jobs are to be stopped.
    void listChanged();
    void statesChanged();

private:
    struct Root {
        int jobs = 0; // under way
        bool isMissing = false;
        bool isBehind = false; // its last walk failed
        bool isShared = false;
    };

    void onChanged(const QString &root, const QStringList &paths);
    void scan(const QString &root);
    void need(const WatchedPlace &place, const QStringList &paths);
    QList<WatchedPlace> placesAt(const QString &root) const;
    void updateStates();

    const Options m_options;
    const QString m_listPath;
    FolderWatcher m_watcher;
    QList<WatchedPlace> m_places;
    QHash<CollectionName, QSet<QString>> m_leftOut;
    QHash<QString, Root> m_roots; // one may be watched for several collections
    QHash<QString, WatchedFolder::State> m_told;
    QTimer m_rescan;
};

} // namespace freshet
