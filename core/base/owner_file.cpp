// SPDX-License-Identifier: MIT
#include "core/base/owner_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <unistd.h>

namespace freshet::owner_file {

bool replace(const QString &path, QByteArrayView bytes)
{
    const QString directory = QFileInfo(path).path();
    if (!QFileInfo::exists(directory)) {
        if (!QDir().mkpath(directory))
            return false;
        QFile::setPermissions(directory, kPermissions | QFileDevice::ExeOwner);
    }
    QSaveFile file(path);
    if (!file.open(QSaveFile::WriteOnly) || !file.setPermissions(kPermissions)
        || file.write(bytes.data(), bytes.size()) != bytes.size() || !file.commit())
        return false;
    syncDirectoryOf(path);
    return true;
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
