// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_store.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <memory>

namespace freshet {

class BackupWriter;
class HistoryFile;

/// Looks after the chats each hour: makes the daily backup, a few pages at a time in between of what the worker does
/// and checked in another thread, and warns before the disk is full.
///
/// Lives in the history's thread. A backup that fails is tried again at the next look.
class HistoryCare : public QObject {
    Q_OBJECT

public:
    HistoryCare(HistoryFile &file, const HistoryOptions &options, QObject *parent);
    ~HistoryCare() override; ///< Gives up what is being made.

    void start(); ///< Call in the history's thread.
    void forget(const QList<ConversationId> &ids); ///< Deletes the chats in the backups, too.

signals:
    void spaceIsLow(const freshet::Error &warning); ///< Once, until there is more again.

private:
    void look();
    bool hasSpace();
    void copySome();
    void publish();
    void onPublished();

    HistoryFile &m_file;
    const HistoryOptions m_options;
    QTimer m_nextLook;
    QTimer m_nextPages;
    std::shared_ptr<BackupWriter> m_backup; ///< The one that is being made.
    QFutureWatcher<bool> m_check;
    bool m_isSpaceLow = false;
    QList<ConversationId> m_forgotten; ///< While the copy was checked.
};

} // namespace freshet
