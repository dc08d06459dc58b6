// SPDX-License-Identifier: MIT
#include "core/retrieval/folder_events.h"

#include "core/base/log_categories.h"

#include <QDir>
#include <QFile>
#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace freshet {

namespace {

constexpr quint32 kWatchMask = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
    | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;
constexpr quint32 kFolderIsGone = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT;
constexpr size_t kEventBuffer = 64 * 1024;

/// A file with one name that has just come. Most often it is opened to be written; it may also have been written
/// without a name, and nothing more is told of it then.
bool isNewFile(const QString &path)
{
    struct stat info = {};
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink == 1;
}

} // namespace

bool isSharedFileSystem(quint32 magic)
{
    // nfs, smb, cifs, smb2, 9p, afs, coda, ceph, and FUSE, which may be any of them
    constexpr std::array<quint32, 10> shared{
        0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x01021997, 0x5346414F, 0x6B414653, 0x73757245, 0x00C36400, 0x65735546};
    return std::find(shared.begin(), shared.end(), magic) != shared.end();
}

bool isChangedHereOnly(const QString &folder)
{
    struct statfs info = {};
    return ::statfs(QFile::encodeName(folder).constData(), &info) == 0
        && !isSharedFileSystem(static_cast<quint32>(info.f_type));
}

FolderEvents::FolderEvents(QObject *parent) : QObject(parent), m_descriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
    if (m_descriptor < 0) {
        qCWarning(logRetrieval) << "inotify:" << qt_error_string(errno);
        return;
    }
    auto *const notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &FolderEvents::read);
}

FolderEvents::~FolderEvents()
{
    qDeleteAll(findChildren<QSocketNotifier *>()); // before its descriptor
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool FolderEvents::watch(const QString &folder)
{
    const int watch = ::inotify_add_watch(m_descriptor, QFile::encodeName(folder).constData(), kWatchMask);
    if (watch < 0) {
        qCWarning(logRetrieval) << "not watched:" << folder << qt_error_string(errno);
        unwatch(folder);
        return false;
    }
    if (const auto known = m_watches.constFind(folder); known != m_watches.cend() && *known != watch)
        unwatch(folder); // another one was here
    m_watches.remove(m_folders.value(watch)); // where it was before
    m_watches.insert(folder, watch);
    m_folders.insert(watch, folder);
    return true;
}

void FolderEvents::unwatch(const QString &folder)
{
    const auto known = m_watches.constFind(folder);
    if (known == m_watches.cend())
        return;
    const int watch = *known;
    forget(watch);
    ::inotify_rm_watch(m_descriptor, watch); // fails where the folder is gone
}

void FolderEvents::forget(int watch)
{
    const QString folder = m_folders.take(watch);
    m_watches.remove(folder);
}

/// They would go on to tell of the folders by the names that these had.
void FolderEvents::unwatchBelow(const QString &folder)
{
    QStringList below;
    for (auto watch = m_watches.keyBegin(); watch != m_watches.keyEnd(); ++watch) {
        if (*watch == folder || watch->startsWith(folder + u'/'))
            below << *watch;
    }
    for (const QString &path : std::as_const(below))
        unwatch(path);
}

void FolderEvents::read()
{
    alignas(inotify_event) std::array<char, kEventBuffer> buffer;
    ssize_t size = 0;
    while ((size = ::read(m_descriptor, buffer.data(), buffer.size())) > 0) {
        for (ssize_t at = 0; at < size;) {
            const auto *const event = reinterpret_cast<const inotify_event *>(buffer.data() + at);
            at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
            take(event->wd, event->mask, event->len > 0 ? QFile::decodeName(event->name) : QString());
        }
    }
}

void FolderEvents::take(int watch, quint32 mask, const QString &name)
{
    if ((mask & IN_Q_OVERFLOW) != 0) {
        emit overflowed();
        return;
    }
    const auto known = m_folders.constFind(watch);
    if (known == m_folders.cend()) // of before it was let go
        return;
    const QString folder = *known;
    if ((mask & IN_IGNORED) != 0) {
        forget(watch);
        return;
    }
    if ((mask & kFolderIsGone) != 0) {
        unwatchBelow(folder);
        emit changed(folder, {});
        return;
    }
    const QString path = QDir(folder).filePath(name);
    if ((mask & IN_CREATE) != 0 && (mask & IN_ISDIR) == 0 && isNewFile(path)) {
        emit begun(folder, name);
        return;
    }
    if ((mask & IN_MOVED_FROM) != 0 && (mask & IN_ISDIR) != 0)
        unwatchBelow(path);
    if (!name.isEmpty())
        emit changed(folder, name);
}

} // namespace freshet
