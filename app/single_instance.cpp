// SPDX-License-Identifier: MIT
#include "app/single_instance.h"

#include "core/base/log_categories.h"

#include <QCryptographicHash>
#include <QLocalSocket>
#include <QStandardPaths>

namespace freshet {

namespace {

constexpr int kRaiseTimeoutMs = 2000;

/// A socket's path may have 107 bytes, so it is not put beside the lock.
QString socketNameFor(const QString &lockFile)
{
    const QByteArray id = QCryptographicHash::hash(lockFile.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + QStringLiteral("/freshet-")
        + QString::fromLatin1(id);
}

bool askToRaise(const QString &socketName)
{
    QLocalSocket socket;
    socket.connectToServer(socketName, QIODevice::ReadWrite);
    // The answer tells a living program from one that hangs: connecting alone works with both.
    return socket.waitForConnected(kRaiseTimeoutMs) && socket.waitForReadyRead(kRaiseTimeoutMs);
}

} // namespace

SingleInstance::SingleInstance(const QString &lockFile, QObject *parent)
    : QObject(parent), m_socketName(socketNameFor(lockFile)), m_lock(lockFile)
{
    m_lock.setStaleLockTime(0); // a lock is stale when its process is gone, never by age
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
}

SingleInstance::Role SingleInstance::claim()
{
    if (!m_lock.tryLock() && m_lock.error() == QLockFile::LockFailedError)
        return askToRaise(m_socketName) ? Role::Second : Role::Blocked;
    QLocalServer::removeServer(m_socketName); // of a program that crashed
    if (!m_server.listen(m_socketName))
        qCWarning(logSettings).noquote() << "a second start cannot show this window:" << m_server.errorString();
    return Role::First;
}

void SingleInstance::onConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        socket->write("raised\n");
        emit raiseRequested();
    }
}

} // namespace freshet
