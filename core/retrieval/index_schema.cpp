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

} // namespace

QStringList indexMigration(int version)
{
    switch (version) {
    case 1:
        return tablesOfVersion1();
    case 2:
        return segmentsInPlaceOfFullText();
    default:
        Q_UNREACHABLE();
    }
}

} // namespace freshet
