// SPDX-License-Identifier: MIT
#include "core/retrieval/folder_walk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <memory>

namespace freshet {

namespace {

bool isLeftOutFolder(const QFileInfo &folder)
{
    static const QSet<QString> names{QStringLiteral("node_modules"), QStringLiteral("bower_components"),
        QStringLiteral("__pycache__"), QStringLiteral("build"), QStringLiteral("dist"), QStringLiteral("target"),
        QStringLiteral("venv")};
    return names.contains(folder.fileName()) || QFileInfo::exists(folder.filePath() + QStringLiteral("/CACHEDIR.TAG"));
}

/// Where something was that is not there any more.
QString formerPlace(const QString &path)
{
    const QFileInfo info(path);
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    return folder.isEmpty() ? info.absoluteFilePath() : QDir(folder).filePath(info.fileName());
}

} // namespace

FolderWalk::FolderWalk(const QStringList &paths, qsizetype mostFiles) : m_mostFiles(mostFiles)
{
    for (const QString &path : paths) {
        const QString resolved = QFileInfo(path).canonicalFilePath();
        m_places << (resolved.isEmpty() ? formerPlace(path) : resolved);
        if (resolved.isEmpty())
            noteProblem(path, ErrorKind::NotFound, QStringLiteral("There is no such file or folder."));
        else if (QFileInfo(resolved).isDir())
            m_folders << resolved;
        else
            m_files << resolved;
    }
    std::reverse(m_folders.begin(), m_folders.end()); // taken from the back
}

void FolderWalk::step()
{
    const QString folder = m_folders.takeLast();
    noteUnlisted(folder);
    const QFileInfoList entries
        = QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    QStringList folders;
    for (const QFileInfo &entry : entries) {
        if (entry.isDir() && !isLeftOutFolder(entry))
            folders.prepend(entry.filePath());
        if (entry.isDir())
            continue;
        if (m_files.size() >= m_mostFiles) {
            noteProblem(folder, ErrorKind::PayloadTooLarge,
                QStringLiteral("There are more than %1 files; those from here on were left out. Add fewer folders at a"
                               " time.")
                    .arg(m_mostFiles));
            m_folders.clear();
            return;
        }
        m_files << entry.filePath();
    }
    m_folders << folders;
}

/// QDir says nothing about a folder that it cannot list, nor about names that it cannot decode.
void FolderWalk::noteUnlisted(const QString &folder)
{
    const auto close = [](DIR *open) { ::closedir(open); };
    const std::unique_ptr<DIR, decltype(close)> stream(::opendir(QFile::encodeName(folder).constData()), close);
    if (!stream) {
        noteProblem(folder, ErrorKind::Permission,
            QStringLiteral("The folder cannot be listed (%1).").arg(qt_error_string(errno)));
        return;
    }
    while (const dirent *entry = ::readdir(stream.get())) {
        const QByteArray bytes(entry->d_name);
        const QString name = QFile::decodeName(bytes);
        if (bytes.startsWith('.') || entry->d_type == DT_LNK || QFile::encodeName(name) == bytes)
            continue;
        noteProblem(QDir(folder).filePath(name), ErrorKind::BadRequest,
            QStringLiteral("Its name is not in the character encoding of this system; rename it."));
    }
}

void FolderWalk::noteProblem(const QString &path, ErrorKind kind, const QString &message)
{
    m_problems << DocumentResult{
        .path = path, .state = DocumentState::Failed, .error = Error{.kind = kind, .message = message}};
}

} // namespace freshet
