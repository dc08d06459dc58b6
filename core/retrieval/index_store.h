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
        m_collectionIds.clear();
        return done;
    }

    struct Known {
        qint64 id = 0;
        DocumentStamp stamp;
        int passages = 0;
        bool hasFailure = false; ///< It could not be read the last time; what is known is from before.
    };
    Result<std::optional<Known>> find(const CollectionName &collection, const QString &name);
    Result<QStringList> documentNames(const CollectionName &collection);
    Result<QStringList> filesIn(const CollectionName &collection, const QString &path); ///< At or below @p path.
    Result<bool> hasFile(const QString &path); ///< As a document, in whichever collection.
    Result<QList<CollectionInfo>> collections();
    Result<qint64> collectionId(const CollectionName &name); ///< Makes the collection where there is none.

    /// By their names; those that could not be read among them.
    Result<QList<DocumentInfo>> documents(const CollectionName &collection);

    /// The first of the @p collections, or of those that have one of the @p documents, that only models on this machine
    /// may read. @p collections empty: of all, where @p documents is empty too.
    Result<std::optional<CollectionName>> localOnlyAmong(
        const QList<CollectionName> &collections, const QStringList &documents = {});

    /// Puts the document in the place of the one of the same name, if there is one.
    Status put(const CollectionName &collection, const IndexedDocument &document);
    Status setStamp(qint64 document, const DocumentStamp &stamp);
    Status remove(const CollectionName &collection, const QString &name); ///< Its failure too.

    /// Notes that a file could not be read; what the index has of it stays. put() and remove() forget it.
    Status noteFailure(const CollectionName &collection, const QString &name, const QString &reason);
    Status forgetFailure(const CollectionName &collection, const QString &name);
    Result<QStringList> failuresIn(const CollectionName &collection, const QString &path); ///< As filesIn().
    Result<int> removeCollection(const CollectionName &collection); ///< How many documents it had.

private:
    Result<QStringList> names(const QString &sql, const QVariantList &values);
    Result<qint64> knownCollectionId(const CollectionName &name);
    Status removeRow(qint64 document);
    Status addPassages(qint64 document, qint64 collection, const IndexedDocument &content);

    IndexDatabase &m_database;
    SegmentStore &m_segments;
    QHash<CollectionName, qint64> m_collectionIds; ///< As met in this transaction.
};

} // namespace freshet
