// SPDX-License-Identifier: MIT
#include "core/retrieval/folder_watcher.h"

#include "core/retrieval/ignore_rules.h"
#include "core/retrieval/watched_places.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

constexpr qsizetype kMostPathsTold = 10'000;

QString folderAbove(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    return slash > 0 ? path.left(slash) : path.size() > 1 ? QStringLiteral("/") : QString();
}

std::pair<qint64, QDateTime> stampOf(const QString &path)
{
    const QFileInfo file(path);
    return {file.size(), file.lastModified()};
}

/// What is below another one comes along with it.
QStringList outermost(const QSet<QString> &paths)
{
    QStringList kept;
    for (const QString &path : paths) {
        QString above = folderAbove(path);
        while (!above.isEmpty() && !paths.contains(above))
            above = folderAbove(above);
        if (above.isEmpty())
            kept << path;
    }
    kept.sort();
    return kept;
}

} // namespace

std::chrono::milliseconds steadyTime()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

FolderWatcher::FolderWatcher(const Options &options, QObject *parent)
    : QObject(parent), m_options(options), m_events(this), m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FolderWatcher::tellDue);
    connect(&m_events, &FolderEvents::changed, this, &FolderWatcher::onChanged);
    connect(&m_events, &FolderEvents::begun, this, &FolderWatcher::onBegun);
    connect(&m_events, &FolderEvents::overflowed, this, &FolderWatcher::onOverflowed);
}

void FolderWatcher::startWalk(const QString &root)
{
    Root &at = m_roots[root];
    at.named.clear();
    at.isNamedWhole = true;
    m_awaited.remove(root);
}

void FolderWatcher::watch(const QString &root, const QString &folder)
{
    Root &at = m_roots[root];
    const bool isFull = !at.folders.contains(folder) && m_events.count() >= m_options.mostFolders;
    if (isFull || !m_events.watch(folder)) {
        at.isNamedWhole = at.isWhole = false;
        return;
    }
    at.named.insert(folder);
    if (at.folders.contains(folder))
        return;
    at.folders.insert(folder);
    ++m_users[folder];
}

void FolderWatcher::endWalk(const QString &root)
{
    Root &at = m_roots[root];
    at.isWhole = at.isNamedWhole;
    const QSet<QString> before = std::exchange(at.folders, at.named);
    for (const QString &folder : before) {
        if (!at.folders.contains(folder))
            release(folder);
    }
}

bool FolderWatcher::isWhole(const QString &root) const { return m_roots.value(root).isWhole; }

void FolderWatcher::await(const QString &root)
{
    forget(root);
    QString above = folderAbove(root);
    while (!above.isEmpty() && !QFileInfo(above).isDir())
        above = folderAbove(above);
    watch(root, above);
    m_awaited.insert(root);
    if (QFileInfo::exists(root)) // it came before it was watched for
        note(root, root);
}

void FolderWatcher::forget(const QString &root)
{
    m_changes.remove(root);
    m_awaited.remove(root);
    const QSet<QString> folders = m_roots.take(root).folders;
    for (const QString &folder : folders)
        release(folder);
}

void FolderWatcher::release(const QString &folder)
{
    if (--m_users[folder] > 0)
        return;
    m_users.remove(folder);
    m_events.unwatch(folder);
}

void FolderWatcher::onBegun(const QString &folder, const QString &name)
{
    const QString path = QDir(folder).filePath(name);
    m_growing.insert(path, stampOf(path));
    noteFor(folder, name, path);
}

void FolderWatcher::onChanged(const QString &folder, const QString &name)
{
    const QString path = name.isEmpty() ? folder : QDir(folder).filePath(name);
    m_growing.remove(path);
    noteFor(folder, name, path);
}

/// For each root that it is in, or that may have come with it.
void FolderWatcher::noteFor(const QString &folder, const QString &name, const QString &path)
{
    for (const QString &root : std::as_const(m_awaited)) {
        if (isAtOrBelow(root, path))
            note(root, root);
    }
    if (m_roots.contains(path))
        note(path, path);
    const bool isIgnoreFile = std::find(kIgnoreFiles.begin(), kIgnoreFiles.end(), name) != kIgnoreFiles.end();
    if (name.startsWith(u'.') && !isIgnoreFile)
        return;
    const QString &changed = isIgnoreFile ? folder : path; // all of it may be left out now, or no longer
    for (QString above = isIgnoreFile ? folder : folderAbove(path); !above.isEmpty(); above = folderAbove(above)) {
        if (m_roots.contains(above))
            note(above, changed);
    }
}

void FolderWatcher::onOverflowed()
{
    const QStringList roots = m_roots.keys();
    for (const QString &root : roots)
        note(root, root);
}

void FolderWatcher::note(const QString &root, const QString &path)
{
    m_last = m_options.clock();
    if (m_changes.isEmpty())
        m_first = m_last;
    Changes &changes = m_changes[root];
    changes.isWhole = changes.isWhole || path == root || changes.paths.size() >= kMostPathsTold;
    if (changes.isWhole)
        changes.paths.clear();
    else
        changes.paths.insert(path);
    if (!m_timer.isActive())
        m_timer.start(m_options.quiet);
}

void FolderWatcher::tellDue()
{
    if (m_changes.isEmpty())
        return;
    const auto due = std::min(m_last + m_options.quiet, m_first + m_options.longest);
    if (const auto now = m_options.clock(); now < due) {
        m_timer.start(due - now);
        return;
    }
    m_timer.stop();
    const QHash<QString, Changes> gathered = std::exchange(m_changes, {});
    QHash<QString, Stamp> growing;
    for (auto file = m_growing.cbegin(); file != m_growing.cend(); ++file) {
        if (const Stamp stamp = stampOf(file.key()); stamp != *file)
            growing.insert(file.key(), stamp);
    }
    m_growing = growing;
    for (auto changes = gathered.cbegin(); changes != gathered.cend(); ++changes)
        tell(changes.key(), *changes);
}

/// All but the files that have grown meanwhile: these wait once more.
void FolderWatcher::tell(const QString &root, const Changes &changes)
{
    QSet<QString> paths = changes.paths;
    paths.removeIf([this](const QString &path) { return m_growing.contains(path); });
    for (const QString &path : changes.paths) {
        if (!paths.contains(path))
            note(root, path);
    }
    if (changes.isWhole || !paths.isEmpty())
        emit changed(root, outermost(paths));
}

} // namespace freshet
