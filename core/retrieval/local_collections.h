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
