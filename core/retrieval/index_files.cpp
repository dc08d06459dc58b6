// SPDX-License-Identifier: MIT
#include "core/retrieval/index_files.h"

#include <QDateTime>
#include <QDir>
#include <QUuid>

namespace freshet {

namespace {

constexpr QLatin1String kDraftSuffix(".merging");
constexpr qint64 kDraftAbandonedAfter = 24 * 60 * 60; // seconds

QString newIndexFileName(QLatin1String suffix) { return QUuid::createUuid().toString(QUuid::WithoutBraces) + suffix; }

} // namespace

QString IndexFiles::newName() const { return newIndexFileName(m_suffix); }

QString IndexFiles::newDraft() const { return pathOf(newIndexFileName(kDraftSuffix)); }

Status IndexFiles::prepare()
{
    if (!owner_file::makeDirectory(m_directory)) {
        return failure({.kind = ErrorKind::Storage,
            .message = QStringLiteral("The folder %1 for the search index cannot be made; check its permissions.")
                           .arg(m_directory)});
    }
    if (m_hasTidied)
        return {};
    const Status tidied = removeLeftovers();
    m_hasTidied = bool(tidied);
    return tidied;
}

/// Of programs that were killed. Whoever writes holds the lock of the database, as the caller does.
Status IndexFiles::removeLeftovers()
{
    const auto rows = m_database.run(QStringLiteral("SELECT file FROM ") + m_table);
    if (!rows)
        return failure(rows.error());
    QStringList kept = m_written + m_replaced;
    for (const QVariantList &row : *rows)
        kept << row.first().toString();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const QFileInfo &file : QDir(m_directory).entryInfoList(QDir::Files)) {
        const bool isAbandoned = file.fileName().endsWith(kDraftSuffix)
            ? file.lastModified().secsTo(now) > kDraftAbandonedAfter // writing a draft needs no lock
            : !kept.contains(file.fileName());
        if (isAbandoned)
            QFile::remove(file.filePath());
    }
    return {};
}

bool IndexFiles::adopt(const QString &draft, const QString &name)
{
    if (!QFile::rename(draft, pathOf(name)))
        return false;
    m_written << name;
    return true;
}

void IndexFiles::endTransaction(bool isCommitted)
{
    for (const QString &name : isCommitted ? m_replaced : m_written)
        QFile::remove(pathOf(name));
    m_written.clear();
    m_replaced.clear();
}

Error IndexFiles::notWritten(const QFile &file)
{
    return {.kind = ErrorKind::Storage,
        .message = QStringLiteral("The file %1 of the search index cannot be written (%2); check the disk's space and "
                                  "the folder's permissions.")
                       .arg(file.fileName(), file.errorString())};
}

} // namespace freshet
