// SPDX-License-Identifier: MIT
#include "core/retrieval/index_schema.h"

namespace freshet {

QStringList indexMigration(int version)
{
    Q_ASSERT(version == 1);
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
        // Filled with the tokens of TextAnalyzer: the ascii tokenizer only cuts them at spaces again.
        QStringLiteral("CREATE VIRTUAL TABLE passage_index USING fts5"
                       "(title, heading, body, content = '', tokenize = 'ascii')"),
        QStringLiteral("CREATE VIRTUAL TABLE passage_terms USING fts5vocab(passage_index, 'row')"),
    };
}

} // namespace freshet
