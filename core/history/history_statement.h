// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <sqlite3.h>

#include <memory>

namespace freshet {

/// SQLite's own statement: for the copying of rows and pages, which knows no types and must see each error's code.
class HistoryStatement {
public:
    /// On failure every step() fails with the same code.
    HistoryStatement(sqlite3 *database, const QByteArray &sql)
    {
        sqlite3_stmt *statement = nullptr;
        m_prepared = sqlite3_prepare_v2(database, sql.constData(), int(sql.size()), &statement, nullptr);
        m_statement.reset(statement);
    }

    /// SQLITE_ROW, SQLITE_DONE or an error's primary code.
    int step() { return (m_prepared == SQLITE_OK ? sqlite3_step(m_statement.get()) : m_prepared) & 0xff; }
    bool nextRow() { return step() == SQLITE_ROW; }
    bool run() { return step() == SQLITE_DONE; }
    void reset() { sqlite3_reset(m_statement.get()); }

    void bind(int place, qint64 value) { sqlite3_bind_int64(m_statement.get(), place, value); }
    void bind(int place, const QByteArray &text)
    {
        sqlite3_bind_text(m_statement.get(), place, text.constData(), int(text.size()), SQLITE_TRANSIENT);
    }
    void bind(int place, sqlite3_value *value) { sqlite3_bind_value(m_statement.get(), place, value); }
    void bindNull(int place) { sqlite3_bind_null(m_statement.get(), place); }

    qint64 integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }
    sqlite3_value *value(int column) const { return sqlite3_column_value(m_statement.get(), column); }
    QByteArray text(int column) const
    {
        const auto *const bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
        return {bytes, sqlite3_column_bytes(m_statement.get(), column)};
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
    };

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_prepared = SQLITE_ERROR;
};

/// A connection that closes itself.
struct CloseSqlite {
    void operator()(sqlite3 *database) const { sqlite3_close(database); }
};
using SqliteConnection = std::unique_ptr<sqlite3, CloseSqlite>;

inline bool runSqlite(sqlite3 *database, const QByteArray &sql)
{
    return sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

} // namespace freshet
