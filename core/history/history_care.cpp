// SPDX-License-Identifier: MIT
#include "core/history/history_care.h"

#include "core/base/log_categories.h"
#include "core/history/history_backup.h"
#include "core/history/history_file.h"

#include <QFileInfo>
#include <QtConcurrentRun>

#include <utility>

using namespace std::chrono_literals;

namespace freshet {

namespace {

constexpr auto kBetweenBackups = 24h;
constexpr auto kBetweenLooks = 1h;
constexpr auto kBetweenPages = 20ms;
constexpr qint64 kMegabyte = 1024 * 1024;
constexpr qint64 kLittleSpace = 200 * kMegabyte;
constexpr int kPagesAtATime = 64; ///< A quarter of a megabyte: a millisecond.

} // namespace

HistoryCare::HistoryCare(HistoryFile &file, const HistoryOptions &options, QObject *parent)
    : QObject(parent), m_file(file), m_options(options), m_nextLook(this), m_nextPages(this), m_check(this)
{
    m_nextLook.setSingleShot(true);
    m_nextPages.setSingleShot(true);
    connect(&m_nextLook, &QTimer::timeout, this, &HistoryCare::look);
    connect(&m_nextPages, &QTimer::timeout, this, &HistoryCare::copySome);
    connect(&m_check, &QFutureWatcher<bool>::finished, this, &HistoryCare::onPublished);
    file.setBeforeClose([this] {
        if (!m_check.isRunning())
            m_backup.reset(); // it reads from what is closed
    });
}

HistoryCare::~HistoryCare()
{
    m_file.setBeforeClose({});
    if (m_backup)
        m_backup->abandon();
    m_check.waitForFinished();
}

void HistoryCare::start()
{
    if (m_options.backupAfter > 0ms)
        m_nextLook.start(m_options.backupAfter);
}

/// A backup of the future is one of before the clock was put back: then one is made now, which is of today.
void HistoryCare::look()
{
    m_nextLook.start(kBetweenLooks);
    if (!hasSpace() || m_backup)
        return;
    for (const HistoryBackup &backup : historyBackups(m_file.path())) {
        const auto age = std::chrono::milliseconds(backup.madeAt.msecsTo(m_options.clock()));
        if (backup.kind == BackupKind::Daily && age >= 0ms && age < kBetweenBackups)
            return;
    }
    sqlite3 *const source = m_file.handle();
    if (!source)
        return;
    m_backup = std::make_shared<BackupWriter>(source, m_file.path(), BackupKind::Daily);
    copySome();
}

/// A backup is not to be what fills the disk.
bool HistoryCare::hasSpace()
{
    const qint64 bytes = m_options.freeSpace(m_file.path());
    const bool isLow = bytes >= 0 && bytes < kLittleSpace;
    if (isLow && !m_isSpaceLow) {
        emit spaceIsLow({.kind = ErrorKind::Storage,
            .message
            = QStringLiteral("Only %1 MB are free on the disk that your chats are on, %2. Free some space before"
                             " nothing can be saved.")
                  .arg(bytes / kMegabyte)
                  .arg(m_file.path())});
    }
    m_isSpaceLow = isLow;
    return bytes < 0 || bytes - QFileInfo(m_file.path()).size() >= kLittleSpace;
}

void HistoryCare::copySome()
{
    if (!m_backup)
        return;
    switch (m_backup->advance(kPagesAtATime)) {
    case BackupWriter::State::Copying:
        m_nextPages.start(kBetweenPages);
        return;
    case BackupWriter::State::Failed:
        qCWarning(logHistory) << "the chats could not be backed up";
        m_backup.reset();
        return;
    case BackupWriter::State::Copied:
        m_check.setFuture(QtConcurrent::run([backup = m_backup] { return backup->publish(); }));
        return;
    }
}

void HistoryCare::onPublished()
{
    m_backup.reset();
    if (!m_forgotten.isEmpty())
        forgetInBackups(m_file.path(), std::exchange(m_forgotten, {}));
}

void HistoryCare::forget(const QList<ConversationId> &ids)
{
    if (m_file.path().isEmpty()) // in memory: it has none
        return;
    forgetInBackups(m_file.path(), ids);
    if (m_check.isRunning())
        m_forgotten << ids;
}

} // namespace freshet
