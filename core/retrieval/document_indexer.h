// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/document_reader.h"
#include "core/retrieval/index_store.h"

namespace freshet {

/// Takes one document after another into a collection, each unless the index has it already.
///
/// An error that is returned is the index's own and ends a run; what is wrong with a document stands in its result.
class DocumentIndexer {
public:
    DocumentIndexer(IndexDatabase &database, IndexStore &store) : m_database(database), m_store(store) { }

    /// Reads a file and stores it in a transaction of its own. One that cannot be used any more leaves the index.
    Result<DocumentResult> indexFile(const CollectionName &collection, const QString &path, const StopCheck &isStopped);

    /// Takes a document out of the index, if it is there, in a transaction of its own.
    Status remove(const CollectionName &collection, const QString &name);

    /// Stores a text that came with its id; to be called inside a transaction.
    Result<DocumentResult> indexText(
        const CollectionName &collection, const QString &id, const QString &title, const QString &text);

    /// Whether the index has these very bytes under @p id. Only reads.
    Result<bool> isIndexed(const CollectionName &collection, const QString &id, const QByteArray &bytes);

    /// Stores a bundled Markdown document under @p title, whatever its own; to be called inside a transaction.
    Result<DocumentResult> indexMarkdown(
        const CollectionName &collection, const QString &id, const QString &title, const QByteArray &bytes);

private:
    Result<DocumentResult> readAndStore(
        const CollectionName &collection, const QString &path, const StopCheck &isStopped);
    Result<DocumentResult> store(const CollectionName &collection, IndexedDocument document, ExtractedText content);

    IndexDatabase &m_database;
    IndexStore &m_store;
};

} // namespace freshet
