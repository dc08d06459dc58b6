// SPDX-License-Identifier: MIT
#pragma once

#include "core/search/sqlite_file.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace freshet {

/// A word of the index.
struct KnownTerm {
    qint64 id = 0; ///< 0: it is nowhere.
    QString text;
    qint64 uses = 0; ///< In how many texts.
    int slips = 0; ///< How far it is from what was asked for.

    bool operator==(const KnownTerm &) const = default;
};

/// The words of the index, each once, with the number that stands for it in the full-text table.
///
/// That table holds numbers alone: SQLite keeps words of it long after the last text with them is gone, while a row of
/// this table is overwritten as soon as it is removed. Also knows the words that begin with, or are nearly, another
/// one.
class TermStore {
public:
    explicit TermStore(SqliteFile &file) : m_file(file) { }

    /// The words as the full-text table stores them, in order; counts each of them once more.
    QString add(const QStringList &words);
    void remove(const QString &stored); ///< Takes back an add().
    void flush(); ///< Writes the counts; before each COMMIT.
    void forget(); ///< What was not written; after a ROLLBACK.

    KnownTerm find(const QString &word);
    QList<KnownTerm> beginningWith(const QString &word, int most); ///< The commonest.
    QList<KnownTerm> near(const QString &word, int most); ///< Without the word itself; the nearest, then the commonest.

    static QString token(qint64 id); ///< As it stands in the full-text table.

private:
    qint64 idOf(const QString &word);
    void count(const QString &stored, int step);
    static void addNear(SqliteStatement &rows, const QString &word, QList<KnownTerm> &terms);

    SqliteFile &m_file;
    QHash<QString, qint64> m_ids; ///< Of words that were met lately.
    QHash<qint64, int> m_counts; ///< Not written yet.
};

} // namespace freshet
