// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <atomic>
#include <memory>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace freshet {

class SqliteFile;

/// A statement that is run again and again: bind from 1 on, step through its rows, read columns from 0 on.
///
/// Ends its reading when it goes out of scope or is taken again, so no lock outlives the function that reads.
class SqliteStatement {
public:
    SqliteStatement(SqliteFile &file, sqlite3_stmt *statement) : m_file(&file), m_statement(statement) { }
    ~SqliteStatement();
    SqliteStatement(SqliteStatement &&other) noexcept;
    SqliteStatement &operator=(SqliteStatement &&) = delete;

    SqliteStatement &bind(qint64 value);
    SqliteStatement &bind(double value);
    SqliteStatement &bind(const QString &text); ///< Of which a copy is made.

    bool step(); ///< Whether there is a row. False at the end and on an error, which the file keeps.
    void run() { step(); } ///< What gives no rows; it may be bound anew then.

    qint64 integer(int column) const;
    double real(int column) const;
    QString text(int column) const;
    QByteArrayView utf8(int column) const; ///< Until the next step.

private:
    SqliteFile *m_file;
    sqlite3_stmt *m_statement; // owned by m_file; null where it could not be prepared
    int m_bound = 0;
    bool m_isStepping = false;
};

/// One connection to one SQLite file, and the first error since somebody asked: what follows an error does nothing
/// that matters, so that a whole transaction is written down without a check a line. To be used in one thread.
class SqliteFile {
public:
    enum class Access { ReadOnly, ReadWrite };

    SqliteFile() = default;
    ~SqliteFile();
    SqliteFile(const SqliteFile &) = delete;
    SqliteFile &operator=(const SqliteFile &) = delete;

    bool open(const QString &path, Access access); ///< False: see takeError().
    void close();
    bool isOpen() const { return m_handle != nullptr; }
    sqlite3 *handle() const { return m_handle; }

    SqliteStatement prepared(const char *sql); ///< A literal: its address is what it is known by.
    SqliteStatement prepare(const QString &sql); ///< For once.
    void run(const char *sql); ///< One or several statements, whose rows are left out.

    void interruptWhen(const std::atomic<bool> *flag); ///< Statements end with SQLITE_INTERRUPT then; null: never.

    int error() const { return m_error; } ///< SQLite's extended code; 0 for none.
    int takeError();

private:
    friend class SqliteStatement;

    void fail(int code);

    sqlite3 *m_handle = nullptr;
    std::unordered_map<const char *, sqlite3_stmt *> m_prepared;
    sqlite3_stmt *m_once = nullptr;
    int m_error = 0;
};

} // namespace freshet
