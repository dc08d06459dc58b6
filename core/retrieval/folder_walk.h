// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"
#include "core/retrieval/ignore_rules.h"

#include <QStringList>

namespace freshet {

/// Collects the files that stand for a list of files and folders, a folder at a time.
///
/// Below a folder that was named: hidden entries, build output and package folders are left out, so is what IgnoreRules
/// leave out, and symbolic links are not followed, so nothing outside is found and nothing twice. A link that was named
/// itself is resolved. The rules of a folder begin in it.
class FolderWalk {
public:
    static constexpr qsizetype kMostFiles = 100'000;

    explicit FolderWalk(const QStringList &paths, qsizetype mostFiles = kMostFiles);

    /// The part of the walk through @p root, as the system resolves it, that is at or below the @p paths. What is not
    /// there any more is no problem.
    FolderWalk(const QString &root, const QStringList &paths, qsizetype mostFiles = kMostFiles);

    bool isDone() const { return m_folders.isEmpty(); }
    const QString &next() const { return m_folders.last().path; } ///< The folder that step() lists.
    void step(); ///< Lists one folder.

    const QStringList &files() const { return m_files; } ///< Found so far. Paths as the system resolves them.
    const QStringList &places() const { return m_places; } ///< What was named, as the system resolves it.

    /// What could not be found or listed; all Failed.
    const QList<DocumentResult> &problems() const { return m_problems; }

    /// Why a walk through @p root, as the system resolves it, does not come by @p path below it.
    enum class LeftOut {
        No,
        ByRule, ///< Of an ignore file.
        ByKind, ///< Hidden, a link, build output or packages.
    };
    static LeftOut leftOut(const QString &root, const QString &path);

private:
    struct Folder {
        QString path;
        IgnoreRules rules; ///< Of the folders above it.
    };

    static LeftOut leftOut(const QString &root, const QString &path, IgnoreRules &rules);
    void take(const QString &path, const IgnoreRules &rules);
    void noteUnlisted(const QString &folder);
    void noteProblem(const QString &path, ErrorKind kind, const QString &message);

    const qsizetype m_mostFiles;
    const bool m_isPart = false; ///< Of a walk through some folder above.
    QList<Folder> m_folders; // taken from the back
    QStringList m_files;
    QStringList m_places;
    QList<DocumentResult> m_problems;
};

} // namespace freshet
