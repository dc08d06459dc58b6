// SPDX-License-Identifier: MIT
#include "tests/support/failing_vfs.h"

#include <sqlite3.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <unistd.h>

namespace freshet::test {

namespace {

struct FailingPlan {
    std::atomic<int> writesLeft = 0; ///< 0: none fails.
    std::atomic<int> readsLeft = 0;
    std::atomic<int> code = SQLITE_FULL;
    std::atomic<bool> isForEver = false;
    std::atomic<bool> isOnlySyncs = false;
    std::atomic<bool> isReadOnly = false;
    std::atomic<bool> isDeadly = false;
    std::atomic<bool> hasFailed = false;
};

FailingPlan plan;

struct FailingFile {
    sqlite3_file base; // first: SQLite knows no more of it
    sqlite3_file *real;
};

sqlite3_file *realOf(sqlite3_file *file) { return reinterpret_cast<FailingFile *>(file)->real; }

/// Counts down to 1, at which the call fails: once, or from then on.
bool isTurnOf(std::atomic<int> &left)
{
    if (left == 0)
        return false;
    if (left > 1) {
        --left;
        return false;
    }
    if (plan.isDeadly)
        ::kill(::getpid(), SIGKILL);
    if (!plan.isForEver)
        left = 0;
    plan.hasFailed = true;
    return true;
}

bool failsWrite() { return !plan.isOnlySyncs && isTurnOf(plan.writesLeft); }

int closeFile(sqlite3_file *file)
{
    const int code = realOf(file)->pMethods->xClose(realOf(file));
    sqlite3_free(realOf(file));
    return code;
}

int readFile(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
{
    if (isTurnOf(plan.readsLeft))
        return SQLITE_IOERR_READ;
    return realOf(file)->pMethods->xRead(realOf(file), bytes, count, at);
}

int writeFile(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    if (failsWrite())
        return plan.code;
    return realOf(file)->pMethods->xWrite(realOf(file), bytes, count, at);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    if (failsWrite())
        return plan.code;
    return realOf(file)->pMethods->xTruncate(realOf(file), size);
}

int syncFile(sqlite3_file *file, int flags)
{
    if (isTurnOf(plan.writesLeft))
        return SQLITE_IOERR_FSYNC;
    return realOf(file)->pMethods->xSync(realOf(file), flags);
}

int fileSize(sqlite3_file *file, sqlite3_int64 *size) { return realOf(file)->pMethods->xFileSize(realOf(file), size); }

int lockFile(sqlite3_file *file, int lock) { return realOf(file)->pMethods->xLock(realOf(file), lock); }
int unlockFile(sqlite3_file *file, int lock) { return realOf(file)->pMethods->xUnlock(realOf(file), lock); }

int checkReservedLock(sqlite3_file *file, int *isReserved)
{
    return realOf(file)->pMethods->xCheckReservedLock(realOf(file), isReserved);
}

int fileControl(sqlite3_file *file, int operation, void *argument)
{
    return realOf(file)->pMethods->xFileControl(realOf(file), operation, argument);
}

int sectorSize(sqlite3_file *file) { return realOf(file)->pMethods->xSectorSize(realOf(file)); }
int traitsOf(sqlite3_file *file) { return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file)); }

int mapShared(sqlite3_file *file, int region, int size, int extends, void volatile **memory)
{
    if (extends != 0 && failsWrite())
        return plan.code;
    return realOf(file)->pMethods->xShmMap(realOf(file), region, size, extends, memory);
}

int lockShared(sqlite3_file *file, int offset, int count, int flags)
{
    return realOf(file)->pMethods->xShmLock(realOf(file), offset, count, flags);
}

void fenceShared(sqlite3_file *file) { realOf(file)->pMethods->xShmBarrier(realOf(file)); }

int unmapShared(sqlite3_file *file, int removes) { return realOf(file)->pMethods->xShmUnmap(realOf(file), removes); }

const sqlite3_io_methods kFailingMethods{.iVersion = 2,
    .xClose = closeFile,
    .xRead = readFile,
    .xWrite = writeFile,
    .xTruncate = truncateFile,
    .xSync = syncFile,
    .xFileSize = fileSize,
    .xLock = lockFile,
    .xUnlock = unlockFile,
    .xCheckReservedLock = checkReservedLock,
    .xFileControl = fileControl,
    .xSectorSize = sectorSize,
    .xDeviceCharacteristics = traitsOf,
    .xShmMap = mapShared,
    .xShmLock = lockShared,
    .xShmBarrier = fenceShared,
    .xShmUnmap = unmapShared,
    .xFetch = nullptr,
    .xUnfetch = nullptr};

int openFile(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *opened)
{
    auto *const usual = static_cast<sqlite3_vfs *>(vfs->pAppData);
    auto *const ours = reinterpret_cast<FailingFile *>(file);
    ours->base.pMethods = nullptr;
    if (plan.isReadOnly && (flags & SQLITE_OPEN_READWRITE) != 0) {
        plan.hasFailed = true;
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    }
    ours->real = static_cast<sqlite3_file *>(sqlite3_malloc(usual->szOsFile));
    std::memset(ours->real, 0, static_cast<std::size_t>(usual->szOsFile));
    const int code = usual->xOpen(usual, name, ours->real, flags, opened);
    if (code != SQLITE_OK || !ours->real->pMethods) {
        sqlite3_free(ours->real);
        return code;
    }
    ours->base.pMethods = &kFailingMethods;
    return SQLITE_OK;
}

sqlite3_vfs failing;

} // namespace

FailingVfs::FailingVfs()
{
    work();
    sqlite3_initialize();
    sqlite3_vfs *const usual = sqlite3_vfs_find(nullptr);
    failing = *usual;
    failing.zName = "failing";
    failing.pNext = nullptr;
    failing.szOsFile = int(sizeof(FailingFile));
    failing.pAppData = usual;
    failing.xOpen = openFile;
    sqlite3_vfs_register(&failing, 1);
}

FailingVfs::~FailingVfs()
{
    sqlite3_vfs_unregister(&failing);
    sqlite3_vfs_register(static_cast<sqlite3_vfs *>(failing.pAppData), 1);
}

void FailingVfs::failWritesFrom(int n, int code, Lasting lasting)
{
    work();
    plan.code = code;
    plan.isForEver = lasting == Lasting::ForEver;
    plan.writesLeft = n;
}

void FailingVfs::failReadsFrom(int n, Lasting lasting)
{
    work();
    plan.isForEver = lasting == Lasting::ForEver;
    plan.readsLeft = n;
}

void FailingVfs::failOnlySyncs() { plan.isOnlySyncs = true; }

void FailingVfs::killAtWrite(int n)
{
    work();
    plan.isDeadly = true;
    plan.writesLeft = n;
}

void FailingVfs::refuseWriting(bool isRefused)
{
    work();
    plan.isReadOnly = isRefused;
}

void FailingVfs::work()
{
    plan.writesLeft = 0;
    plan.readsLeft = 0;
    plan.isOnlySyncs = false;
    plan.isReadOnly = false;
    plan.isDeadly = false;
    plan.hasFailed = false;
}

bool FailingVfs::hasFailed() const { return plan.hasFailed; }

} // namespace freshet::test
