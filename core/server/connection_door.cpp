// SPDX-License-Identifier: MIT
#include "core/server/connection_door.h"

#include "core/server/http_answer.h"
#include "core/server/token_failure_limiter.h"

#include <QTcpSocket>

#include <utility>

namespace freshet {

namespace {

/// Beyond the answer: a socket that is closed while its client still sends would lose it the answer.
constexpr std::chrono::milliseconds kLingering{500};

} // namespace

ConnectionDoor::ConnectionDoor(
    std::unique_ptr<QTcpSocket> socket, const AcceptGate &gate, TokenFailureLimiter &limiter, QObject *parent)
    : QObject(parent), m_socket(std::move(socket)), m_gate(gate), m_limiter(limiter)
{
    m_socket->setReadBufferSize(2 * kMaxHeadBytes); // nobody fills our memory who is not let in
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &ConnectionDoor::onReadyRead);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &ConnectionDoor::end, Qt::QueuedConnection);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_isDecided)
            m_socket->abort();
        else
            refuse(refusalFor(HeadState::Partial), false);
    });
    m_deadline.start(kHeadDeadline);
}

ConnectionDoor::~ConnectionDoor() = default;

std::unique_ptr<QTcpSocket> ConnectionDoor::takeSocket()
{
    m_isFinished = true;
    m_socket->disconnect(this);
    m_socket->setReadBufferSize(0);
    return std::move(m_socket);
}

void ConnectionDoor::onReadyRead()
{
    if (m_isDecided) {
        m_socket->skip(m_socket->bytesAvailable());
        return;
    }
    const QByteArray peeked = m_socket->peek(kMaxHeadBytes + 1);
    const HeadExtent extent = headExtent(peeked);
    if (extent.state == HeadState::Whole)
        decide(peeked.first(extent.bytes));
    else if (extent.state != HeadState::Partial)
        refuse(refusalFor(extent.state), false);
}

void ConnectionDoor::decide(const QByteArray &bytes)
{
    const auto head = parseRequestHead(bytes);
    if (const auto *const refusal = std::get_if<GateRefusal>(&head))
        return refuse(*refusal, false);
    const auto &sound = std::get<RequestHead>(head);
    const GateDecision decision = m_gate.decide(sound);
    if (const auto *const refusal = std::get_if<GateRefusal>(&decision))
        return refuse(*refusal, sound.path.startsWith("/v1/"));
    m_isDecided = true;
    m_deadline.stop();
    emit granted(std::get<GateGrant>(decision), bytes.size());
}

void ConnectionDoor::refuse(const GateRefusal &refusal, bool isOpenAi)
{
    m_isDecided = true;
    m_deadline.stop();
    m_socket->setReadBufferSize(0);
    const QByteArray bytes = HttpAnswer::refusal(refusal, isOpenAi).bytes();
    if (refusal.pace == GateRefusal::Pace::AtOnce)
        return answer(bytes);
    if (m_limiter.failed(std::chrono::steady_clock::now()) == TokenFailureLimiter::Answer::Close)
        return m_socket->abort();
    QTimer::singleShot(kWrongTokenDelay, this, [this, bytes] { answer(bytes); });
}

void ConnectionDoor::answer(const QByteArray &bytes)
{
    const bool mayStillSend = m_socket->skip(m_socket->bytesAvailable()) > 0;
    m_socket->write(bytes);
    m_deadline.start(kLingering);
    if (!mayStillSend)
        return m_socket->disconnectFromHost();
    connect(m_socket.get(), &QTcpSocket::readChannelFinished, m_socket.get(), &QTcpSocket::disconnectFromHost);
}

void ConnectionDoor::end()
{
    if (!std::exchange(m_isFinished, true))
        emit finished();
}

} // namespace freshet
