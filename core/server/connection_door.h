// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/accept_gate.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QTcpSocket;

namespace freshet {

class TokenFailureLimiter;

/// One connection before it is let in: waits for the whole head, within three seconds of the accept, and asks the gate.
///
/// Nothing is read from the socket of a request that is let in: who takes it finds head and body.
class ConnectionDoor : public QObject {
    Q_OBJECT

public:
    /// The gate and the limiter outlive the door.
    ConnectionDoor(
        std::unique_ptr<QTcpSocket> socket, const AcceptGate &gate, TokenFailureLimiter &limiter, QObject *parent);
    ~ConnectionDoor() override;

    std::unique_ptr<QTcpSocket> takeSocket(); ///< After granted().

signals:
    void granted(const freshet::GateGrant &grant, qsizetype headBytes);
    void finished(); ///< It was refused or is gone. Comes once and last, instead of granted().

private:
    void onReadyRead();
    void decide(const QByteArray &head);
    void refuse(const GateRefusal &refusal, bool isOpenAi);
    void answer(const QByteArray &bytes);
    void end();

    std::unique_ptr<QTcpSocket> m_socket;
    const AcceptGate &m_gate;
    TokenFailureLimiter &m_limiter;
    QTimer m_deadline;
    bool m_isDecided = false;
    bool m_isFinished = false;
};

} // namespace freshet
