// SPDX-License-Identifier: MIT
#include "core/history/history_beside.h"

#include "core/base/owner_file.h"

#include <QFileInfo>
#include <QSqlQuery>

namespace freshet {

namespace {

/// Whether the file is there, whole as far as its head tells, and of this version.
bool isReadyBeside(QSqlDatabase &database)
{
    if (!connectHistory(database))
        return false;
    QSqlQuery query(database);
    return query.exec("PRAGMA user_version") && query.next() && query.value(0).toInt() == kHistorySchema;
}

} // namespace

OpenedHistory openHistoryBeside(const QString &path, const QString &connectionName)
{
    if (!QFileInfo::exists(path) || owner_file::isLink(path))
        return openHistory(path, connectionName);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", connectionName);
        database.setDatabaseName(path);
        if (isReadyBeside(database))
            return {database, std::nullopt};
        database.close();
    }
    QSqlDatabase::removeDatabase(connectionName);
    return openHistory(path, connectionName);
}

} // namespace freshet
