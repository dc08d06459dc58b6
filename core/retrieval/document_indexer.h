// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/document_reader.h"
#include "core/retrieval/index_store.h"
#include "core/retrieval/reader_process.h"

namespace freshet {

/// Takes one document after another into a collection, each unless the index has it already.
///
/// An error that is returned is the index's own and ends a run; what is wrong with a document stands in its result.
class DocumentIndexer {
public:
    explicit DocumentIndexer(IndexStore &store, const ReaderProcess::Options &options = {})
        : m_store(store), m_reader(options)
    {
    }

    /// A file as it was found, and what is to become of it in the index.
    struct Prepared {
        DocumentResult result;
        std::optional<IndexedDocument> document; ///< To be stored.
        std::optional<DocumentStamp> stamp; ///< To be noted, where only that has changed.
        bool isUnusable = false; ///< What the index has of it is of an older text, and goes.
        bool isReadAgain = false; ///< It failed the last time, and is as it was before that.

        qsizetype size() const; ///< Of its text.
        bool changesIndex() const { return document || stamp || isUnusable || isReadAgain || isFailure(); }
        bool isFailure() const; ///< To be noted as one.
    };

    /// Reads a file unless the index has it already. Changes nothing.
    Result<Prepared> prepare(const CollectionName &collection, const QString &path, const StopCheck &isStopped);

    /// Ends the process that reads; to be called when no file is to be read for a while.
    void rest() { m_reader.stop(); }

    /// Does in the index what was found; to be called inside a transaction.
    Status take(const CollectionName &collection, const Prepared &prepared);

    /// Notes a file that could not be found or listed, in a transaction of its own.
    Status noteProblem(const CollectionName &collection, const DocumentResult &problem);

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
    Result<DocumentResult> store(
        const CollectionName &collection, const IndexedDocument &document, const ExtractedText &content);

    IndexStore &m_store;
    ReaderProcess m_reader;
};

} // namespace freshet
