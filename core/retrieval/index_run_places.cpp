// SPDX-License-Identifier: MIT
// What IndexRun knows of the places that were named: what is gone from them, and that they are watched from now on.
#include "core/retrieval/document_file.h"
#include "core/retrieval/index_run.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace freshet {

namespace {

/// It says nothing of the files that were there: at other times a disk may be mounted in it.
bool isEmptyFolder(const QString &place) { return QFileInfo(place).isDir() && QDir(place).isEmpty(); }

} // namespace

Status IndexRun::watchPlaces()
{
    if (m_following || !m_job.isWatched)
        return {};
    return m_watchedPlaces.add(m_job.collection, m_walk.places());
}

/// By the user, from the place that is followed; an error when it is no longer. Another program may have decided so
/// since this began. It says so in the list before it takes anything out of the index, so under the lock of the index
/// this is the last word.
Result<QStringList> IndexRun::documentsLeftOut() const
{
    if (!m_following)
        return QStringList();
    const auto all = m_watchedPlaces.list();
    if (!all)
        return m_following->place.leftOut;
    const auto at = std::find_if(all->cbegin(), all->cend(), [this](const WatchedPlace &place) {
        return place.collection == m_job.collection && place.path == m_following->place.path;
    });
    if (at == all->cend())
        return failure({.kind = ErrorKind::Cancelled, .message = QStringLiteral("The folder is no longer watched.")});
    return at->leftOut;
}

/// What the index has from the places that were named, and is not there any more or left out now.
Status IndexRun::findVanished()
{
    m_vanished.emplace();
    const auto watched = watchedPaths();
    QSet<QString> seen(m_walk.files().begin(), m_walk.files().end());
    QSet<QString> problems;
    for (const DocumentResult &problem : m_walk.problems())
        problems.insert(problem.path);
    for (const QString &place : m_walk.places()) {
        if (isEmptyFolder(place))
            continue;
        const auto known = m_store.filesIn(m_job.collection, place);
        if (!known)
            return failure(known.error());
        for (const QString &path : *known) {
            if (seen.contains(path))
                continue;
            const auto file = DocumentFile::open(path);
            const bool isGone = !file && file.error().kind == ErrorKind::NotFound;
            if (!isGone && !isIgnored(path, place, watched))
                continue;
            seen.insert(path);
            *m_vanished << path;
        }
        if (const Status forgotten = forgetFailuresIn(place, seen, problems); !forgotten)
            return forgotten;
    }
    if (m_following && !isThere(m_following->place))
        m_vanished->clear(); // all of it went, with its disk perhaps
    return {};
}

/// Of the collection. Nothing where nobody knows.
std::optional<QStringList> IndexRun::watchedPaths() const
{
    const auto all = m_watchedPlaces.list();
    if (!all)
        return std::nullopt;
    QStringList paths;
    for (const WatchedPlace &place : *all) {
        if (place.collection == m_job.collection)
            paths << place.path;
    }
    return paths;
}

/// Whether a file that is there was found at other times, but is not by the rules of today. They say nothing of what
/// has a place of its own in the list.
bool IndexRun::isIgnored(const QString &path, const QString &place, const std::optional<QStringList> &watched) const
{
    if (!watched)
        return false;
    const QString &root = m_following ? m_following->place.path : place;
    const auto isOwn = [&](const QString &own) { return own.size() > root.size() && isAtOrBelow(path, own); };
    return std::none_of(watched->cbegin(), watched->cend(), isOwn)
        && FolderWalk::leftOut(root, path) == FolderWalk::LeftOut::ByRule;
}

/// Of files that are no longer there, or no longer looked at. What is among the @p seen is read, and told anew, and so
/// are the @p problems of the walk.
Status IndexRun::forgetFailuresIn(const QString &place, const QSet<QString> &seen, const QSet<QString> &problems)
{
    const auto failed = m_store.failuresIn(m_job.collection, place);
    if (!failed)
        return failure(failed.error());
    for (const QString &path : *failed) {
        if (seen.contains(path) || problems.contains(path))
            continue;
        const Status forgotten = m_store.transact([&] { return m_store.forgetFailure(m_job.collection, path); });
        if (!forgotten)
            return forgotten;
    }
    return {};
}

} // namespace freshet
