// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QFileDevice>
#include <QLatin1String>
#include <QString>

/// Files that only their owner may read, and that survive a crash as a whole: the old one or the new one.
namespace freshet::owner_file {

inline constexpr QFileDevice::Permissions kPermissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// Writes or replaces the file; the directory is made when missing. False: nothing has changed.
bool replace(const QString &path, QByteArrayView bytes);

/// A name that is free: PATH.WHY-DATE, for a file that must not be used and must not be lost.
QString freeNameAside(const QString &path, QLatin1String why);

/// The new name of a replaced file lasts through a power failure only when its directory is on the disk, too.
void syncDirectoryOf(const QString &path);

} // namespace freshet::owner_file
