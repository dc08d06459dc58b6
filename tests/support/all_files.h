// SPDX-License-Identifier: MIT
#pragma once

#include <QDirIterator>
#include <QFile>

namespace freshet::test {

/// Everything in every file below @p dir, for looking for what must not be there.
inline QByteArray allFilesBelow(const QString &dir)
{
    QByteArray all;
    QDirIterator files(dir, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QFile::ReadOnly))
            qFatal("%s cannot be read", qPrintable(file.fileName()));
        all += file.readAll();
    }
    return all;
}

} // namespace freshet::test
