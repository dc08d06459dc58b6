// SPDX-License-Identifier: MIT
#include "core/retrieval/index_store.h"

#include "core/retrieval/searched_title.h"
#include "core/retrieval/text_piece.h"

#include <QDateTime>

namespace freshet {

namespace {

/// The first and the last text that no path below @p path reaches.
std::pair<QString, QString> belowPath(const QString &path)
{
    const QString folder = path.endsWith(u'/') ? path : QString(path + u'/');
    return {folder, QString(folder.chopped(1) + QChar(u'/' + 1))};
}

qint64 nowMs() { return QDateTime::currentMSecsSinceEpoch(); }

QDateTime timeOfMs(qint64 ms) { return ms > 0 ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC) : QDateTime(); }

} // namespace

Result<std::optional<IndexStore::Known>> IndexStore::find(const CollectionName &collection, const QString &name)
{
    const auto rows = m_database.run(
        QStringLiteral("SELECT d.id, d.size, d.mtime_ns, d.hash, (SELECT count(*) FROM passage WHERE document = d.id),"
                       " EXISTS (SELECT 1 FROM document_failure f WHERE f.collection = c.id AND f.name = d.name)"
                       " FROM document d JOIN collection c ON c.id = d.collection WHERE c.name = ? AND d.name = ?"),
        {collection, name});
    if (!rows)
        return failure(rows.error());
    if (rows->isEmpty())
        return std::nullopt;
    const QVariantList &row = rows->first();
    return Known{.id = row.at(0).toLongLong(),
        .stamp = {row.at(1).toLongLong(), row.at(2).toLongLong(), row.at(3).toByteArray()},
        .passages = row.at(4).toInt(),
        .hasFailure = row.at(5).toBool()};
}

Result<QStringList> IndexStore::documentNames(const CollectionName &collection)
{
    return names(
        QStringLiteral("SELECT d.name FROM document d JOIN collection c ON c.id = d.collection WHERE c.name = ?"),
        {collection});
}

Result<QStringList> IndexStore::filesIn(const CollectionName &collection, const QString &path)
{
    const auto [folder, behind] = belowPath(path);
    return names(QStringLiteral("SELECT d.name FROM document d JOIN collection c ON c.id = d.collection"
                                " WHERE c.name = ? AND d.path <> '' AND (d.name = ? OR (d.name > ? AND d.name < ?))"),
        {collection, path, folder, behind});
}

Result<bool> IndexStore::hasFile(const QString &path)
{
    const auto rows = m_database.run(
        QStringLiteral("SELECT 1 FROM document"
                       " WHERE collection IN (SELECT id FROM collection) AND name = ? AND path = ? LIMIT 1"),
        {path, path});
    if (!rows)
        return failure(rows.error());
    return !rows->isEmpty() && !path.isEmpty();
}

Result<QStringList> IndexStore::failuresIn(const CollectionName &collection, const QString &path)
{
    const auto [folder, behind] = belowPath(path);
    return names(QStringLiteral("SELECT f.name FROM document_failure f JOIN collection c ON c.id = f.collection"
                                " WHERE c.name = ? AND (f.name = ? OR (f.name > ? AND f.name < ?))"),
        {collection, path, folder, behind});
}

Result<QStringList> IndexStore::names(const QString &sql, const QVariantList &values)
{
    const auto rows = m_database.run(sql, values);
    if (!rows)
        return failure(rows.error());
    QStringList found;
    for (const QVariantList &row : *rows)
        found << row.first().toString();
    return found;
}

Result<QList<CollectionInfo>> IndexStore::collections()
{
    const auto rows = m_database.run(QStringLiteral(
        "SELECT c.name, (SELECT count(*) FROM document WHERE collection = c.id),"
        " (SELECT count(*) FROM passage p JOIN document d ON d.id = p.document WHERE d.collection = c.id),"
        " c.local_only FROM collection c ORDER BY c.name"));
    if (!rows)
        return failure(rows.error());
    QList<CollectionInfo> found;
    for (const QVariantList &row : *rows)
        found << CollectionInfo{row.at(0).toString(), row.at(1).toInt(), row.at(2).toInt(), row.at(3).toBool()};
    return found;
}

Result<QList<DocumentInfo>> IndexStore::documents(const CollectionName &collection)
{
    const auto rows = m_database.run(
        QStringLiteral("SELECT d.name, d.path, d.title, d.size, (SELECT count(*) FROM passage WHERE document = d.id),"
                       " coalesce(f.failed_ms, d.indexed_ms), coalesce(f.reason, '')"
                       " FROM collection c JOIN document d ON d.collection = c.id"
                       " LEFT JOIN document_failure f ON f.collection = c.id AND f.name = d.name WHERE c.name = ?"
                       " UNION ALL"
                       " SELECT f.name, f.name, '', 0, 0, f.failed_ms, f.reason"
                       " FROM collection c JOIN document_failure f ON f.collection = c.id WHERE c.name = ?"
                       " AND NOT EXISTS (SELECT 1 FROM document d WHERE d.collection = c.id AND d.name = f.name)"
                       " ORDER BY 1"),
        {collection, collection});
    if (!rows)
        return failure(rows.error());
    QList<DocumentInfo> found;
    found.reserve(rows->size());
    for (const QVariantList &row : *rows) {
        found << DocumentInfo{.name = row.at(0).toString(),
            .path = row.at(1).toString(),
            .title = row.at(2).toString(),
            .size = row.at(3).toLongLong(),
            .passages = row.at(4).toInt(),
            .indexedAt = timeOfMs(row.at(5).toLongLong()),
            .failure = row.at(6).toString()};
    }
    return found;
}

Result<std::optional<CollectionName>> IndexStore::localOnlyAmong(
    const QList<CollectionName> &collections, const QStringList &documents)
{
    const auto kept = names(QStringLiteral("SELECT name FROM collection WHERE local_only ORDER BY name"), {});
    if (!kept)
        return failure(kept.error());
    const bool isAll = collections.isEmpty() && documents.isEmpty();
    for (const CollectionName &name : *kept) {
        if (isAll || collections.contains(name))
            return name;
        for (const QString &document : documents) {
            const auto known = find(name, document);
            if (!known)
                return failure(known.error());
            if (*known)
                return name;
        }
    }
    return std::nullopt;
}

Status IndexStore::noteFailure(const CollectionName &collection, const QString &name, const QString &reason)
{
    const auto id = collectionId(collection);
    if (!id)
        return failure(id.error());
    return m_database.execute(
        QStringLiteral("INSERT OR REPLACE INTO document_failure (collection, name, reason, failed_ms)"
                       " VALUES (?, ?, ?, ?)"),
        {*id, name, reason, nowMs()});
}

Status IndexStore::forgetFailure(const CollectionName &collection, const QString &name)
{
    return m_database.execute(QStringLiteral("DELETE FROM document_failure WHERE name = ?"
                                             " AND collection = (SELECT id FROM collection WHERE name = ?)"),
        {name, collection});
}

Result<qint64> IndexStore::collectionId(const CollectionName &name)
{
    const auto rows
        = m_database.run(QStringLiteral("INSERT INTO collection (name) VALUES (?)"
                                        " ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id"),
            {name});
    if (!rows)
        return failure(rows.error());
    return rows->first().first().toLongLong();
}

Result<qint64> IndexStore::knownCollectionId(const CollectionName &name)
{
    if (const auto known = m_collectionIds.constFind(name); known != m_collectionIds.cend())
        return *known;
    const auto id = collectionId(name);
    if (id)
        m_collectionIds.insert(name, *id);
    return id;
}

Status IndexStore::put(const CollectionName &collection, const IndexedDocument &document)
{
    const auto collectionKey = knownCollectionId(collection);
    if (!collectionKey)
        return failure(collectionKey.error());
    const auto before
        = m_database.run(QStringLiteral("SELECT (SELECT id FROM document WHERE collection = ? AND name = ?),"
                                        " EXISTS (SELECT 1 FROM document_failure WHERE collection = ? AND name = ?)"),
            {*collectionKey, document.name, *collectionKey, document.name});
    if (!before)
        return failure(before.error());
    const QVariantList &known = before->first();
    Status removed = known.at(1).toBool() ? forgetFailure(collection, document.name) : Status();
    if (removed && !known.at(0).isNull())
        removed = removeRow(known.at(0).toLongLong());
    if (!removed)
        return removed;
    const auto rows
        = m_database.run(QStringLiteral("INSERT INTO document"
                                        " (collection, name, path, title, language, size, mtime_ns, hash, indexed_ms)"
                                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"),
            {*collectionKey, document.name, document.path, document.title, document.language, document.stamp.size,
                document.stamp.modifiedNs, document.stamp.hash, nowMs()});
    if (!rows)
        return failure(rows.error());
    return addPassages(rows->first().first().toLongLong(), *collectionKey, document);
}

Status IndexStore::addPassages(qint64 document, qint64 collection, const IndexedDocument &content)
{
    for (qsizetype i = 0; i < content.passages.size(); ++i) {
        const Passage &passage = content.passages.at(i);
        const auto id = m_segments.nextPassageId();
        if (!id)
            return failure(id.error());
        const auto row = m_database.run(
            QStringLiteral("INSERT INTO passage (id, document, collection, ord, start, end, page, heading)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
            {*id, document, collection, i, passage.start, passage.end,
                passage.page ? QVariant(*passage.page) : QVariant(), passage.heading});
        if (!row)
            return failure(row.error());
        if (const auto done = m_database.run(
                QStringLiteral("INSERT INTO passage_text (passage, text) VALUES (?, ?)"), {*id, passage.text});
            !done)
            return failure(done.error());
        const Status added = m_segments.add({.id = *id,
            .document = document,
            .collection = collection,
            .whole = content.path.isEmpty() ? wholeOf(content.name) : QString(),
            .title = searchedTitle(content.title, content.path),
            .heading = passage.heading,
            .text = passage.text,
            .language = content.language});
        if (!added)
            return added;
    }
    return {};
}

Status IndexStore::setStamp(qint64 document, const DocumentStamp &stamp)
{
    return m_database.execute(QStringLiteral("UPDATE document SET size = ?, mtime_ns = ?, hash = ? WHERE id = ?"),
        {stamp.size, stamp.modifiedNs, stamp.hash, document});
}

Status IndexStore::remove(const CollectionName &collection, const QString &name)
{
    if (const Status forgotten = forgetFailure(collection, name); !forgotten)
        return forgotten;
    const auto known = find(collection, name);
    if (!known)
        return failure(known.error());
    if (!*known)
        return {};
    return removeRow((*known)->id);
}

Status IndexStore::removeRow(qint64 document)
{
    if (const Status forgotten = m_segments.forget(document); !forgotten)
        return forgotten;
    return m_database.execute(QStringLiteral("DELETE FROM document WHERE id = ?"), {document});
}

Result<int> IndexStore::removeCollection(const CollectionName &collection)
{
    const auto names = documentNames(collection);
    if (!names)
        return failure(names.error());
    for (const QString &name : *names) {
        if (const Status removed = remove(collection, name); !removed)
            return failure(removed.error());
    }
    m_collectionIds.remove(collection);
    const auto done = m_database.run(QStringLiteral("DELETE FROM collection WHERE name = ?"), {collection});
    if (!done)
        return failure(done.error());
    return static_cast<int>(names->size());
}

} // namespace freshet
