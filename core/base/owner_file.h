// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QFileDevice>
#include <QLatin1String>
#include <QString>

/// Files that only their owner may read, and that survive a crash as a whole: the old one or the new one.
namespace freshet::owner_file {

inline constexpr QFileDevice::Permissions kPermissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// Makes it and what is above it, for the owner alone, so that a power failure does not take it away with all that is
/// put in later. True when it is there already, too.
bool makeDirectory(const QString &directory);

/// Whether the name itself is a symbolic link, wherever it leads. A directory of ours may be one, a file may not: by a
/// link, another program would choose what we overwrite.
bool isLink(const QString &path);

/// What is wrong with a file that is a link, and what to do; the second half of a sentence.
QString linkWords(const QString &path);

/// Writes or replaces the file, which must be no link; the directory is made when missing. False: nothing has changed.
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
