// SPDX-License-Identifier: MIT
#include "core/retrieval/index_schema.h"

namespace freshet {

namespace {

QStringList tablesOfVersion1()
{
    return {
        QStringLiteral("CREATE TABLE collection (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"),
        // `name` is the path of a file, else the id that the document came with.
        QStringLiteral("CREATE TABLE document ("
                       " id INTEGER PRIMARY KEY,"
                       " collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,"
                       " name TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL,"
                       " size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, hash BLOB NOT NULL,"
                       " UNIQUE (collection, name))"),
        QStringLiteral("CREATE INDEX document_language ON document (collection, language)"),
        QStringLiteral("CREATE TABLE passage ("
                       " id INTEGER PRIMARY KEY,"
                       " document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,"
                       " collection INTEGER NOT NULL,"
                       " ord INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,"
                       " page INTEGER, heading TEXT NOT NULL,"
                       " UNIQUE (document, ord))"),
        // Apart from its passage, so that filtering thousands of passages reads no text.
        QStringLiteral("CREATE TABLE passage_text ("
                       " passage INTEGER PRIMARY KEY REFERENCES passage ON DELETE CASCADE, text TEXT NOT NULL)"),
        QStringLiteral("CREATE VIRTUAL TABLE passage_index USING fts5"
                       "(title, heading, body, content = '', tokenize = 'ascii')"),
        QStringLiteral("CREATE VIRTUAL TABLE passage_terms USING fts5vocab(passage_index, 'row')"),
    };
}

/// Passages that no segment has are put into one when the index is opened.
QStringList segmentsInPlaceOfFullText()
{
    return {
        QStringLiteral("DROP TABLE passage_terms"),
        QStringLiteral("DROP TABLE passage_index"),
        // A file of posting lists for the passages from `first` to `last`.
        QStringLiteral("CREATE TABLE segment ("
                       " id INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE,"
                       " first INTEGER NOT NULL, last INTEGER NOT NULL, passages INTEGER NOT NULL)"),
        // Removed since its segment was written.
        QStringLiteral("CREATE TABLE dead_passage (id INTEGER PRIMARY KEY)"),
    };
}

/// Nothing is embedded by it: that happens when a model is chosen.
QStringList vectorsBesideSegments()
{
    return {
        QStringLiteral("ALTER TABLE collection ADD COLUMN local_only INTEGER NOT NULL DEFAULT 0"),
        // What made vectors. Its probe is the vector of a fixed sentence: another one means another model of that name.
        QStringLiteral("CREATE TABLE embedding_profile ("
                       " id INTEGER PRIMARY KEY, provider TEXT NOT NULL, model TEXT NOT NULL,"
                       " dimensions INTEGER NOT NULL, document_prefix TEXT NOT NULL, query_prefix TEXT NOT NULL,"
                       " probe BLOB NOT NULL, is_active INTEGER NOT NULL DEFAULT 0)"),
        // The vector of a text, whoever has that text: one that is moved or copied is not asked for again.
        QStringLiteral("CREATE TABLE vector ("
                       " id INTEGER PRIMARY KEY,"
                       " profile INTEGER NOT NULL REFERENCES embedding_profile ON DELETE CASCADE,"
                       " hash BLOB NOT NULL, scale REAL NOT NULL, cells BLOB NOT NULL, UNIQUE (profile, hash))"),
        QStringLiteral("CREATE TABLE vector_failure ("
                       " profile INTEGER NOT NULL REFERENCES embedding_profile ON DELETE CASCADE,"
                       " hash BLOB NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (profile, hash)) WITHOUT ROWID"),
        // A file of vectors of the active profile, made from the table above.
        QStringLiteral("CREATE TABLE vector_file (id INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE,"
                       " rows INTEGER NOT NULL)"),
        // The text that is embedded for a passage, and the file that has its vector, if one does.
        QStringLiteral("CREATE TABLE vector_key ("
                       " passage INTEGER PRIMARY KEY REFERENCES passage ON DELETE CASCADE,"
                       " hash BLOB NOT NULL, file INTEGER)"),
        QStringLiteral("CREATE INDEX vector_key_hash ON vector_key (hash)"),
        QStringLiteral("CREATE INDEX vector_key_file ON vector_key (file, passage)"),
        // Removed since its file was written.
        QStringLiteral("CREATE TABLE dead_vector (passage INTEGER PRIMARY KEY, file INTEGER NOT NULL)"),
        QStringLiteral("CREATE TRIGGER vector_dies AFTER DELETE ON vector_key WHEN old.file IS NOT NULL BEGIN"
                       " INSERT OR REPLACE INTO dead_vector (passage, file) VALUES (old.passage, old.file); END"),
    };
}

/// What a list of documents tells of each, and of the files that could not become one.
QStringList timesAndFailures()
{
    return {
        // Since 1970; 0: unknown.
        QStringLiteral("ALTER TABLE document ADD COLUMN indexed_ms INTEGER NOT NULL DEFAULT 0"),
        QStringLiteral("CREATE TABLE document_failure ("
                       " collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,"
                       " name TEXT NOT NULL, reason TEXT NOT NULL, failed_ms INTEGER NOT NULL,"
                       " PRIMARY KEY (collection, name)) WITHOUT ROWID"),
        // Files are read as they were not before, by their functions and in other charsets: all of them once more.
        QStringLiteral("UPDATE document SET mtime_ns = -1, hash = x'' WHERE path <> ''"),
    };
}

} // namespace

QStringList indexMigration(int version)
{
    switch (version) {
    case 1:
        return tablesOfVersion1();
    case 2:
        return segmentsInPlaceOfFullText();
    case 3:
        return vectorsBesideSegments();
    case 4:
        return timesAndFailures();
    default:
        Q_UNREACHABLE();
    }
}

} // namespace freshet
