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

/// Makes an empty file; one of that name goes. The directory is made when missing, for the owner alone.
bool makeEmpty(const QString &path);

/// What was written into the file by others, SQLite for one, is on the disk afterwards.
bool sync(const QString &path);

/// A name that is free: PATH.WHY-DATE, for a file that must not be used and must not be lost.
QString freeNameAside(const QString &path, QLatin1String why);

/// The new name of a replaced file lasts through a power failure only when its directory is on the disk, too.
void syncDirectoryOf(const QString &path);

} // namespace freshet::owner_file
