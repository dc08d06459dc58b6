// SPDX-License-Identifier: MIT
#include "core/history/history_backup.h"

#include "core/base/log_categories.h"
#include "core/base/owner_file.h"
#include "core/history/history_statement.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace freshet {

namespace {

QString backupFolder(const QString &historyPath)
{
    return QFileInfo(historyPath).absolutePath() + QStringLiteral("/backups");
}

QString backupPath(const QString &historyPath, int number, BackupKind kind)
{
    return backupFolder(historyPath)
        + QStringLiteral("/%1-%2%3.db")
              .arg(QFileInfo(historyPath).completeBaseName())
              .arg(number, 6, 10, QLatin1Char('0'))
              .arg(kind == BackupKind::BeforeUpdate ? QLatin1String("-before-update") : QLatin1String());
}

SqliteConnection openBackup(const QString &path, int flags)
{
    sqlite3 *database = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &database, flags, nullptr);
    SqliteConnection connection(database);
    if (code != SQLITE_OK)
        return {};
    runSqlite(database, "PRAGMA trusted_schema = OFF");
    return connection;
}

QHash<QByteArray, qint64> rowsOfTables(sqlite3 *database)
{
    QHash<QByteArray, qint64> rows;
    HistoryStatement tables(database,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\'");
    while (tables.nextRow()) {
        const QByteArray name = tables.text(0);
        HistoryStatement count(database, "SELECT count(*) FROM \"" + QByteArray(name).replace('"', "\"\"") + '"');
        rows.insert(name, count.nextRow() ? count.integer(0) : -1);
    }
    return rows;
}

bool passesQuickCheck(sqlite3 *database)
{
    HistoryStatement check(database, "PRAGMA quick_check(1)");
    return check.nextRow() && check.text(0) == "ok";
}

void removeOldBackups(const QString &historyPath, BackupKind kind)
{
    int kept = 0;
    for (const HistoryBackup &backup : historyBackups(historyPath)) {
        if (backup.kind == kind && ++kept > kBackupsKept)
            QFile::remove(backup.path);
    }
}

} // namespace

QList<HistoryBackup> historyBackups(const QString &historyPath)
{
    static const QRegularExpression pattern(QStringLiteral("-(\\d{6,9})(-before-update)?\\.db$"));
    QList<HistoryBackup> backups;
    const QString ours = QFileInfo(historyPath).completeBaseName() + u'-';
    const QFileInfoList files = QDir(backupFolder(historyPath)).entryInfoList(QDir::Files | QDir::NoSymLinks);
    for (const QFileInfo &file : files) {
        const QRegularExpressionMatch match = pattern.match(file.fileName());
        if (match.hasMatch() && match.capturedStart() == ours.size() - 1 && file.fileName().startsWith(ours)) {
            backups << HistoryBackup{.path = file.absoluteFilePath(),
                .number = match.captured(1).toInt(),
                .kind = match.captured(2).isEmpty() ? BackupKind::Daily : BackupKind::BeforeUpdate,
                .madeAt = file.lastModified().toUTC()};
        }
    }
    std::sort(backups.begin(), backups.end(),
        [](const HistoryBackup &a, const HistoryBackup &b) { return a.number > b.number; });
    return backups;
}

BackupWriter::BackupWriter(sqlite3 *source, const QString &historyPath, BackupKind kind)
    : m_source(source),
      m_historyPath(historyPath),
      m_kind(kind),
      m_temporary(backupPath(historyPath, 0, kind) + QStringLiteral(".new"))
{
    if (!owner_file::makeEmpty(m_temporary))
        return;
    m_target = openBackup(m_temporary, SQLITE_OPEN_READWRITE).release();
    if (!m_target)
        return;
    // It is brought to the disk as a whole at the end; until then it has no name that anybody looks for.
    runSqlite(m_target, "PRAGMA synchronous = OFF");
    m_backup = sqlite3_backup_init(m_target, "main", source, "main");
}

BackupWriter::~BackupWriter()
{
    sqlite3_backup_finish(m_backup);
    sqlite3_close(m_target);
    QFile::remove(m_temporary);
}

BackupWriter::State BackupWriter::advance(int pages)
{
    if (!m_backup)
        return State::Failed;
    switch (sqlite3_backup_step(m_backup, pages) & 0xff) {
    case SQLITE_OK:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return State::Copying;
    case SQLITE_DONE:
        break;
    default:
        return State::Failed;
    }
    const int code = sqlite3_backup_finish(std::exchange(m_backup, nullptr));
    m_rows = rowsOfTables(m_source);
    // A copy of a file with a log asks for a log of its own.
    const bool isCopied = code == SQLITE_OK && runSqlite(m_target, "PRAGMA journal_mode = DELETE");
    return isCopied ? State::Copied : State::Failed;
}

bool BackupWriter::publish()
{
    constexpr int stepsBetween = 10'000;
    sqlite3_progress_handler(
        m_target, stepsBetween, [](void *isOver) { return static_cast<std::atomic<bool> *>(isOver)->load() ? 1 : 0; },
        &m_isAbandoned);
    const bool isWhole = passesQuickCheck(m_target) && rowsOfTables(m_target) == m_rows;
    sqlite3_close(std::exchange(m_target, nullptr));
    const QList<HistoryBackup> backups = historyBackups(m_historyPath);
    const int number = backups.isEmpty() ? 1 : backups.first().number + 1;
    const QString path = backupPath(m_historyPath, number, m_kind);
    if (!isWhole || !owner_file::sync(m_temporary) || !QFile::rename(m_temporary, path)) {
        qCWarning(logHistory) << "the backup of the chats is not whole";
        return false;
    }
    owner_file::syncDirectoryOf(path);
    removeOldBackups(m_historyPath, m_kind);
    return true;
}

void forgetInBackups(const QString &historyPath, const QStringList &conversations)
{
    for (const HistoryBackup &backup : historyBackups(historyPath)) {
        {
            const SqliteConnection database = openBackup(backup.path, SQLITE_OPEN_READWRITE);
            for (const char *pragma : {"PRAGMA secure_delete = ON", "PRAGMA foreign_keys = ON"})
                runSqlite(database.get(), pragma);
            for (const char *sql :
                {"DELETE FROM conversations WHERE id = ?", "DELETE FROM drafts WHERE conversation = ?"}) {
                HistoryStatement remove(database.get(), sql); // an old one may have no drafts
                for (const QString &conversation : conversations) {
                    remove.bind(1, conversation.toUtf8());
                    remove.run();
                    remove.reset();
                }
            }
        }
        QFile file(backup.path); // it is as old as it was
        if (file.open(QIODevice::ReadWrite))
            file.setFileTime(backup.madeAt, QFileDevice::FileModificationTime);
    }
}

bool isWholeDatabase(const QString &path)
{
    const SqliteConnection database = openBackup(path, SQLITE_OPEN_READONLY);
    return database && passesQuickCheck(database.get());
}

} // namespace freshet
