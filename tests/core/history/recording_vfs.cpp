// SPDX-License-Identifier: MIT
#include "tests/core/history/recording_vfs.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace freshet::test {

namespace {

using Kind = DiskCall::Kind;

constexpr qint64 kSector = 512;

struct DiskRecord {
    QString folder;
    QList<DiskCall> calls;
    QStringList synced; ///< Folders.
    QHash<QString, int> files; ///< The number that each name leads to.
    int lastFile = 0;
};

DiskRecord *record = nullptr;

struct RecordedFile {
    sqlite3_file base; // first: SQLite knows no more of it
    sqlite3_file *real;
    int number;
};

sqlite3_file *realFile(sqlite3_file *file) { return reinterpret_cast<RecordedFile *>(file)->real; }
int numberOf(sqlite3_file *file) { return reinterpret_cast<RecordedFile *>(file)->number; }

void note(DiskCall call)
{
    if (record && call.file > 0)
        record->calls << std::move(call);
}

int closeRecorded(sqlite3_file *file)
{
    const int code = realFile(file)->pMethods->xClose(realFile(file));
    sqlite3_free(realFile(file));
    return code;
}

int readRecorded(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
{
    return realFile(file)->pMethods->xRead(realFile(file), bytes, count, at);
}

int writeRecorded(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    note({.kind = Kind::Write,
        .file = numberOf(file),
        .at = at,
        .bytes = QByteArray(static_cast<const char *>(bytes), count)});
    return realFile(file)->pMethods->xWrite(realFile(file), bytes, count, at);
}

int truncateRecorded(sqlite3_file *file, sqlite3_int64 size)
{
    note({.kind = Kind::Truncate, .file = numberOf(file), .at = size});
    return realFile(file)->pMethods->xTruncate(realFile(file), size);
}

int syncRecorded(sqlite3_file *file, int flags)
{
    note({.kind = Kind::Sync, .file = numberOf(file)});
    return realFile(file)->pMethods->xSync(realFile(file), flags); // may sync the folder, too
}

int sizeRecorded(sqlite3_file *file, sqlite3_int64 *size)
{
    return realFile(file)->pMethods->xFileSize(realFile(file), size);
}

int lockRecorded(sqlite3_file *file, int lock) { return realFile(file)->pMethods->xLock(realFile(file), lock); }
int unlockRecorded(sqlite3_file *file, int lock) { return realFile(file)->pMethods->xUnlock(realFile(file), lock); }

int checkRecorded(sqlite3_file *file, int *isReserved)
{
    return realFile(file)->pMethods->xCheckReservedLock(realFile(file), isReserved);
}

int controlRecorded(sqlite3_file *file, int operation, void *argument)
{
    return realFile(file)->pMethods->xFileControl(realFile(file), operation, argument);
}

int sectorRecorded(sqlite3_file *file) { return realFile(file)->pMethods->xSectorSize(realFile(file)); }

int traitsRecorded(sqlite3_file *file) { return realFile(file)->pMethods->xDeviceCharacteristics(realFile(file)); }

int mapRecorded(sqlite3_file *file, int region, int size, int extends, void volatile **memory)
{
    return realFile(file)->pMethods->xShmMap(realFile(file), region, size, extends, memory);
}

int lockSharedRecorded(sqlite3_file *file, int offset, int count, int flags)
{
    return realFile(file)->pMethods->xShmLock(realFile(file), offset, count, flags);
}

void fenceRecorded(sqlite3_file *file) { realFile(file)->pMethods->xShmBarrier(realFile(file)); }

int unmapRecorded(sqlite3_file *file, int removes)
{
    return realFile(file)->pMethods->xShmUnmap(realFile(file), removes);
}

const sqlite3_io_methods kRecordingMethods{.iVersion = 2,
    .xClose = closeRecorded,
    .xRead = readRecorded,
    .xWrite = writeRecorded,
    .xTruncate = truncateRecorded,
    .xSync = syncRecorded,
    .xFileSize = sizeRecorded,
    .xLock = lockRecorded,
    .xUnlock = unlockRecorded,
    .xCheckReservedLock = checkRecorded,
    .xFileControl = controlRecorded,
    .xSectorSize = sectorRecorded,
    .xDeviceCharacteristics = traitsRecorded,
    .xShmMap = mapRecorded,
    .xShmLock = lockSharedRecorded,
    .xShmBarrier = fenceRecorded,
    .xShmUnmap = unmapRecorded,
    .xFetch = nullptr,
    .xUnfetch = nullptr};

/// The number of the file that @p path leads to from now on; 0 outside the folder.
int numberFor(const QString &path, bool isNew)
{
    const QFileInfo file(path);
    if (!record || file.absolutePath() != record->folder)
        return 0;
    int &number = record->files[file.fileName()];
    if (number == 0 || isNew) {
        number = ++record->lastFile;
        QFile there(path);
        const bool isThere = there.open(QIODevice::ReadOnly);
        record->calls << DiskCall{.kind = Kind::Create,
            .file = number,
            .name = file.fileName(),
            .bytes = isThere ? there.readAll() : QByteArray()};
    }
    return number;
}

int openRecorded(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *opened)
{
    auto *const usual = static_cast<sqlite3_vfs *>(vfs->pAppData);
    auto *const ours = reinterpret_cast<RecordedFile *>(file);
    ours->base.pMethods = nullptr;
    const QString path = name ? QFile::decodeName(name) : QString();
    const bool isNew = !path.isEmpty() && !QFileInfo::exists(path);
    ours->real = static_cast<sqlite3_file *>(sqlite3_malloc(usual->szOsFile));
    std::memset(ours->real, 0, static_cast<std::size_t>(usual->szOsFile));
    const int code = usual->xOpen(usual, name, ours->real, flags, opened);
    if (code != SQLITE_OK || !ours->real->pMethods) {
        sqlite3_free(ours->real);
        return code;
    }
    ours->number = path.isEmpty() ? 0 : numberFor(path, isNew);
    ours->base.pMethods = &kRecordingMethods;
    return SQLITE_OK;
}

int removeRecorded(sqlite3_vfs *vfs, const char *name, int syncsFolder)
{
    auto *const usual = static_cast<sqlite3_vfs *>(vfs->pAppData);
    const QFileInfo file(QFile::decodeName(name));
    if (record && file.absolutePath() == record->folder) {
        if (const int number = record->files.take(file.fileName()); number > 0)
            note({.kind = Kind::Remove, .file = number, .name = file.fileName()});
    }
    return usual->xDelete(usual, name, syncsFolder);
}

sqlite3_vfs recording;

/// Whether the program itself or SQLite syncs it, it goes through one of the two calls at the end of this file.
void noteFolderSync(int descriptor)
{
    struct stat info { };
    if (!record || ::fstat(descriptor, &info) != 0 || !S_ISDIR(info.st_mode))
        return;
    const QString folder
        = QFileInfo(QStringLiteral("/proc/self/fd/%1").arg(descriptor)).symLinkTarget(); // of this moment
    record->synced << folder;
    if (folder == QFileInfo(record->folder).canonicalFilePath())
        record->calls << DiskCall{.kind = Kind::SyncFolder};
}

} // namespace

RecordingVfs::RecordingVfs(const QString &folder)
{
    record = new DiskRecord{.folder = QFileInfo(folder).absoluteFilePath(), .calls = {}, .synced = {}, .files = {}};
    sqlite3_initialize();
    sqlite3_vfs *const usual = sqlite3_vfs_find(nullptr);
    recording = *usual;
    recording.zName = "recording";
    recording.pNext = nullptr;
    recording.szOsFile = int(sizeof(RecordedFile));
    recording.pAppData = usual;
    recording.xOpen = openRecorded;
    recording.xDelete = removeRecorded;
    sqlite3_vfs_register(&recording, 1);
}

RecordingVfs::~RecordingVfs()
{
    sqlite3_vfs_unregister(&recording);
    sqlite3_vfs_register(static_cast<sqlite3_vfs *>(recording.pAppData), 1);
    delete std::exchange(record, nullptr);
}

const QList<DiskCall> &RecordingVfs::calls() const { return record->calls; }
QStringList RecordingVfs::syncedFolders() const { return record->synced; }

namespace {

/// A file on the disk, as it may be.
class DiskFile {
public:
    void change(const DiskCall &call)
    {
        if (call.kind == Kind::Truncate)
            m_bytes.resize(call.at);
        else
            put(call.at, call.bytes);
    }

    /// Some of the sectors of what is written; the size may have changed without them.
    void changeSome(const DiskCall &call, std::mt19937 &random)
    {
        std::bernoulli_distribution comes(0.5);
        if (call.kind == Kind::Truncate) {
            if (comes(random))
                change(call);
            return;
        }
        for (qint64 at = call.at; at < call.at + call.bytes.size();) {
            const qint64 next = std::min((at / kSector + 1) * kSector, call.at + call.bytes.size());
            if (comes(random))
                put(at, call.bytes.mid(at - call.at, next - at));
            at = next;
        }
    }

    const QByteArray &bytes() const { return m_bytes; }

private:
    void put(qint64 at, const QByteArray &bytes)
    {
        if (at + bytes.size() > m_bytes.size())
            m_bytes.append(QByteArray(at + bytes.size() - m_bytes.size(), '\0'));
        m_bytes.replace(at, bytes.size(), bytes);
    }

    QByteArray m_bytes;
};

} // namespace

DiskState stateAfter(const QList<DiskCall> &calls, qsizetype count, Luck luck, std::mt19937 &random)
{
    QHash<int, qsizetype> synced; // by file: its last sync
    qsizetype folderSynced = -1;
    for (qsizetype i = 0; i < count; ++i) {
        if (calls.at(i).kind == Kind::Sync)
            synced.insert(calls.at(i).file, i);
        else if (calls.at(i).kind == Kind::SyncFolder)
            folderSynced = i;
    }
    std::bernoulli_distribution comes(0.5);
    QHash<int, DiskFile> files;
    QHash<QString, int> names;
    for (qsizetype i = 0; i < count; ++i) {
        const DiskCall &call = calls.at(i);
        const bool isName = call.kind == Kind::Create || call.kind == Kind::Remove;
        const bool isOnDisk = isName ? i < folderSynced : i < synced.value(call.file, -1);
        if (call.kind == Kind::Create && !call.bytes.isEmpty())
            files[call.file].change({.kind = Kind::Write, .file = call.file, .bytes = call.bytes});
        if (isName) {
            if (!isOnDisk && (luck == Luck::None || (luck == Luck::Random && !comes(random))))
                continue;
            if (call.kind == Kind::Create)
                names.insert(call.name, call.file);
            else
                names.remove(call.name);
        } else if (call.kind == Kind::Write || call.kind == Kind::Truncate) {
            if (isOnDisk || luck == Luck::All)
                files[call.file].change(call);
            else if (luck == Luck::Random)
                files[call.file].changeSome(call, random);
        }
    }
    DiskState state;
    for (auto name = names.cbegin(); name != names.cend(); ++name)
        state.insert(name.key(), files.value(name.value()).bytes());
    return state;
}

} // namespace freshet::test

// The program's own calls come here and not to the C library.
extern "C" int fsync(int descriptor)
{
    freshet::test::noteFolderSync(descriptor);
    return int(::syscall(SYS_fsync, descriptor));
}

extern "C" int fdatasync(int descriptor)
{
    freshet::test::noteFolderSync(descriptor);
    return int(::syscall(SYS_fdatasync, descriptor));
}
