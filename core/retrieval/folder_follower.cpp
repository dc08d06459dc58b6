// SPDX-License-Identifier: MIT
#include "core/retrieval/folder_follower.h"

#include "core/base/log_categories.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace freshet {

FolderFollower::FolderFollower(const QString &listPath, const Options &options, QObject *parent)
    : QObject(parent),
      m_options(options),
      m_listPath(QDir(QFileInfo(QFileInfo(listPath).absolutePath()).canonicalFilePath()) // it may be a link
                     .filePath(QFileInfo(listPath).fileName())),
      m_watcher(options.watcher, this),
      m_rescan(this)
{
    m_rescan.setInterval(options.rescan);
    connect(&m_rescan, &QTimer::timeout, this, &FolderFollower::rescan);
    connect(&m_watcher, &FolderWatcher::changed, this, &FolderFollower::onChanged);
    m_watcher.watch(m_listPath, QFileInfo(m_listPath).absolutePath());
}

void FolderFollower::setPlaces(const QList<WatchedPlace> &places)
{
    const auto hasIt = [](const QList<WatchedPlace> &list, const WatchedPlace &wanted) {
        return std::any_of(list.cbegin(), list.cend(), [&wanted](const WatchedPlace &place) {
            return place.collection == wanted.collection && place.path == wanted.path;
        });
    };
    const QList<WatchedPlace> before = std::exchange(m_places, places);
    m_leftOut.clear();
    for (const WatchedPlace &place : places)
        m_leftOut[place.collection].unite(QSet<QString>(place.leftOut.begin(), place.leftOut.end()));
    for (const WatchedPlace &place : before) {
        if (hasIt(places, place))
            continue;
        emit placeLeft(place.collection, place.path);
        if (placesAt(place.path).isEmpty()) {
            m_watcher.forget(place.path);
            m_roots.remove(place.path);
        }
    }
    QSet<QString> added;
    for (const WatchedPlace &place : places) {
        if (!hasIt(before, place))
            added.insert(place.path);
    }
    for (const QString &root : std::as_const(added))
        scan(root);
    updateStates();
}

QList<WatchedPlace> FolderFollower::placesAt(const QString &root) const
{
    QList<WatchedPlace> found;
    std::copy_if(m_places.cbegin(), m_places.cend(), std::back_inserter(found),
        [&root](const WatchedPlace &place) { return place.path == root; });
    return found;
}

void FolderFollower::onChanged(const QString &root, const QStringList &paths)
{
    if (root == m_listPath) {
        emit listChanged();
        return;
    }
    const QList<WatchedPlace> places = placesAt(root);
    if (paths.isEmpty() || std::any_of(places.cbegin(), places.cend(), std::not_fn(isThere))) {
        scan(root);
        updateStates();
        return;
    }
    for (const WatchedPlace &place : places)
        need(place, paths);
}

/// Has all of it walked through, or waits for it.
void FolderFollower::scan(const QString &root)
{
    const QList<WatchedPlace> places = placesAt(root);
    if (places.isEmpty())
        return;
    const WatchedPlace &place = places.first();
    Root &at = m_roots[root];
    at.isMissing = !isThere(place);
    if (at.isMissing) {
        m_watcher.await(root);
        return;
    }
    const QString folder = place.isFile ? QFileInfo(root).absolutePath() : root;
    at.isShared = !m_options.isChangedHereOnly(folder);
    at.isBehind = false;
    m_watcher.startWalk(root);
    if (place.isFile)
        m_watcher.watch(root, folder);
    for (const WatchedPlace &one : places)
        need(one, {});
}

void FolderFollower::need(const WatchedPlace &place, const QStringList &paths)
{
    ++m_roots[place.path].jobs;
    emit jobNeeded({.place = place, .paths = paths});
}

void FolderFollower::noteListing(const Job &job, const QString &folder)
{
    if (m_roots.contains(job.place.path)) // else it was left meanwhile
        m_watcher.watch(job.place.path, folder);
}

void FolderFollower::noteEnd(const Job &job, const Status &status)
{
    const auto at = m_roots.find(job.place.path);
    if (at == m_roots.end())
        return;
    at->jobs = std::max(0, at->jobs - 1);
    if (!status && status.error().kind != ErrorKind::Cancelled) {
        qCWarning(logRetrieval) << "not in step:" << job.place.path << status.error().message;
        at->isBehind = true;
    } else if (status && job.paths.isEmpty() && !at->isMissing) {
        m_watcher.endWalk(job.place.path);
    }
    updateStates();
}

bool FolderFollower::isLeftOut(const CollectionName &collection, const QString &path) const
{
    return m_leftOut.value(collection).contains(path);
}

WatchedFolder::State FolderFollower::state(const QString &root) const
{
    const Root at = m_roots.value(root);
    if (at.isMissing)
        return WatchedFolder::State::Missing;
    return at.isShared || !m_watcher.isWhole(root) ? WatchedFolder::State::Polled : WatchedFolder::State::Followed;
}

/// Wakes up from time to time only where the system does not tell.
void FolderFollower::updateStates()
{
    QHash<QString, WatchedFolder::State> now;
    bool isBehind = false;
    for (auto root = m_roots.cbegin(); root != m_roots.cend(); ++root) {
        const auto state = this->state(root.key());
        now.insert(root.key(), state);
        isBehind = isBehind || root->isBehind || state != WatchedFolder::State::Followed;
    }
    if (!isBehind)
        m_rescan.stop();
    else if (!m_rescan.isActive())
        m_rescan.start();
    if (std::exchange(m_told, now) != now)
        emit statesChanged();
}

void FolderFollower::rescan()
{
    const QHash<QString, Root> roots = m_roots;
    for (auto root = roots.cbegin(); root != roots.cend(); ++root) {
        if (root->jobs == 0 && (root->isBehind || state(root.key()) != WatchedFolder::State::Followed))
            scan(root.key());
    }
    updateStates();
}

} // namespace freshet
