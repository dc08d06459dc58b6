// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/history/history_database.h"
#include "core/history/history_store.h"

#include <QDeadlineTimer>
#include <QList>
#include <QSqlError>

#include <functional>
#include <utility>

class QSqlQuery;

namespace freshet {

/// Owns the connection to the chats, and heals it.
///
/// After a failure of the disk, damage, or when the file was deleted or replaced by another program, the connection is
/// closed and the file opened anew before anything is tried again: nobody knows what a connection still holds whose
/// write to the disk failed. So what is written must come out the same when it is written twice. Lives in one thread;
/// the file is opened at the first call that needs it.
class HistoryFile {
public:
    using Statements = std::function<bool(QSqlQuery &)>;

    /// An empty @p path: in memory only, as long as this lives.
    explicit HistoryFile(const QString &path, HistoryOpening opening = HistoryOpening::Own);
    ~HistoryFile();
    HistoryFile(const HistoryFile &) = delete;
    HistoryFile &operator=(const HistoryFile &) = delete;

    const QString &path() const { return m_path; }

    /// One transaction around @p statements, which may run twice. On failure nothing of it stays; the error says why.
    std::optional<QSqlError> write(const Statements &statements);
    /// All of one moment, whoever else writes. May run twice; false: what was read is not whole.
    bool read(const Statements &statements);

    void cleanLog(); ///< What was deleted is not in the log either from now on.

    bool isSaving() const { return isOpen() && m_place == HistoryPlace::File; }
    /// Looks whether the file can be used again, when it could not; what was kept in memory goes there. True: it can.
    bool recover();

    /// What the user must know since the last call.
    QList<Error> takeNotices() { return std::exchange(m_notices, {}); }

    bool mayRecover() const { return m_wasOpened && !isSaving() && m_mayRecover; }

    sqlite3 *handle(); ///< For backups; null while nothing is saved. Valid until @p beforeClose is called.
    void setBeforeClose(std::function<void()> beforeClose) { m_beforeClose = std::move(beforeClose); }

private:
    bool isOpen() const { return !m_connection.isEmpty(); }
    bool open(HistorySuspicion suspicion = HistorySuspicion::None);
    void close();
    bool heal(const QSqlError &error);
    bool settle(QSqlQuery &query);
    void followMoves();
    std::optional<QSqlError> tryWrite(const Statements &statements);

    const QString m_path;
    const HistoryOpening m_opening;
    QString m_connection; ///< Empty: none.
    QSqlDatabase m_database;
    HistoryPlace m_place = HistoryPlace::File;
    bool m_wasOpened = false;
    bool m_mayRecover = false;
    bool m_isUnsettled = false; ///< A write to the disk failed, and what it wrote may be in the log.
    QDeadlineTimer m_nextRescue{0};
    std::function<void()> m_beforeClose;
    QList<Error> m_notices;
};

} // namespace freshet
