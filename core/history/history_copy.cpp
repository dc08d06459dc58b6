// SPDX-License-Identifier: MIT
#include "core/history/history_copy.h"

#include "core/base/log_categories.h"
#include "core/history/history_statement.h"
#include "core/history/history_title.h"

#include <QByteArrayList>
#include <QList>
#include <QSet>

#include <limits>

namespace freshet {

namespace {

constexpr qint64 kMostGaps = 20'000; ///< A file that is damaged in more places is given up at this one.
constexpr qint64 kLastRow = std::numeric_limits<qint64>::max();

QByteArray quoted(QByteArray name) { return '"' + name.replace('"', "\"\"") + '"'; }

struct HistoryTable {
    QByteArray name;
    bool hasRowIds = true;
    QByteArrayList columns;
    QByteArray number; ///< The column that is the row's number; empty when there is none.
    QByteArrayList key; ///< What a row is known by.
};

QByteArrayList columnsOf(sqlite3 *database, const QByteArray &table)
{
    QByteArrayList columns;
    HistoryStatement query(database, "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid");
    query.bind(1, table);
    while (query.nextRow())
        columns << query.text(0);
    return columns;
}

/// The key: that of the first UNIQUE constraint where the primary key is but a number, else the primary key.
void findKey(sqlite3 *database, HistoryTable &table)
{
    HistoryStatement primary(
        database, "SELECT name, upper(type) = 'INTEGER' FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk");
    primary.bind(1, table.name);
    bool isNumber = false;
    while (primary.nextRow()) {
        table.key << primary.text(0);
        isNumber = primary.integer(1) != 0;
    }
    if (!table.hasRowIds || table.key.size() != 1 || !isNumber)
        return;
    table.number = table.key.first();
    HistoryStatement unique(database,
        "SELECT i.name FROM pragma_index_info((SELECT l.name FROM pragma_index_list(?) AS l"
        " WHERE l.origin = 'u' AND l.partial = 0 ORDER BY l.seq LIMIT 1)) AS i ORDER BY i.seqno");
    unique.bind(1, table.name);
    QByteArrayList key;
    while (unique.nextRow())
        key << unique.text(0);
    if (!key.isEmpty())
        table.key = key;
}

/// Real tables only: what a full-text index keeps for itself is made anew from these.
QList<HistoryTable> historyTables(sqlite3 *database)
{
    QList<HistoryTable> tables;
    HistoryStatement query(database,
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' ORDER BY name");
    while (query.nextRow()) {
        HistoryTable table{.name = query.text(0), .hasRowIds = query.integer(1) == 0};
        table.columns = columnsOf(database, table.name);
        findKey(database, table);
        tables << table;
    }
    return tables;
}

/// Writes rows into one table of the target.
class RowWriter {
public:
    RowWriter(sqlite3 *target, const HistoryTable &table, RowConflict conflict)
        : m_target(target),
          m_numberPlace(table.number.isEmpty() ? -1 : int(table.columns.indexOf(table.number))),
          m_insert(target, sqlFor(table, conflict))
    {
    }

    /// False when the target cannot be written at all. A row that it refuses counts as a gap.
    bool take(const HistoryStatement &row, int first, int count, CopiedRows &copied)
    {
        int code = insert(row, first, count, Number::Kept);
        if ((isRefused(code) || (code == SQLITE_DONE && sqlite3_changes(m_target) == 0)) && m_numberPlace >= 0)
            code = insert(row, first, count, Number::New); // the number may be another row's
        if (code == SQLITE_DONE)
            copied.rows += sqlite3_changes(m_target);
        else if (isRefused(code))
            ++copied.gaps;
        return code == SQLITE_DONE || isRefused(code);
    }

private:
    enum class Number { Kept, New };

    static bool isRefused(int code)
    {
        return code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH || code == SQLITE_TOOBIG;
    }

    static QByteArray sqlFor(const HistoryTable &table, RowConflict conflict)
    {
        QByteArrayList names;
        QByteArrayList changes;
        for (const QByteArray &column : table.columns) {
            names << quoted(column);
            if (column != table.number && !table.key.contains(column))
                changes << quoted(column) + " = excluded." + quoted(column);
        }
        QByteArrayList places;
        for (qsizetype i = 0; i < names.size(); ++i)
            places << QByteArray("?");
        QByteArrayList key;
        for (const QByteArray &column : table.key)
            key << quoted(column);
        const bool takes = conflict == RowConflict::TakeSource && !key.isEmpty() && !changes.isEmpty();
        return "INSERT INTO " + quoted(table.name) + " (" + names.join(", ") + ") VALUES (" + places.join(", ")
            + ") ON CONFLICT"
            + (takes && !changes.isEmpty() ? " (" + key.join(", ") + ") DO UPDATE SET " + changes.join(", ")
                                           : QByteArray(" DO NOTHING"));
    }

    int insert(const HistoryStatement &row, int first, int count, Number number)
    {
        m_insert.reset();
        for (int i = 0; i < count; ++i) {
            if (i == m_numberPlace && number == Number::New)
                m_insert.bindNull(i + 1);
            else
                m_insert.bind(i + 1, row.value(first + i));
        }
        return m_insert.step();
    }

    sqlite3 *const m_target;
    const int m_numberPlace;
    HistoryStatement m_insert;
};

/// Reads one table by its row numbers, around what is damaged.
class RowReader {
public:
    RowReader(sqlite3 *source, const HistoryTable &table) : m_table(table), m_source(source)
    {
        QByteArrayList names;
        for (const QByteArray &column : table.columns)
            names << quoted(column);
        const QByteArray from = " FROM " + quoted(table.name);
        const QByteArray range = " NOT INDEXED WHERE rowid >= ? ORDER BY rowid";
        m_rowsSql = "SELECT " + QByteArray(table.hasRowIds ? "rowid, " : "0, ") + names.join(", ") + from;
        if (table.hasRowIds)
            m_rowsSql += range;
        m_probeSql = m_rowsSql + " LIMIT 1";
    }

    /// False when the target cannot be written.
    bool copyTo(RowWriter &writer, CopiedRows &copied)
    {
        const int count = int(m_table.columns.size());
        HistoryStatement rows(m_source, m_rowsSql);
        for (qint64 from = std::numeric_limits<qint64>::min();;) {
            rows.reset();
            if (m_table.hasRowIds)
                rows.bind(1, from);
            int code = SQLITE_ROW;
            while ((code = rows.step()) == SQLITE_ROW) {
                const qint64 number = rows.integer(0);
                if (m_table.hasRowIds && number < from)
                    break; // a circle of damaged pages
                if (!writer.take(rows, 1, count, copied))
                    return false;
                if (m_table.hasRowIds && number == kLastRow)
                    return true;
                from = number + 1;
            }
            if (code == SQLITE_DONE)
                return true;
            ++copied.gaps;
            if (!m_table.hasRowIds || copied.gaps > kMostGaps)
                return true;
            const std::optional<qint64> next = afterGap(std::max<qint64>(from, 0));
            if (!next)
                return true;
            from = *next;
        }
    }

private:
    enum class Probe { Row, End, Broken };

    Probe probe(qint64 from, qint64 &found)
    {
        HistoryStatement one(m_source, m_probeSql);
        one.bind(1, from);
        const int code = one.step();
        found = code == SQLITE_ROW ? one.integer(0) : 0;
        return code == SQLITE_DONE ? Probe::End : code == SQLITE_ROW && found >= from ? Probe::Row : Probe::Broken;
    }

    /// The first row from @p broken on that can be read: in strides that double, and then by halves.
    std::optional<qint64> afterGap(qint64 broken)
    {
        qint64 good = 0;
        qint64 found = 0;
        Probe result = Probe::Broken;
        for (qint64 stride = 1; result == Probe::Broken; stride *= 2) {
            if (stride > kLastRow / 4 || broken > kLastRow - stride)
                return std::nullopt;
            good = broken + stride;
            result = probe(good, found);
            if (result == Probe::Broken)
                broken = good;
        }
        while (good - broken > 1) {
            const qint64 middle = broken + (good - broken) / 2;
            qint64 number = 0;
            const Probe there = probe(middle, number);
            if (there == Probe::Broken) {
                broken = middle;
            } else {
                good = middle;
                result = there;
                found = number;
            }
        }
        return result == Probe::Row ? std::optional(found) : std::nullopt;
    }

    const HistoryTable &m_table;
    sqlite3 *const m_source;
    QByteArray m_rowsSql;
    QByteArray m_probeSql;
};

/// The column of @p table that holds reference number @p reference where a chat can do without what it refers to (its
/// folder); empty where the row makes no sense without it.
QByteArray dispensableReference(sqlite3 *database, const QByteArray &table, qint64 reference)
{
    HistoryStatement keys(
        database, "SELECT \"from\" FROM pragma_foreign_key_list(?) WHERE id = ? AND on_delete = 'SET NULL'");
    keys.bind(1, table);
    keys.bind(2, reference);
    return keys.nextRow() ? keys.text(0) : QByteArray();
}

/// What refers to something that was lost: messages get their chat again, a chat stays without its folder, all else
/// goes.
bool mendReferences(sqlite3 *target)
{
    HistoryStatement orphans(target,
        "SELECT conversation, text, created_at FROM messages WHERE conversation NOT IN (SELECT id FROM conversations)"
        " ORDER BY seq");
    HistoryStatement chat(target, "INSERT OR IGNORE INTO conversations (id, title, changed_at) VALUES (?, ?, ?)");
    int code = SQLITE_ROW;
    while ((code = orphans.step()) == SQLITE_ROW) {
        chat.reset();
        chat.bind(1, orphans.text(0));
        chat.bind(2, titleFromQuestion(QString::fromUtf8(orphans.text(1))).toUtf8());
        chat.bind(3, orphans.integer(2));
        if (!chat.run())
            return false;
    }
    if (code != SQLITE_DONE)
        return false;
    QList<QByteArray> mending;
    HistoryStatement check(target, "PRAGMA foreign_key_check");
    while ((code = check.step()) == SQLITE_ROW) {
        const QByteArray table = check.text(0);
        const QByteArray column = dispensableReference(target, table, check.integer(3));
        const QByteArray what = column.isEmpty()
            ? QByteArray("DELETE FROM " + quoted(table))
            : QByteArray("UPDATE " + quoted(table) + " SET " + quoted(column) + " = NULL");
        mending << what + " WHERE rowid = " + QByteArray::number(check.integer(1));
    }
    bool ok = code == SQLITE_DONE;
    for (const QByteArray &sql : std::as_const(mending))
        ok = ok && runSqlite(target, sql);
    return ok;
}

bool copyTables(sqlite3 *source, sqlite3 *target, RowConflict conflict, CopiedRows &copied)
{
    const QList<HistoryTable> tables = historyTables(target);
    for (const HistoryTable &whole : tables) {
        HistoryTable table = whole;
        const QByteArrayList there = columnsOf(source, table.name);
        table.columns.removeIf([&there](const QByteArray &column) { return !there.contains(column); });
        if (table.columns.isEmpty())
            continue;
        RowWriter writer(target, table, conflict);
        if (!RowReader(source, table).copyTo(writer, copied))
            return false;
    }
    return mendReferences(target);
}

} // namespace

std::optional<CopiedRows> copyHistoryRows(sqlite3 *source, sqlite3 *target, RowConflict conflict)
{
    CopiedRows copied;
    // Rows come in the order of their tables' names, not of what refers to what; mendReferences() keeps the promise.
    if (!runSqlite(target, "PRAGMA foreign_keys = OFF"))
        return std::nullopt;
    const bool isCopied = runSqlite(target, "BEGIN IMMEDIATE") && copyTables(source, target, conflict, copied)
        && runSqlite(target, "COMMIT");
    if (!isCopied) {
        qCWarning(logHistory) << "rows could not be copied:" << sqlite3_errmsg(target);
        runSqlite(target, "ROLLBACK");
    }
    runSqlite(target, "PRAGMA foreign_keys = ON");
    return isCopied ? std::optional(copied) : std::nullopt;
}

bool hasSchemaOf(sqlite3 *database, sqlite3 *pattern)
{
    const QList<HistoryTable> tables = historyTables(pattern);
    return std::all_of(tables.cbegin(), tables.cend(), [database](const HistoryTable &table) {
        const QByteArrayList there = columnsOf(database, table.name);
        return std::all_of(table.columns.cbegin(), table.columns.cend(),
            [&there](const QByteArray &column) { return there.contains(column); });
    });
}

} // namespace freshet
