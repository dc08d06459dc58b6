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

bool isLeftOutByKind(const QFileInfo &entry)
{
    static const QSet<QString> names{QStringLiteral("node_modules"), QStringLiteral("bower_components"),
        QStringLiteral("__pycache__"), QStringLiteral("build"), QStringLiteral("dist"), QStringLiteral("target"),
        QStringLiteral("venv")};
    if (entry.fileName().startsWith(u'.') || entry.isSymLink())
        return true;
    return entry.isDir()
        && (names.contains(entry.fileName()) || QFileInfo::exists(entry.filePath() + QStringLiteral("/CACHEDIR.TAG")));
}

bool isLeftOutByRule(const QFileInfo &entry, const IgnoreRules &rules)
{
    return rules.isIgnored(entry.filePath(), entry.isDir() ? IgnoreRules::Entry::Folder : IgnoreRules::Entry::File);
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
        else
            take(resolved, {});
    }
    std::reverse(m_folders.begin(), m_folders.end());
}

FolderWalk::FolderWalk(const QString &root, const QStringList &paths, qsizetype mostFiles)
    : m_mostFiles(mostFiles), m_isPart(true), m_places(paths)
{
    for (const QString &path : paths) {
        const QFileInfo entry(path);
        IgnoreRules rules;
        if ((entry.isFile() || entry.isDir()) && leftOut(root, path, rules) == LeftOut::No)
            take(path, rules);
    }
    std::reverse(m_folders.begin(), m_folders.end());
}

void FolderWalk::take(const QString &path, const IgnoreRules &rules)
{
    if (QFileInfo(path).isDir())
        m_folders << Folder{.path = path, .rules = rules};
    else
        m_files << path;
}

FolderWalk::LeftOut FolderWalk::leftOut(const QString &root, const QString &path)
{
    IgnoreRules rules;
    return leftOut(root, path, rules);
}

/// Leaves the @p rules of the folders above @p path.
FolderWalk::LeftOut FolderWalk::leftOut(const QString &root, const QString &path, IgnoreRules &rules)
{
    for (qsizetype end = root.size(); end < path.size();) {
        rules = rules.with(path.left(end));
        end = path.indexOf(u'/', end + 1);
        end = end < 0 ? path.size() : end;
        const QFileInfo entry(path.left(end));
        if (isLeftOutByKind(entry))
            return LeftOut::ByKind;
        if (isLeftOutByRule(entry, rules))
            return LeftOut::ByRule;
    }
    return LeftOut::No;
}

void FolderWalk::step()
{
    const Folder folder = m_folders.takeLast();
    noteUnlisted(folder.path);
    const IgnoreRules rules = folder.rules.with(folder.path);
    const QFileInfoList entries
        = QDir(folder.path)
              .entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    QList<Folder> folders;
    for (const QFileInfo &entry : entries) {
        if (isLeftOutByKind(entry) || isLeftOutByRule(entry, rules))
            continue;
        if (entry.isDir()) {
            folders.prepend(Folder{.path = entry.filePath(), .rules = rules});
            continue;
        }
        if (m_files.size() >= m_mostFiles) {
            noteProblem(folder.path, ErrorKind::PayloadTooLarge,
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
        const int code = errno;
        if (m_isPart && (code == ENOENT || code == ENOTDIR)) // it went meanwhile
            return;
        noteProblem(folder, ErrorKind::Permission,
            QStringLiteral("The folder cannot be listed (%1).").arg(qt_error_string(code)));
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
