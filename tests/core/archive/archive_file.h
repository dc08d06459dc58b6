// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/archive_reader.h"

#include <QFile>
#include <QTemporaryDir>

namespace freshet::test {

/// What a file of chats gives.
struct ReadArchive {
    std::optional<Error> error;
    QList<StoredChat> chats;
    QList<SkippedChat> skipped;
    QList<SkippedChat> incomplete;
};

inline QByteArray archiveFixture(const char *name)
{
    QFile file(QString(FRESHET_TEST_DATA "/archive/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline ReadArchive readArchive(const QByteArray &bytes)
{
    const QTemporaryDir dir;
    QFile file(dir.filePath("archive"));
    if (!file.open(QIODevice::WriteOnly))
        return {.error = Error{.message = "no file"}};
    file.write(bytes);
    file.close();
    ArchiveReader reader;
    if (const Status status = reader.open(file.fileName(), [](double) { return true; }); !status)
        return {.error = status.error(), .skipped = reader.skipped()};
    ReadArchive result{.skipped = reader.skipped()};
    for (int i = 0; i < reader.count(); ++i) {
        const auto read = reader.read(i);
        if (!read)
            continue;
        result.chats << read->chat;
        if (!read->problems.isEmpty())
            result.incomplete << SkippedChat{read->chat.info.title, read->problems};
    }
    return result;
}

} // namespace freshet::test
