// SPDX-License-Identifier: MIT
#include "core/retrieval/folder_walk.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

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

FolderWalk::FolderWalk(const QStringList &paths)
{
    for (const QString &path : paths) {
        const QString resolved = QFileInfo(path).canonicalFilePath();
        m_places << (resolved.isEmpty() ? formerPlace(path) : resolved);
        if (resolved.isEmpty())
            m_missing << path;
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
    const QFileInfoList entries
        = QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    QStringList folders;
    for (const QFileInfo &entry : entries) {
        if (!entry.isDir())
            m_files << entry.filePath();
        else if (!isLeftOutFolder(entry))
            folders.prepend(entry.filePath());
    }
    m_folders << folders;
    m_files = m_files.first(std::min(m_files.size(), kMostFiles));
}

} // namespace freshet
