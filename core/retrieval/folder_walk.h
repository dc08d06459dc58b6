// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <QStringList>

namespace freshet {

/// Collects the files that stand for a list of files and folders, a folder at a time.
///
/// Below a folder that was named: hidden entries, build output and package folders are left out, and symbolic links
/// are not followed, so nothing outside is found and nothing twice. A link that was named itself is resolved.
class FolderWalk {
public:
    static constexpr qsizetype kMostFiles = 100'000;

    explicit FolderWalk(const QStringList &paths, qsizetype mostFiles = kMostFiles);

    bool isDone() const { return m_folders.isEmpty(); }
    void step(); ///< Lists one folder.

    const QStringList &files() const { return m_files; } ///< Found so far. Paths as the system resolves them.
    const QStringList &places() const { return m_places; } ///< What was named, as the system resolves it.

    /// What could not be found or listed; all Failed.
    const QList<DocumentResult> &problems() const { return m_problems; }

private:
    void noteUnlisted(const QString &folder);
    void noteProblem(const QString &path, ErrorKind kind, const QString &message);

    const qsizetype m_mostFiles;
    QStringList m_folders;
    QStringList m_files;
    QStringList m_places;
    QList<DocumentResult> m_problems;
};

} // namespace freshet
