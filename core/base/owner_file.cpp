// SPDX-License-Identifier: MIT
#include "core/base/owner_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace freshet::owner_file {

namespace {

bool makeDirectoryOf(const QString &path) { return makeDirectory(QFileInfo(path).path()); }

} // namespace

bool makeDirectory(const QString &directory)
{
    QStringList missing;
    for (QString path = QFileInfo(directory).absoluteFilePath(); !QFileInfo::exists(path);
         path = QFileInfo(path).path())
        missing.prepend(path); // from the top
    if (missing.isEmpty())
        return QFileInfo(directory).isDir();
    for (const QString &path : std::as_const(missing)) {
        if (!QDir().mkdir(path, kPermissions | QFileDevice::ExeOwner) && !QFileInfo(path).isDir())
            return false;
        syncDirectoryOf(path);
    }
    return true;
}

bool isLink(const QString &path)
{
    struct stat info { };
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0 && S_ISLNK(info.st_mode);
}

QString linkWords(const QString &path)
{
    return path
        + QStringLiteral(
            " is a symbolic link, which could lead anywhere. Put the file itself there; only its folder may"
            " be a link");
}

bool replace(const QString &path, QByteArrayView bytes)
{
    if (!makeDirectoryOf(path) || isLink(path)) // QSaveFile would write where it leads
        return false;
    QSaveFile file(path);
    if (!file.open(QSaveFile::WriteOnly) || !file.setPermissions(kPermissions)
        || file.write(bytes.data(), bytes.size()) != bytes.size() || !file.commit())
        return false;
    syncDirectoryOf(path);
    return true;
}

bool makeEmpty(const QString &path)
{
    if (!makeDirectoryOf(path))
        return false;
    QFile::remove(path);
    return QFile(path).open(QIODevice::WriteOnly | QIODevice::NewOnly, kPermissions);
}

bool sync(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool isThere = ::fsync(file) == 0;
    ::close(file);
    return isThere;
}

QString freeNameAside(const QString &path, QLatin1String why)
{
    const QString wanted
        = path + u'.' + why + u'-' + QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString name = wanted;
    for (int n = 2; QFileInfo::exists(name); ++n)
        name = wanted + u'-' + QString::number(n);
    return name;
}

void syncDirectoryOf(const QString &path)
{
    const int directory
        = ::open(QFile::encodeName(QFileInfo(path).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return;
    ::fsync(directory);
    ::close(directory);
}

} // namespace freshet::owner_file
