// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"
#include "core/retrieval/extracted_text.h"
#include "core/retrieval/index_database.h"
#include "core/retrieval/segment_store.h"

namespace freshet {

/// What tells whether a document is still the one that was indexed.
struct DocumentStamp {
    qint64 size = 0;
    qint64 modifiedNs = 0; ///< 0 for a document that is no file.
    QByteArray hash;
};

/// A document as it goes into the index.
struct IndexedDocument {
    QString name; ///< Unique in its collection: the path of a file, else the id that it came with.
    QString path; ///< Empty for a document that is no file.
    QString title;
    DocumentStamp stamp;
    QList<Passage> passages;
    Language language;
};

/// The documents in the index: what is there, and how one gets in and out.
class IndexStore {
public:
    IndexStore(IndexDatabase &database, SegmentStore &segments) : m_database(database), m_segments(segments) { }

    /// Runs @p work, and writes the segment of what it put in, in one transaction: all of it is kept, or none. put(),
    /// setStamp() and the removals are to be called in here.
    template <typename Work>
    Status transact(Work work)
    {
        const Status done = m_database.transact([&]() -> Status {
            const Status worked = work();
            return worked ? m_segments.flush() : worked;
        });
        m_segments.endTransaction(done.has_value());
        return done;
    }

    struct Known {
        qint64 id = 0;
        DocumentStamp stamp;
        int passages = 0;
    };
    Result<std::optional<Known>> find(const CollectionName &collection, const QString &name);
    Result<QStringList> documentNames(const CollectionName &collection);
    Result<QStringList> filesIn(const CollectionName &collection, const QString &path); ///< At or below @p path.
    Result<QList<CollectionInfo>> collections();

    /// Puts the document in the place of the one of the same name, if there is one.
    Status put(const CollectionName &collection, const IndexedDocument &document);
    Status setStamp(qint64 document, const DocumentStamp &stamp);
    Status remove(const CollectionName &collection, const QString &name);
    Result<int> removeCollection(const CollectionName &collection); ///< How many documents it had.

private:
    Result<QStringList> names(const QString &sql, const QVariantList &values);
    Result<qint64> collectionId(const CollectionName &name);
    Status addPassages(qint64 document, qint64 collection, const IndexedDocument &content);

    IndexDatabase &m_database;
    SegmentStore &m_segments;
};

} // namespace freshet
