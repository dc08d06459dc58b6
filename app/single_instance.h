// SPDX-License-Identifier: MIT
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

namespace freshet {

/// One program a profile: the first one holds the profile's lock and listens; a second one hands its wish over and
/// ends.
///
/// The wish is one line, "raise" or "quick-ask", with the desktop's activation token behind it where there is one; the
/// answer "raised" comes at once. Who says nothing, or what is not known here, means "raise": programs of other
/// versions understand each other.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    enum class Wish { Raise, QuickAsk };

    enum class Role {
        First,
        Second, ///< The first one was told the wish.
        Blocked, ///< The first one holds the lock, but does not answer.
    };

    explicit SingleInstance(const QString &lockFile, QObject *parent = nullptr);

    Role claim(Wish wish = Wish::Raise, const QByteArray &activationToken = {}); ///< Call once. Waits a few seconds.

    const QString &socketName() const { return m_socketName; } ///< Where it listens.

signals:
    /// By a second start. @p activationToken lets a window of this program take the keyboard; empty where the desktop
    /// gave none.
    void requested(freshet::SingleInstance::Wish wish, const QByteArray &activationToken);

private:
    void onConnection();
    void take(const QByteArray &line);

    const QString m_socketName;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace freshet
