// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/owner_file.h"
#include "core/retrieval/index_database.h"

#include <QFile>
#include <QStringList>

namespace freshet {

/// The files of a folder beside the index that the rows of a table name in `file`, and that are made from its tables.
///
/// A file and its row appear in one transaction: what a transaction wrote goes when it fails, and what it replaced when
/// it does not. So any number of programs may read and write, and a file that no row names is left over from one that
/// was killed. Names are never used again.
class IndexFiles {
public:
    /// All names end in @p suffix. @p database outlives this.
    IndexFiles(IndexDatabase &database, QLatin1String table, const QString &directory, QLatin1String suffix)
        : m_database(database), m_table(table), m_directory(directory), m_suffix(suffix)
    {
    }

    QString pathOf(const QString &name) const { return m_directory + u'/' + name; }
    QString newName() const;
    QString newDraft() const; ///< The path of a file that is written outside of any transaction, for adopt().

    /// A file that only its owner may read, down to the disk: only reading all of it would show later that it never got
    /// there. @p content takes the open file and tells a Status. What fails leaves none.
    template <typename Content>
    static Status writeFile(const QString &path, Content content)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, owner_file::kPermissions))
            return failure(notWritten(file));
        const Status written = content(file);
        if (written && file.flush() && owner_file::sync(path))
            return {};
        const Error error = written ? notWritten(file) : written.error();
        file.remove();
        return failure(error);
    }

    template <typename Content>
    Status write(const QString &name, Content content) ///< In a transaction.
    {
        if (const Status prepared = prepare(); !prepared)
            return prepared;
        const Status written = writeFile(pathOf(name), content);
        if (written)
            m_written << name;
        return written;
    }
    bool adopt(const QString &draft, const QString &name); ///< In a transaction. False: it is gone.
    void replace(const QString &name) { m_replaced << name; } ///< In a transaction.
    void endTransaction(bool isCommitted); ///< After it.

private:
    static Error notWritten(const QFile &file);
    Status prepare();
    Status removeLeftovers();

    IndexDatabase &m_database;
    const QLatin1String m_table;
    const QString m_directory;
    const QLatin1String m_suffix;
    QStringList m_written; // by the transaction at hand
    QStringList m_replaced; // by it
    bool m_hasTidied = false;
};

} // namespace freshet
