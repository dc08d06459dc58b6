// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <random>

namespace freshet::test {

/// What SQLite asked of the disk, in its order.
struct DiskCall {
    enum class Kind {
        Create, ///< The file, and its name in the folder.
        Write,
        Truncate,
        Sync, ///< What was written into the file is on the disk.
        Remove, ///< Its name; the file stays where a connection has it.
        SyncFolder, ///< The names are on the disk.
    };

    Kind kind;
    int file = 0; ///< A number of its own for each file that was created, also under a name that was used before.
    QString name = {}; ///< Of Create and Remove.
    qint64 at = 0; ///< Of Write; the new size of Truncate.
    QByteArray bytes = {}; ///< Of Write; of the first Create of a file that was there before: all of it.
};

/// What a disk may hold after the power failed: names and bytes.
using DiskState = QHash<QString, QByteArray>;

/// Records what SQLite does to the files of one folder, under each connection of the process that is opened while it
/// lives.
///
/// One at a time, in one thread. The index of a log ("-shm") is left out: SQLite makes it anew after a crash. To
/// see folders synced, it takes the place of fsync() and fdatasync() in the whole process.
class RecordingVfs {
public:
    explicit RecordingVfs(const QString &folder);
    ~RecordingVfs(); ///< All connections must be closed by then.
    RecordingVfs(const RecordingVfs &) = delete;
    RecordingVfs &operator=(const RecordingVfs &) = delete;

    const QList<DiskCall> &calls() const;
    QStringList syncedFolders() const; ///< Each time that one was; also others than that of the files.
};

/// What of the calls that are not on the disk for certain happens to be there.
enum class Luck { None, All, Random };

/// What the disk may hold when the power fails after @p count of the calls. What was synced is there; of what came
/// after, each sector of 512 bytes, each change of a size and each name may have come or not, in whatever order.
DiskState stateAfter(const QList<DiskCall> &calls, qsizetype count, Luck luck, std::mt19937 &random);

} // namespace freshet::test
