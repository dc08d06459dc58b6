// SPDX-License-Identifier: MIT
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

namespace freshet {

/// One window a profile: the first program holds the profile's lock and listens; a second one asks it to show itself.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    enum class Role {
        First,
        Second, ///< The first one was asked to show its window.
        Blocked, ///< The first one holds the lock, but does not answer.
    };

    explicit SingleInstance(const QString &lockFile, QObject *parent = nullptr);

    Role claim(); ///< Call once. Waits two seconds at most.

signals:
    void raiseRequested();

private:
    void onConnection();

    const QString m_socketName;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace freshet
