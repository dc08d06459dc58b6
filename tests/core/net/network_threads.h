// SPDX-License-Identifier: MIT
#pragma once

#include <QDir>
#include <QFile>

namespace freshet::test {

/// How many threads of network managers, and of those that delete them, this process has just now.
///
/// QThread::wait() returns before the last destructors of the thread have run. A program that ends in that moment
/// looks to LeakSanitizer as if it had leaked what they were to free, so each test program waits for none to be left.
inline int networkThreads()
{
    int count = 0;
    for (const QString &task : QDir("/proc/self/task").entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file("/proc/self/task/" + task + "/comm");
        if (!file.open(QIODevice::ReadOnly))
            continue; // ended meanwhile
        const QByteArray name = file.readAll();
        if (name.startsWith("QNetworkAccess") || name.startsWith("http reaper"))
            ++count;
    }
    return count;
}

} // namespace freshet::test
