// SPDX-License-Identifier: MIT
#include "core/retrieval/index_store.h"

#include <QFileInfo>

namespace freshet {

namespace {

/// What the word index knows of each passage.
constexpr QLatin1String kIndexedPassages(
    "SELECT p.id, d.title, p.heading, t.text, d.language, d.path FROM passage p"
    " JOIN document d ON d.id = p.document JOIN passage_text t ON t.passage = p.id");
constexpr QLatin1String kAddWords("INSERT INTO passage_index (rowid, title, heading, body) VALUES (?, ?, ?, ?)");

} // namespace

QString searchedTitle(const QString &title, const QString &path)
{
    const QString fileName = QFileInfo(path).completeBaseName();
    return title.startsWith(fileName) ? title : QString(title + u' ' + fileName);
}

Result<std::optional<IndexStore::Known>> IndexStore::find(const CollectionName &collection, const QString &name)
{
    const auto rows = m_database.run(
        QStringLiteral("SELECT d.id, d.size, d.mtime_ns, d.hash, (SELECT count(*) FROM passage WHERE document = d.id)"
                       " FROM document d JOIN collection c ON c.id = d.collection WHERE c.name = ? AND d.name = ?"),
        {collection, name});
    if (!rows)
        return failure(rows.error());
    if (rows->isEmpty())
        return std::nullopt;
    const QVariantList &row = rows->first();
    return Known{.id = row.at(0).toLongLong(),
        .stamp = {row.at(1).toLongLong(), row.at(2).toLongLong(), row.at(3).toByteArray()},
        .passages = row.at(4).toInt()};
}

Result<QStringList> IndexStore::documentNames(const CollectionName &collection)
{
    return names(
        QStringLiteral("SELECT d.name FROM document d JOIN collection c ON c.id = d.collection WHERE c.name = ?"),
        {collection});
}

Result<QStringList> IndexStore::filesIn(const CollectionName &collection, const QString &path)
{
    const QString folder = path.endsWith(u'/') ? path : QString(path + u'/');
    const QString behind = QString(folder.chopped(1) + QChar(u'/' + 1));
    return names(QStringLiteral("SELECT d.name FROM document d JOIN collection c ON c.id = d.collection"
                                " WHERE c.name = ? AND d.path <> '' AND (d.name = ? OR (d.name > ? AND d.name < ?))"),
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
        " (SELECT count(*) FROM passage p JOIN document d ON d.id = p.document WHERE d.collection = c.id)"
        " FROM collection c ORDER BY c.name"));
    if (!rows)
        return failure(rows.error());
    QList<CollectionInfo> found;
    for (const QVariantList &row : *rows)
        found << CollectionInfo{row.at(0).toString(), row.at(1).toInt(), row.at(2).toInt()};
    return found;
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

Status IndexStore::put(const CollectionName &collection, const IndexedDocument &document)
{
    if (const Status removed = remove(collection, document.name); !removed)
        return removed;
    const auto collectionKey = collectionId(collection);
    if (!collectionKey)
        return failure(collectionKey.error());
    const auto rows = m_database.run(
        QStringLiteral("INSERT INTO document (collection, name, path, title, language, size, mtime_ns, hash)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"),
        {*collectionKey, document.name, document.path, document.title, document.language, document.stamp.size,
            document.stamp.modifiedNs, document.stamp.hash});
    if (!rows)
        return failure(rows.error());
    return addPassages(rows->first().first().toLongLong(), *collectionKey, document);
}

Status IndexStore::addPassages(qint64 document, qint64 collection, const IndexedDocument &content)
{
    for (qsizetype i = 0; i < content.passages.size(); ++i) {
        const Passage &passage = content.passages.at(i);
        const auto row
            = m_database.run(QStringLiteral("INSERT INTO passage (document, collection, ord, start, end, page, heading)"
                                            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"),
                {document, collection, i, passage.start, passage.end,
                    passage.page ? QVariant(*passage.page) : QVariant(), passage.heading});
        if (!row)
            return failure(row.error());
        const QVariant id = row->first().first();
        if (const auto done = m_database.run(
                QStringLiteral("INSERT INTO passage_text (passage, text) VALUES (?, ?)"), {id, passage.text});
            !done)
            return failure(done.error());
        const QVariantList indexed{id, content.title, passage.heading, passage.text, content.language, content.path};
        if (const Status added = changeWords(kAddWords, indexed); !added)
            return added;
    }
    return {};
}

Status IndexStore::setStamp(qint64 document, const DocumentStamp &stamp)
{
    const auto done
        = m_database.run(QStringLiteral("UPDATE document SET size = ?, mtime_ns = ?, hash = ? WHERE id = ?"),
            {stamp.size, stamp.modifiedNs, stamp.hash, document});
    return done ? Status() : failure(done.error());
}

Status IndexStore::remove(const CollectionName &collection, const QString &name)
{
    const auto known = find(collection, name);
    if (!known)
        return failure(known.error());
    if (!*known)
        return {};
    const Status forgotten = forgetWords((*known)->id);
    const bool isAtOdds = !forgotten && m_database.takeWordIndexFault();
    if (!forgotten && !isAtOdds)
        return forgotten;
    const auto done = m_database.run(QStringLiteral("DELETE FROM document WHERE id = ?"), {(*known)->id});
    if (!done)
        return failure(done.error());
    return isAtOdds ? rebuildWordIndex() : Status();
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
    const auto done = m_database.run(QStringLiteral("DELETE FROM collection WHERE name = ?"), {collection});
    if (!done)
        return failure(done.error());
    return static_cast<int>(names->size());
}

/// The index keeps no text of its own, so it is told once more what it has to forget.
Status IndexStore::forgetWords(qint64 document)
{
    const auto passages = m_database.run(QString(kIndexedPassages + QLatin1String(" WHERE d.id = ?")), {document});
    if (!passages)
        return failure(passages.error());
    for (const QVariantList &passage : *passages) {
        const Status changed = changeWords(QLatin1String("INSERT INTO passage_index (passage_index, rowid, title,"
                                                         " heading, body) VALUES ('delete', ?, ?, ?, ?)"),
            passage);
        if (!changed)
            return changed;
    }
    return {};
}

Status IndexStore::rebuildWordIndex()
{
    const auto emptied
        = m_database.run(QStringLiteral("INSERT INTO passage_index (passage_index) VALUES ('delete-all')"));
    if (!emptied)
        return failure(emptied.error());
    constexpr int batch = 500; // not every text at once
    QVariant last = 0;
    while (true) {
        const auto passages = m_database.run(
            QString(kIndexedPassages + QLatin1String(" WHERE p.id > ? ORDER BY p.id LIMIT ?")), {last, batch});
        if (!passages)
            return failure(passages.error());
        if (passages->isEmpty())
            return {};
        for (const QVariantList &passage : *passages) {
            if (const Status added = changeWords(kAddWords, passage); !added)
                return added;
        }
        last = passages->last().first();
    }
}

/// @p passage is a row of kIndexedPassages.
Status IndexStore::changeWords(QLatin1String sql, const QVariantList &passage)
{
    const QVariantList tokens = tokensOf(searchedTitle(passage.at(1).toString(), passage.at(5).toString()),
        passage.at(2).toString(), passage.at(3).toString(), passage.at(4).toString());
    const auto done = m_database.run(sql, QVariantList{passage.first()} + tokens);
    return done ? Status() : failure(done.error());
}

QVariantList IndexStore::tokensOf(
    const QString &title, const QString &heading, const QString &text, const Language &language)
{
    QVariantList fields;
    for (const QString &field : {title, heading, text})
        fields << m_analyzer.tokens(field, language).join(u' ');
    return fields;
}

} // namespace freshet
