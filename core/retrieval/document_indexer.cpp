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

DocumentResult unusableDocument(const QString &path, DocumentState state, const Error &error)
{
    return {.path = path, .state = state, .error = error};
}

DocumentResult unchangedDocument(const QString &path, int passages)
{
    return {.path = path, .state = DocumentState::Unchanged, .passages = passages};
}

} // namespace

Result<DocumentResult> DocumentIndexer::indexFile(
    const CollectionName &collection, const QString &path, const StopCheck &isStopped)
{
    const auto result = readAndStore(collection, path, isStopped);
    if (!result || !result->error)
        return result;
    const ErrorKind why = result->error->kind;
    if (why == ErrorKind::Cancelled || why == ErrorKind::Storage) // which says nothing about the document
        return result;
    const Status removed = remove(collection, path);
    return removed ? result : failure(removed.error());
}

Status DocumentIndexer::remove(const CollectionName &collection, const QString &name)
{
    const auto known = m_store.find(collection, name);
    if (!known)
        return failure(known.error());
    return *known ? m_database.transact([&] { return m_store.remove(collection, name); }) : Status();
}

Result<DocumentResult> DocumentIndexer::readAndStore(
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
        return unchangedDocument(path, (*known)->passages);

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
    if (*known && (*known)->stamp.hash == stamp.hash) {
        const Status touched = m_database.transact([&] { return m_store.setStamp((*known)->id, stamp); });
        return touched ? Result<DocumentResult>(unchangedDocument(path, (*known)->passages)) : failure(touched.error());
    }
    const auto content = reader->read(*bytes, isStopped);
    if (!content)
        return unusableDocument(path, DocumentState::Failed, content.error());

    const QString title = content->title.isEmpty() ? QFileInfo(path).fileName() : content->title;
    DocumentResult result;
    const Status stored = m_database.transact([&]() -> Status {
        const auto done = store(collection, {.name = path, .path = path, .title = title, .stamp = stamp}, *content);
        if (!done)
            return failure(done.error());
        result = *done;
        return {};
    });
    return stored ? Result<DocumentResult>(result) : failure(stored.error());
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
    const CollectionName &collection, IndexedDocument document, ExtractedText content)
{
    document.title = shortenedText(document.title, kLongestHeading);
    for (HeadingMark &heading : content.headings)
        heading.text = shortenedText(heading.text, kLongestHeading);
    document.passages = passagesOf(content);
    document.language = detectedLanguage(QString(document.title + u'\n' + content.text.left(4000)));
    if (const Status stored = m_store.put(collection, document); !stored)
        return failure(stored.error());
    return DocumentResult{
        .path = document.name, .state = DocumentState::Indexed, .passages = static_cast<int>(document.passages.size())};
}

} // namespace freshet
