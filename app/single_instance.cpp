// SPDX-License-Identifier: MIT
#include "app/single_instance.h"

#include "core/base/log_categories.h"

#include <QCryptographicHash>
#include <QLocalSocket>
#include <QStandardPaths>

#include <algorithm>
#include <memory>
#include <utility>

namespace freshet {

namespace {

constexpr int kRaiseTimeoutMs = 2000;
constexpr qint64 kLongestLine = 512;
constexpr char kRaise[] = "raise";
constexpr char kQuickAsk[] = "quick-ask";

/// It ends up in the environment and comes from whoever could connect.
QByteArray cleanToken(const QByteArray &token)
{
    const bool isPlain = token.size() <= 256
        && std::all_of(token.cbegin(), token.cend(), [](char letter) { return letter > ' ' && letter < '\x7f'; });
    return isPlain ? token : QByteArray();
}

/// A socket's path may have 107 bytes, so it is not put beside the lock.
QString socketNameFor(const QString &lockFile)
{
    const QByteArray id = QCryptographicHash::hash(lockFile.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + QStringLiteral("/freshet-")
        + QString::fromLatin1(id);
}

bool handOver(const QString &socketName, const QByteArray &line)
{
    QLocalSocket socket;
    socket.connectToServer(socketName, QIODevice::ReadWrite);
    if (!socket.waitForConnected(kRaiseTimeoutMs))
        return false;
    socket.write(line);
    // The answer tells a living program from one that hangs: connecting alone works with both.
    const bool isAlive = socket.waitForReadyRead(kRaiseTimeoutMs);
    while (isAlive && socket.bytesToWrite() > 0 && socket.waitForBytesWritten(kRaiseTimeoutMs)) { }
    return isAlive;
}

} // namespace

SingleInstance::SingleInstance(const QString &lockFile, QObject *parent)
    : QObject(parent), m_socketName(socketNameFor(lockFile)), m_lock(lockFile)
{
    m_lock.setStaleLockTime(0); // a lock is stale when its process is gone, never by age
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
}

SingleInstance::Role SingleInstance::claim(Wish wish, const QByteArray &activationToken)
{
    if (!m_lock.tryLock() && m_lock.error() == QLockFile::LockFailedError)
        return handOver(m_socketName,
                   QByteArray(wish == Wish::QuickAsk ? kQuickAsk : kRaise) + ' ' + cleanToken(activationToken) + '\n')
            ? Role::Second
            : Role::Blocked;
    QLocalServer::removeServer(m_socketName); // of a program that crashed
    if (!m_server.listen(m_socketName))
        qCWarning(logSettings).noquote() << "a second start cannot show this window:" << m_server.errorString();
    return Role::First;
}

void SingleInstance::onConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        const auto isTaken = std::make_shared<bool>(false);
        const auto takeOnce = [this, socket, isTaken] {
            if (!std::exchange(*isTaken, true))
                take(socket->bytesAvailable() > 0 ? socket->readLine(kLongestLine) : QByteArray());
        };
        connect(socket, &QLocalSocket::readyRead, this, [socket, takeOnce] {
            if (socket->canReadLine() || socket->bytesAvailable() >= kLongestLine)
                takeOnce();
        });
        connect(socket, &QLocalSocket::disconnected, this, [socket, takeOnce] {
            takeOnce();
            socket->deleteLater();
        });
        socket->write("raised\n");
    }
}

void SingleInstance::take(const QByteArray &line)
{
    const QByteArrayList words = line.trimmed().split(' ');
    emit requested(words.first() == kQuickAsk ? Wish::QuickAsk : Wish::Raise, cleanToken(words.value(1)));
}

} // namespace freshet
