// SPDX-License-Identifier: MIT
#include "tests/support/small_disk.h"

#include <QFile>
#include <QTemporaryDir>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace freshet::test {

namespace {

bool writeWord(const char *path, const QByteArray &word)
{
    const int file = ::open(path, O_WRONLY | O_CLOEXEC);
    const bool isWritten = file >= 0 && ::write(file, word.constData(), size_t(word.size())) == word.size();
    ::close(file);
    return isWritten;
}

} // namespace

QString SmallDisk::prepare()
{
    const uid_t user = ::geteuid();
    const gid_t group = ::getegid();
    if (::unshare(user == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return QStringLiteral("a namespace of its own is refused: ") + QString::fromLocal8Bit(std::strerror(errno));
    if (user != 0
        && (!writeWord("/proc/self/setgroups", "deny")
            || !writeWord("/proc/self/uid_map", QByteArray("0 ") + QByteArray::number(user) + " 1")
            || !writeWord("/proc/self/gid_map", QByteArray("0 ") + QByteArray::number(group) + " 1")))
        return QStringLiteral("the user namespace cannot be set up");
    // What is mounted here is nobody else's.
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return QStringLiteral("mounting is refused: ") + QString::fromLocal8Bit(std::strerror(errno));
    SmallDisk trial(1);
    return trial.path().isEmpty() ? QStringLiteral("a tmpfs cannot be mounted") : QString();
}

SmallDisk::SmallDisk(int megabytes)
{
    QTemporaryDir dir;
    const QByteArray options = "mode=0700,size=" + QByteArray::number(megabytes) + 'm';
    if (::mount("freshet-test", QFile::encodeName(dir.path()).constData(), "tmpfs", MS_NOSUID | MS_NODEV,
            options.constData())
        != 0)
        return;
    dir.setAutoRemove(false);
    m_path = dir.path();
}

SmallDisk::~SmallDisk()
{
    if (m_path.isEmpty())
        return;
    ::umount2(QFile::encodeName(m_path).constData(), MNT_DETACH);
    ::rmdir(QFile::encodeName(m_path).constData());
}

qint64 SmallDisk::freeBytes() const
{
    struct statvfs info { };
    return ::statvfs(QFile::encodeName(m_path).constData(), &info) == 0 ? qint64(info.f_bavail) * qint64(info.f_frsize)
                                                                        : -1;
}

void SmallDisk::fill() const
{
    QFile filler(m_path + QStringLiteral("/filler"));
    if (!filler.open(QIODevice::Append | QIODevice::Unbuffered))
        return;
    const QByteArray bytes(4096, '\0');
    while (filler.write(bytes) == bytes.size()) { }
}

void SmallDisk::makeRoom() const { QFile::remove(m_path + QStringLiteral("/filler")); }

} // namespace freshet::test
