// SPDX-License-Identifier: MIT
#include "core/search/sqlite_file.h"

#include "core/base/log_categories.h"

#include <QFile>

#include <sqlite3.h>

#include <utility>

namespace freshet {

namespace {

constexpr int kSearchBusyTimeoutMs = 5000;
constexpr int kStepsBetweenInterrupts = 2000;

int isInterrupted(void *flag) { return static_cast<const std::atomic<bool> *>(flag)->load() ? 1 : 0; }

} // namespace

SqliteStatement::~SqliteStatement()
{
    if (m_statement) {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }
}

SqliteStatement::SqliteStatement(SqliteStatement &&other) noexcept
    : m_file(other.m_file),
      m_statement(std::exchange(other.m_statement, nullptr)),
      m_bound(other.m_bound),
      m_isStepping(other.m_isStepping)
{
}

SqliteStatement &SqliteStatement::bind(qint64 value)
{
    if (m_statement)
        sqlite3_bind_int64(m_statement, ++m_bound, value);
    return *this;
}

SqliteStatement &SqliteStatement::bind(double value)
{
    if (m_statement)
        sqlite3_bind_double(m_statement, ++m_bound, value);
    return *this;
}

SqliteStatement &SqliteStatement::bind(const QString &text)
{
    if (m_statement) {
        const QByteArray bytes = text.toUtf8();
        sqlite3_bind_text64(m_statement, ++m_bound, bytes.constData(), static_cast<sqlite3_uint64>(bytes.size()),
            SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    return *this;
}

bool SqliteStatement::step()
{
    if (!m_statement)
        return false;
    const int code = sqlite3_step(m_statement);
    m_isStepping = code == SQLITE_ROW;
    if (m_isStepping)
        return true;
    if (code != SQLITE_DONE)
        m_file->fail(sqlite3_extended_errcode(m_file->handle()));
    sqlite3_reset(m_statement);
    m_bound = 0;
    return false;
}

qint64 SqliteStatement::integer(int column) const
{
    return m_isStepping ? sqlite3_column_int64(m_statement, column) : 0;
}

double SqliteStatement::real(int column) const { return m_isStepping ? sqlite3_column_double(m_statement, column) : 0; }

QString SqliteStatement::text(int column) const { return QString::fromUtf8(utf8(column)); }

QByteArrayView SqliteStatement::utf8(int column) const
{
    if (!m_isStepping)
        return {};
    const auto *const bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return {bytes, bytes ? sqlite3_column_bytes(m_statement, column) : 0};
}

SqliteFile::~SqliteFile() { close(); }

bool SqliteFile::open(const QString &path, Access access)
{
    close();
    m_error = 0;
    const int flags = access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code
        = sqlite3_open_v2(QFile::encodeName(path).constData(), &m_handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) {
        fail(m_handle ? sqlite3_extended_errcode(m_handle) : code);
        close();
        return false;
    }
    sqlite3_busy_timeout(m_handle, kSearchBusyTimeoutMs);
    run("PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 0");
    return m_error == 0;
}

void SqliteFile::close()
{
    for (const auto &[sql, statement] : m_prepared)
        sqlite3_finalize(statement);
    m_prepared.clear();
    sqlite3_finalize(std::exchange(m_once, nullptr));
    sqlite3_close_v2(std::exchange(m_handle, nullptr));
}

SqliteStatement SqliteFile::prepared(const char *sql)
{
    auto &statement = m_prepared[sql];
    if (!statement && m_handle) {
        const int code = sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code != SQLITE_OK)
            fail(sqlite3_extended_errcode(m_handle));
    } else if (statement) {
        sqlite3_reset(statement);
    }
    return {*this, statement};
}

SqliteStatement SqliteFile::prepare(const QString &sql)
{
    sqlite3_finalize(std::exchange(m_once, nullptr));
    if (m_handle && sqlite3_prepare_v2(m_handle, sql.toUtf8().constData(), -1, &m_once, nullptr) != SQLITE_OK)
        fail(sqlite3_extended_errcode(m_handle));
    return {*this, m_once};
}

void SqliteFile::run(const char *sql)
{
    if (m_handle && sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(sqlite3_extended_errcode(m_handle));
}

void SqliteFile::interruptWhen(const std::atomic<bool> *flag)
{
    if (m_handle) // the handler only reads through it
        sqlite3_progress_handler(m_handle, flag ? kStepsBetweenInterrupts : 0, flag ? &isInterrupted : nullptr,
            const_cast<std::atomic<bool> *>(flag));
}

int SqliteFile::takeError() { return std::exchange(m_error, 0); }

void SqliteFile::fail(int code)
{
    if ((code & 0xff) != SQLITE_INTERRUPT)
        qCWarning(logHistory) << "search over the chats:" << code << (m_handle ? sqlite3_errmsg(m_handle) : "not open");
    if (m_error == 0)
        m_error = code;
}

} // namespace freshet
