// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QVariantList>

#include <memory>

class QSqlError;
class QSqlQuery;

namespace freshet {

/// For `json_each(?)`: one statement, however many ids there are.
QString jsonListOf(const QList<qint64> &ids);

/// The connection to the index file: opening, schema, transactions, and SQL errors in words.
///
/// The index can always be built again from the documents, so a damaged file is moved aside (`.damaged`) and replaced
/// by an empty one; the call that met the damage fails and says so. Lives in one thread from open() to the end.
class IndexDatabase {
public:
    explicit IndexDatabase(const QString &path);
    ~IndexDatabase();
    IndexDatabase(const IndexDatabase &) = delete;
    IndexDatabase &operator=(const IndexDatabase &) = delete;

    /// Opens and migrates at the first call; later ones cost nothing.
    Status open();

    using Rows = QList<QVariantList>;

    /// Runs one statement and gives all its rows. @p sql comes from constants, values are always bound. Statements stay
    /// prepared.
    Result<Rows> run(const QString &sql, const QVariantList &values = {});
    Status execute(const QString &sql, const QVariantList &values = {}); ///< Likewise, where rows say nothing.
    Result<qint64> number(const QString &sql, const QVariantList &values = {}); ///< The first of a row that is there.

    /// Runs @p work in one transaction: all of it is kept, or none.
    template <typename Work>
    Status transact(Work work)
    {
        if (const Status begun = begin(); !begun)
            return begun;
        const Status done = work();
        return done ? commit() : rollBack(done.error());
    }

private:
    Status connectToFile();
    QSqlError openConnection();
    QSqlQuery *prepared(const QString &sql, QSqlError &error);
    Status migrate();
    Result<int> schemaVersion();
    Status begin();
    Status commit();
    Status rollBack(const Error &cause);
    Error failureOf(const QSqlError &error);
    Error replaceDamagedFile();
    void disconnect();

    const QString m_path;
    const QString m_connection;
    bool m_isOpen = false;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_prepared; // by their text; gone before the connection
};

} // namespace freshet
