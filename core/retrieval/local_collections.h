// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"
#include "core/retrieval/index_database.h"

namespace freshet {

/// Which collections are kept to embedding models of this machine.
///
/// The index says it for its searches, but it can be lost and made again from the documents; this decision cannot. So
/// the names also stand in the file "PATH.local-only" beside it, and whoever asks what may be sent calls restore()
/// first. It outlives the collection, too: documents that are added again under its name are kept here again.
class LocalCollections {
public:
    LocalCollections(IndexDatabase &database, const QString &databasePath)
        : m_database(database), m_path(databasePath + QLatin1String(".local-only"))
    {
    }

    /// In a transaction of its own; makes the collection where there is none. Where it fails, nothing of the collection
    /// may be sent on the strength of it.
    Status set(const CollectionName &collection, bool isLocalOnly);

    /// Gives a collection that is there another name, under which it is kept here if it was. To be called in a
    /// transaction, before which the file has both names: whenever the program dies, and whatever becomes of the index,
    /// no text of it is open under either. The old name stays in the file, as that of a collection that is removed
    /// does: another program may still be putting documents in under it.
    Status rename(const CollectionName &from, const CollectionName &to);

    /// Tells the index what the file says. Where it fails nothing may be sent at all.
    Status restore();

private:
    Result<QStringList> names() const;
    Result<QStringList> lostIn(const QStringList &names);
    Status writeNames(const QStringList &names) const;

    IndexDatabase &m_database;
    const QString m_path;
};

} // namespace freshet
