// SPDX-License-Identifier: MIT
#include "core/retrieval/document_indexer.h"

#include "core/retrieval/chunker.h"
#include "core/retrieval/document_file.h"
#include "core/retrieval/markdown_reader.h"
#include "core/retrieval/text_decoder.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace freshet {

namespace {

QByteArray documentHashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

DocumentIndexer::Prepared unusableDocument(const QString &path, DocumentState state, const Error &error)
{
    // An error of storage or a stop says nothing about the document.
    const bool isItsOwn = error.kind != ErrorKind::Cancelled && error.kind != ErrorKind::Storage;
    return {.result = {.path = path, .state = state, .error = error},
        .document = std::nullopt,
        .stamp = std::nullopt,
        .isUnusable = isItsOwn};
}

DocumentResult unchangedDocument(const QString &path, int passages)
{
    return {.path = path, .state = DocumentState::Unchanged, .passages = passages};
}

/// Cuts a document into its passages.
IndexedDocument cutDocument(IndexedDocument document, ExtractedText content)
{
    document.title = shortenedText(document.title, kLongestHeading);
    for (HeadingMark &heading : content.headings)
        heading.text = shortenedText(heading.text, kLongestHeading);
    document.passages = passagesOf(content);
    document.language = detectedLanguage(QString(document.title + u'\n' + content.text.left(4000)));
    return document;
}

DocumentResult indexedDocument(const IndexedDocument &document)
{
    return {
        .path = document.name, .state = DocumentState::Indexed, .passages = static_cast<int>(document.passages.size())};
}

} // namespace

qsizetype DocumentIndexer::Prepared::size() const
{
    return document && !document->passages.isEmpty() ? document->passages.last().end : 0;
}

bool DocumentIndexer::Prepared::isFailure() const
{
    return result.state == DocumentState::Failed && result.error && result.error->kind != ErrorKind::Cancelled;
}

Status DocumentIndexer::take(const CollectionName &collection, const Prepared &prepared)
{
    if (prepared.document)
        return m_store.put(collection, *prepared.document);
    const QString &name = prepared.result.path;
    Status done;
    if (prepared.isUnusable)
        done = m_store.remove(collection, name);
    if (done && prepared.isFailure())
        done = m_store.noteFailure(collection, name, prepared.result.error->message);
    else if (done && prepared.isReadAgain)
        done = m_store.forgetFailure(collection, name);
    if (!done || !prepared.stamp)
        return done;
    const auto known = m_store.find(collection, prepared.result.path);
    if (!known)
        return failure(known.error());
    return *known ? m_store.setStamp((*known)->id, *prepared.stamp) : Status();
}

Status DocumentIndexer::noteProblem(const CollectionName &collection, const DocumentResult &problem)
{
    return m_store.transact([&] { return take(collection, {.result = problem}); });
}

Status DocumentIndexer::remove(const CollectionName &collection, const QString &name)
{
    const auto known = m_store.find(collection, name);
    if (!known)
        return failure(known.error());
    return *known ? m_store.transact([&] { return m_store.remove(collection, name); }) : Status();
}

Result<DocumentIndexer::Prepared> DocumentIndexer::prepare(
    const CollectionName &collection, const QString &path, const StopCheck &isStopped)
{
    auto file = DocumentFile::open(path);
    if (!file)
        return unusableDocument(path, DocumentState::Failed, file.error());
    const auto known = m_store.find(collection, path);
    if (!known)
        return failure(known.error());
    DocumentStamp stamp{.size = file->size(), .modifiedNs = file->modifiedNs()};
    if (*known && (*known)->stamp.size == stamp.size && (*known)->stamp.modifiedNs == stamp.modifiedNs)
        return Prepared{.result = unchangedDocument(path, (*known)->passages), .isReadAgain = (*known)->hasFailure};

    const auto head = file->readHead();
    if (!head)
        return unusableDocument(path, DocumentState::Failed, head.error());
    const DocumentReader *reader = readerFor(path, *head);
    if (!reader) {
        return unusableDocument(path, DocumentState::Skipped,
            {.kind = ErrorKind::BadRequest, .message = QStringLiteral("It is not a text document.")});
    }
    const auto bytes = file->readAll(reader->sizeLimit());
    if (!bytes)
        return unusableDocument(path, DocumentState::Failed, bytes.error());
    stamp.hash = documentHashOf(*bytes);
    if (*known && (*known)->stamp.hash == stamp.hash)
        return Prepared{
            .result = unchangedDocument(path, (*known)->passages), .stamp = stamp, .isReadAgain = (*known)->hasFailure};
    const auto content = m_reader.read(*reader, QFileInfo(path).fileName(), *bytes, isStopped);
    if (!content)
        return unusableDocument(path, DocumentState::Failed, content.error());
    const QString title = content->title.isEmpty() ? QFileInfo(path).fileName() : content->title;
    const IndexedDocument document
        = cutDocument({.name = path, .path = path, .title = title, .stamp = stamp}, *content);
    return Prepared{.result = indexedDocument(document), .document = document};
}

Result<DocumentResult> DocumentIndexer::indexText(
    const CollectionName &collection, const QString &foreignId, const QString &foreignTitle, const QString &text)
{
    const QString id = wellFormedText(foreignId);
    const QString title = wellFormedText(foreignTitle);
    const DocumentStamp stamp{.size = text.size(), .hash = documentHashOf(QString(title + u'\0' + text).toUtf8())};
    const auto known = m_store.find(collection, id);
    if (!known)
        return failure(known.error());
    if (*known && (*known)->stamp.hash == stamp.hash)
        return unchangedDocument(id, (*known)->passages);
    return store(collection, {.name = id, .title = title, .stamp = stamp}, {.text = canonicalText(text)});
}

Result<bool> DocumentIndexer::isIndexed(const CollectionName &collection, const QString &id, const QByteArray &bytes)
{
    const auto known = m_store.find(collection, id);
    if (!known)
        return failure(known.error());
    return *known && (*known)->stamp.hash == documentHashOf(bytes);
}

Result<DocumentResult> DocumentIndexer::indexMarkdown(
    const CollectionName &collection, const QString &id, const QString &title, const QByteArray &bytes)
{
    const DocumentStamp stamp{.size = bytes.size(), .hash = documentHashOf(bytes)};
    const auto known = m_store.find(collection, id);
    if (!known)
        return failure(known.error());
    if (*known && (*known)->stamp.hash == stamp.hash)
        return unchangedDocument(id, (*known)->passages);
    const auto content = MarkdownReader().read(bytes, [] { return false; });
    if (!content)
        return failure(content.error());
    return store(collection, {.name = id, .title = title, .stamp = stamp}, *content);
}

Result<DocumentResult> DocumentIndexer::store(
    const CollectionName &collection, const IndexedDocument &document, const ExtractedText &content)
{
    const IndexedDocument cut = cutDocument(document, content);
    const Status stored = m_store.put(collection, cut);
    return stored ? Result<DocumentResult>(indexedDocument(cut)) : failure(stored.error());
}

} // namespace freshet
