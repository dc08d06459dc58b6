// SPDX-License-Identifier: MIT
#include "app/profile_paths.h"

#include "core/base/owner_file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

namespace freshet {

namespace {

QString pathsText(const char *text) { return QCoreApplication::translate("ProfilePaths", text); }

tl::unexpected<Error> noDirectory(const QString &message)
{
    return failure({.kind = ErrorKind::Storage, .message = message});
}

/// Makes @p dir where needed and closes it to others; one that is not ours is refused, links to it as well.
Status claimDirectory(const QString &dir)
{
    if (!owner_file::makeDirectory(dir))
        return noDirectory(pathsText("The directory %1 cannot be made; choose another with --profile.").arg(dir));
    struct stat info { };
    const QByteArray name = QFile::encodeName(dir);
    if (::stat(name.constData(), &info) != 0 || info.st_uid != ::geteuid())
        return noDirectory(
            pathsText("The directory %1 belongs to another user; choose another with --profile.").arg(dir));
    if ((info.st_mode & 077U) != 0 && ::chmod(name.constData(), 0700) != 0)
        return noDirectory(pathsText("The directory %1 cannot be closed to other users.").arg(dir));
    if (::access(name.constData(), W_OK | X_OK) != 0)
        return noDirectory(pathsText("The directory %1 is not writable; choose another with --profile.").arg(dir));
    return {};
}

ProfilePaths pathsIn(const QString &config, const QString &data, const QString &cache, const QString &logs)
{
    return {.settingsFile = config + QStringLiteral("/settings.ini"),
        .historyFile = data + QStringLiteral("/freshet.db"),
        .indexFile = data + QStringLiteral("/index.db"),
        .searchFile = data + QStringLiteral("/freshet_search.db"),
        .evaluationDir = data + QStringLiteral("/evaluation"),
        .modelCacheFile = cache + QStringLiteral("/models.json"),
        .learnedFile = cache + QStringLiteral("/learned.json"),
        .logDir = logs,
        .tokensFile = data + QStringLiteral("/tokens.json"),
        .serveTokenFile = data + QStringLiteral("/serve.token"),
        .lockFile = data + QStringLiteral("/window.lock"),
        .startsFile = data + QStringLiteral("/window.starts"),
        .keychainService = QStringLiteral("Freshet")};
}

ProfilePaths pathsUnder(const QString &dir)
{
    return pathsIn(dir, dir, dir + QStringLiteral("/cache"), dir + QStringLiteral("/logs"));
}

/// Each file that the program would write through a link, with what SQLite puts beside one.
Status refuseLinks(const ProfilePaths &paths)
{
    QStringList files{paths.settingsFile, paths.modelCacheFile, paths.learnedFile, paths.tokensFile,
        paths.serveTokenFile, paths.startsFile, paths.logDir + QStringLiteral("/freshet.log")};
    for (const QString &database : {paths.historyFile, paths.indexFile, paths.searchFile}) {
        for (const char *part : {"", "-wal", "-shm", "-journal", ".place", ".trash"})
            files << database + QLatin1String(part);
    }
    for (const QString &file : std::as_const(files)) {
        if (owner_file::isLink(file))
            return noDirectory(pathsText("%1 is a symbolic link, which could lead anywhere. Put the file itself there; "
                                         "only its folder may be a link.")
                                   .arg(file));
    }
    return {};
}

Status claimAll(const ProfilePaths &paths)
{
    for (const QString &file : {paths.settingsFile, paths.indexFile, paths.modelCacheFile}) {
        if (const Status status = claimDirectory(QFileInfo(file).path()); !status)
            return status;
    }
    return refuseLinks(paths);
}

QString ownDirectory(QStandardPaths::StandardLocation location)
{
    return QStandardPaths::writableLocation(location) + QStringLiteral("/freshet");
}

QString stateDirectory()
{
    const QString told = qEnvironmentVariable("XDG_STATE_HOME");
    return (QDir::isAbsolutePath(told) ? told : QDir::homePath() + QStringLiteral("/.local/state"))
        + QStringLiteral("/freshet");
}

} // namespace

Result<ProfilePaths> ProfilePaths::open(const QString &dir)
{
    if (!dir.isEmpty()) {
        const QString root = QFileInfo(dir).absoluteFilePath();
        ProfilePaths paths = pathsUnder(root);
        if (const Status status = claimAll(paths); !status)
            return failure(status.error());
        const QByteArray id
            = QCryptographicHash::hash(QFileInfo(root).canonicalFilePath().toUtf8(), QCryptographicHash::Sha256);
        paths.keychainService += u' ' + QString::fromLatin1(id.toHex().first(16));
        return paths;
    }
    const QString data = ownDirectory(QStandardPaths::GenericDataLocation);
    ProfilePaths own = pathsIn(ownDirectory(QStandardPaths::GenericConfigLocation), data,
        ownDirectory(QStandardPaths::GenericCacheLocation), stateDirectory() + QStringLiteral("/logs"));
    const Status status = claimAll(own);
    if (status)
        return own;
    auto temporary = std::make_shared<QTemporaryDir>();
    if (!temporary->isValid())
        return failure(status.error());
    ProfilePaths paths = pathsUnder(temporary->path());
    if (const Status inTemporary = claimAll(paths); !inTemporary)
        return failure(inTemporary.error());
    paths.notice = pathsText("Nothing is saved in this session: %1").arg(status.error().message);
    paths.temporary = std::move(temporary);
    return paths;
}

} // namespace freshet
