// SPDX-License-Identifier: MIT
#include "ui/documents/file_nature.h"

#include <QFileInfo>
#include <QMimeDatabase>

#include <algorithm>
#include <array>

namespace freshet {

namespace {

/// What desktops start, or install, without the right to be run. By their names, whatever the file holds.
constexpr std::array kStartedSuffixes{"desktop", "directory", "kdelnk", "appimage", "exe", "com", "bat", "cmd", "scr",
    "msi", "lnk", "pif", "jar", "jnlp", "deb", "rpm", "flatpakref", "flatpakrepo", "snap", "run", "url", "webloc"};

/// The same by what the file holds. A script without the right to be run is a text.
constexpr std::array kStartedTypes{"application/x-desktop", "application/x-sharedlib", "application/x-pie-executable",
    "application/x-ms-dos-executable", "application/x-msdownload", "application/vnd.microsoft.portable-executable",
    "application/x-msi", "application/java-archive", "application/vnd.appimage", "application/x-iso9660-appimage",
    "application/vnd.flatpak.ref", "application/vnd.debian.binary-package", "application/x-rpm"};

bool isStartedByName(const QString &name)
{
    const QString suffix = name.section(u'.', -1).toLower();
    return name.contains(u'.') && std::any_of(kStartedSuffixes.begin(), kStartedSuffixes.end(), [&](const char *one) {
        return suffix == QLatin1String(one);
    });
}

bool isStartedByContent(const QString &path)
{
    const QMimeType type = QMimeDatabase().mimeTypeForFile(path, QMimeDatabase::MatchContent);
    return type.name() == QLatin1String("application/x-executable")
        || std::any_of(kStartedTypes.begin(), kStartedTypes.end(),
            [&](const char *one) { return type.inherits(QLatin1String(one)); });
}

} // namespace

FileNature natureOf(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return FileNature::Missing;
    const QString target = info.canonicalFilePath();
    const bool isStarted = info.isExecutable() || isStartedByName(info.fileName())
        || isStartedByName(QFileInfo(target).fileName()) || isStartedByContent(target);
    return isStarted ? FileNature::Program : FileNature::Document;
}

} // namespace freshet
