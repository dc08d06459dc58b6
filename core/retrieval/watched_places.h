// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"
#include "core/retrieval/index_database.h"

namespace freshet {

/// A folder, or a single file, that a collection is kept in step with.
struct WatchedPlace {
    CollectionName collection;
    QString path; ///< As the system resolves it.
    bool isFile = false;
    QStringList leftOut; ///< Documents below it that the user took out.

    bool operator==(const WatchedPlace &) const = default;
};

/// Which folders and files the collections are kept in step with.
///
/// The index can be lost and made again from the documents; this says from which. So it stands in the file
/// "PATH.watched" beside it, which any number of programs may read and change: each change is whole. What changes it
/// needs an open database, whose lock it takes.
class WatchedPlaces {
public:
    WatchedPlaces(IndexDatabase &database, const QString &databasePath)
        : m_database(database), m_path(databasePath + QLatin1String(".watched"))
    {
    }

    const QString &path() const { return m_path; } ///< Of the file.

    Result<QList<WatchedPlace>> list() const;

    /// What of the @p paths, as the system resolves them, is there. Documents at and below them are no longer left out.
    /// What a folder of the list comes by already needs no place of its own.
    Status add(const CollectionName &collection, const QStringList &paths);

    Status remove(const CollectionName &collection, const QString &path);
    Status removeCollection(const CollectionName &collection);
    Status renameCollection(const CollectionName &from, const CollectionName &to);

    /// Has them stay out of the collection until they are added again.
    Status leaveOut(const CollectionName &collection, const QStringList &documents);

private:
    template <typename Change>
    Status change(Change edit);
    Status write(const QList<WatchedPlace> &places) const;

    IndexDatabase &m_database;
    const QString m_path;
};

/// Where it is not, nobody knows what has become of the documents: a disk may come back. A file stands or falls with
/// its folder.
bool isThere(const WatchedPlace &place);

/// Whether @p path is @p place or below it.
bool isAtOrBelow(const QString &path, const QString &place);

} // namespace freshet
