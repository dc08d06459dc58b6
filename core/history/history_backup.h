// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

#include <atomic>

struct sqlite3;
struct sqlite3_backup;

namespace freshet {

enum class BackupKind { Daily, BeforeUpdate };

/// A whole copy of the chats in the folder `backups` beside them. The number, not the date, tells which is newer:
/// clocks jump.
struct HistoryBackup {
    QString path;
    int number = 0;
    BackupKind kind = BackupKind::Daily;
    QDateTime madeAt;
};

inline constexpr int kBackupsKept = 3; ///< Of each kind.

/// Those of the chats at @p historyPath, the newest first.
QList<HistoryBackup> historyBackups(const QString &historyPath);

/// Copies a database page by page into a temporary file, a few pages a call, so that nobody waits for it.
///
/// What @p source writes between two calls is copied, too. Deleted before it is published: nothing stays.
class BackupWriter {
public:
    enum class State { Copying, Copied, Failed };

    BackupWriter(sqlite3 *source, const QString &historyPath, BackupKind kind);
    ~BackupWriter();
    BackupWriter(const BackupWriter &) = delete;
    BackupWriter &operator=(const BackupWriter &) = delete;

    State advance(int pages); ///< Negative: all that is left.

    /// Checks the copy, brings it to the disk and gives it its name; then the oldest ones go. May run in any thread,
    /// once, after the last advance(). False: the copy was not whole, and is gone.
    bool publish();
    void abandon() { m_isAbandoned = true; } ///< From any thread: publish() fails soon.

private:
    sqlite3 *const m_source;
    const QString m_historyPath;
    const BackupKind m_kind;
    const QString m_temporary;
    sqlite3 *m_target = nullptr;
    sqlite3_backup *m_backup = nullptr;
    std::atomic<bool> m_isAbandoned = false;
    QHash<QByteArray, qint64> m_rows; ///< By table, as the source had them at the end.
};

/// Deletes chats in the backups, too: what the user deletes is not to live on in a file he does not think of.
void forgetInBackups(const QString &historyPath, const QStringList &conversations);

/// Whether it can be read as a database from the first page to the last. Takes as long as the file is large.
bool isWholeDatabase(const QString &path);

} // namespace freshet
