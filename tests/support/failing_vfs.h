// SPDX-License-Identifier: MIT
#pragma once

namespace freshet::test {

/// A disk that fails when it is told to, under every SQLite connection of the process that is opened while it lives.
///
/// One at a time. May be told from any thread.
class FailingVfs {
public:
    enum class Lasting { Once, ForEver };

    FailingVfs(); ///< Nothing fails yet.
    ~FailingVfs(); ///< All connections must be closed by then.
    FailingVfs(const FailingVfs &) = delete;
    FailingVfs &operator=(const FailingVfs &) = delete;

    /// From the @p n-th writing, truncating or syncing call on (the next one is 1), with @p code: SQLITE_FULL,
    /// SQLITE_IOERR_WRITE … A sync fails with SQLITE_IOERR_FSYNC.
    void failWritesFrom(int n, int code, Lasting lasting);
    void failReadsFrom(int n, Lasting lasting); ///< With SQLITE_IOERR_READ.
    void failOnlySyncs(); ///< Of the calls that are counted, the others work.
    void killAtWrite(int n); ///< The process is killed where failWritesFrom() would fail.
    void refuseWriting(bool isRefused); ///< Files can be opened for reading only, as in a read-only folder.
    void work(); ///< From now on nothing fails.

    bool hasFailed() const; ///< Since the last of the calls above.
};

} // namespace freshet::test
