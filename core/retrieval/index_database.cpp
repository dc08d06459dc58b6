// SPDX-License-Identifier: MIT
#include "core/retrieval/index_database.h"

#include "core/base/log_categories.h"
#include "core/base/owner_file.h"
#include "core/retrieval/index_schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

#include <sqlite3.h>

namespace freshet {

namespace {

constexpr int kIndexBusyTimeout = 5000; // ms
constexpr qsizetype kMostPrepared = 100; // statements

int indexCodeOf(const QSqlError &error) { return error.nativeErrorCode().toInt() & 0xff; }

Error indexStorageError(const QString &message) { return {.kind = ErrorKind::Storage, .message = message}; }

/// Qt binds null texts and bytes as NULL; to us they are empty.
QVariant boundIndexValue(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        return QStringLiteral("");
    if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArray("");
    return value;
}

} // namespace

QString jsonListOf(const QList<qint64> &ids)
{
    QString list;
    for (const qint64 id : ids)
        list += (list.isEmpty() ? u'[' : u',') + QString::number(id);
    return ids.isEmpty() ? QStringLiteral("[]") : QString(list + u']');
}

IndexDatabase::IndexDatabase(const QString &path)
    : m_path(path), m_connection(QStringLiteral("freshet-index-") + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

IndexDatabase::~IndexDatabase() { disconnect(); }

Status IndexDatabase::open()
{
    if (m_isOpen)
        return {};
    if (const Status connected = connectToFile(); !connected) {
        disconnect();
        return connected;
    }
    m_isOpen = true;
    const Status migrated = migrate();
    if (!migrated)
        disconnect();
    return migrated;
}

Status IndexDatabase::connectToFile()
{
    if (!QDir().mkpath(QFileInfo(m_path).absolutePath())) {
        return failure(indexStorageError(
            QStringLiteral("The folder %1 for the search index cannot be made; check its permissions.")
                .arg(QFileInfo(m_path).absolutePath())));
    }
    if (owner_file::isLink(m_path)) {
        return failure(indexStorageError(
            QStringLiteral("The search index cannot be opened: %1.").arg(owner_file::linkWords(m_path))));
    }
    QFile file(m_path);
    if (!file.open(QIODevice::ReadWrite)) { // made here, so that nobody else can read it from the start
        return failure(indexStorageError(
            QStringLiteral("The search index %1 cannot be opened for writing; check its permissions.").arg(m_path)));
    }
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    constexpr qsizetype walMark = 18; // two bytes of the file's header that say which journal it has
    const bool hasWal = file.read(walMark + 2).endsWith("\2\2");
    file.close();

    QLockFile turningOn(m_path + QStringLiteral(".lock")); // SQLite waits for nobody when it turns WAL on
    if (!hasWal)
        turningOn.tryLock(kIndexBusyTimeout);
    if (const QSqlError refused = openConnection(); refused.isValid())
        return failure(failureOf(refused));
    for (const char *pragma :
        {"journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "trusted_schema = OFF"}) {
        if (const auto set = run(QStringLiteral("PRAGMA ") + QLatin1String(pragma)); !set)
            return failure(set.error());
    }
    return {};
}

QSqlError IndexDatabase::openConnection()
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    database.setDatabaseName(m_path);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(kIndexBusyTimeout));
    if (!database.open())
        return database.lastError();
    return {};
}

Status IndexDatabase::migrate()
{
    const auto found = schemaVersion();
    if (!found)
        return failure(found.error());
    if (*found > kIndexSchemaVersion) {
        return failure(indexStorageError(
            QStringLiteral("The search index %1 was made by a newer Freshet; update Freshet, or move that file away.")
                .arg(m_path)));
    }
    if (*found == kIndexSchemaVersion)
        return {};
    return transact([this]() -> Status {
        const auto current = schemaVersion(); // another program may have come first
        if (!current)
            return failure(current.error());
        for (int step = *current + 1; step <= kIndexSchemaVersion; ++step) {
            for (const QString &sql : indexMigration(step)) {
                if (const auto done = run(sql); !done)
                    return failure(done.error());
            }
        }
        if (const auto done = run(QStringLiteral("PRAGMA user_version = ") + QString::number(kIndexSchemaVersion));
            !done)
            return failure(done.error());
        return {};
    });
}

Result<int> IndexDatabase::schemaVersion()
{
    const auto version = run(QStringLiteral("PRAGMA user_version"));
    return version ? Result<int>(version->first().first().toInt()) : failure(version.error());
}

Result<IndexDatabase::Rows> IndexDatabase::run(const QString &sql, const QVariantList &values)
{
    QSqlError error;
    Rows rows;
    if (QSqlQuery *query = prepared(sql, error)) {
        for (qsizetype i = 0; i < values.size(); ++i)
            query->bindValue(static_cast<int>(i), boundIndexValue(values.at(i)));
        const int columns = query->exec() && query->isSelect() ? query->record().count() : 0;
        while (columns > 0 && query->next()) {
            QVariantList row;
            row.reserve(columns);
            for (int i = 0; i < columns; ++i)
                row << query->value(i);
            rows << row;
        }
        error = query->lastError();
        query->finish(); // else it would hold the file
    }
    if (error.isValid())
        return failure(failureOf(error));
    return rows;
}

Status IndexDatabase::execute(const QString &sql, const QVariantList &values)
{
    const auto done = run(sql, values);
    return done ? Status() : failure(done.error());
}

Result<qint64> IndexDatabase::number(const QString &sql, const QVariantList &values)
{
    const auto found = run(sql, values);
    return found ? Result<qint64>(found->first().first().toLongLong()) : failure(found.error());
}

/// Null where that failed, with @p error.
QSqlQuery *IndexDatabase::prepared(const QString &sql, QSqlError &error)
{
    if (const auto known = m_prepared.constFind(sql); known != m_prepared.cend())
        return known->get();
    if (m_prepared.size() >= kMostPrepared)
        m_prepared.clear();
    const auto query = std::make_shared<QSqlQuery>(QSqlDatabase::database(m_connection, false));
    query->setForwardOnly(true);
    if (!query->prepare(sql)) {
        error = query->lastError();
        return nullptr;
    }
    m_prepared.insert(sql, query);
    return query.get();
}

Status IndexDatabase::begin()
{
    if (const auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return failure(begun.error());
    return {};
}

Status IndexDatabase::commit()
{
    if (const auto committed = run(QStringLiteral("COMMIT")); !committed)
        return rollBack(committed.error());
    return {};
}

Status IndexDatabase::rollBack(const Error &cause)
{
    if (m_isOpen) // a damaged file is closed by now
        QSqlQuery(QSqlDatabase::database(m_connection, false)).exec(QStringLiteral("ROLLBACK"));
    return failure(cause);
}

Error IndexDatabase::failureOf(const QSqlError &error)
{
    qCWarning(logRetrieval) << "index:" << error.nativeErrorCode() << error.databaseText();
    switch (indexCodeOf(error)) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return replaceDamagedFile();
    case SQLITE_FULL:
        return indexStorageError(QStringLiteral("The disk is full, so the search index cannot grow; free some space."));
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return indexStorageError(
            QStringLiteral("The search index %1 is read-only; check its permissions.").arg(m_path));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {.kind = ErrorKind::Storage,
            .message = QStringLiteral("The search index is in use by another program; try again when it is done."),
            .retryable = true};
    default:
        return indexStorageError(QStringLiteral("The search index %1 cannot be read or written (SQLite error %2).")
                                     .arg(m_path, error.nativeErrorCode()));
    }
}

Error IndexDatabase::replaceDamagedFile()
{
    disconnect();
    const QString aside = m_path + QStringLiteral(".damaged");
    for (const QLatin1String part : {QLatin1String(""), QLatin1String("-wal"), QLatin1String("-shm")}) {
        QFile::remove(aside + part);
        QFile::rename(m_path + part, aside + part);
    }
    return indexStorageError(
        QStringLiteral("The search index was damaged and has been moved to %1; add your documents again.").arg(aside));
}

void IndexDatabase::disconnect()
{
    m_isOpen = false;
    m_prepared.clear();
    QSqlDatabase::removeDatabase(m_connection);
}

} // namespace freshet
