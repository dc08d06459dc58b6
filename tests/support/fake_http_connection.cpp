// SPDX-License-Identifier: MIT
#include "tests/support/fake_http_connection.h"

#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

namespace freshet::test {

namespace {

constexpr qint64 kFakeHttpWriteAhead = 64 * 1024;

}

FakeHttpConnection::FakeHttpConnection(QTcpSocket *socket, FakeHttpServer &server)
    : QObject(socket), m_socket(socket), m_server(server)
{
    connect(socket, &QTcpSocket::readyRead, this, &FakeHttpConnection::onReadyRead);
    connect(socket, &QTcpSocket::bytesWritten, this, [this](qint64 count) {
        m_server.m_bytesSent += count;
        play();
    });
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        endScript(true);
        m_socket->deleteLater();
    });
    onReadyRead(); // A TLS socket may have it already.
}

FakeHttpConnection::~FakeHttpConnection() = default;

void FakeHttpConnection::onReadyRead()
{
    m_received += m_socket->readAll();
    if (m_playing)
        return;
    if (m_received.startsWith('\x16')) // TLS, which a plain server takes for nonsense
        return m_socket->disconnectFromHost();
    const auto request = takeRequest();
    if (!request)
        return;
    m_script = m_server.answerTo(*request);
    m_playing = true;
    if (!m_script.m_raw)
        m_socket->write(m_script.head());
    play();
}

std::optional<FakeHttpServer::Request> FakeHttpConnection::takeRequest()
{
    const qsizetype headEnd = m_received.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    FakeHttpServer::Request request;
    const QByteArrayList lines = m_received.first(headEnd).split('\n');
    const QByteArrayList first = lines.first().trimmed().split(' ');
    request.verb = first.value(0);
    request.path = first.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.first(colon).trimmed(), line.sliced(colon + 1).trimmed()});
    }
    const qsizetype bodySize = request.header("content-length").toLongLong();
    if (m_received.size() < headEnd + 4 + bodySize)
        return std::nullopt;
    request.body = m_received.mid(headEnd + 4, bodySize);
    m_received.remove(0, headEnd + 4 + bodySize);
    return request;
}

void FakeHttpConnection::play()
{
    using Step = FakeHttpServer::Script::Step;
    while (m_playing && !m_waiting) {
        if (m_script.m_steps.isEmpty()) {
            const bool close = !m_script.m_keepAlive;
            endScript(false);
            if (close)
                m_socket->disconnectFromHost();
            else
                onReadyRead();
            return;
        }
        const Step step = m_script.m_steps.first();
        if (step.kind == Step::Stall)
            return;
        if (step.kind == Step::SendForever) {
            if (m_socket->bytesToWrite() > kFakeHttpWriteAhead)
                return; // bytesWritten() calls again
            m_socket->write(step.bytes);
            if (step.time.count() == 0)
                continue;
        } else {
            m_script.m_steps.removeFirst();
        }
        switch (step.kind) {
        case Step::Send:
            m_socket->write(step.bytes);
            m_socket->flush();
            break;
        case Step::SendForever:
        case Step::Pause:
            m_waiting = true;
            QTimer::singleShot(step.time, this, [this] {
                m_waiting = false;
                play();
            });
            break;
        case Step::Hold:
            m_waiting = true;
            connect(
                &m_server, &FakeHttpServer::released, this,
                [this] {
                    m_waiting = false;
                    play();
                },
                Qt::SingleShotConnection);
            break;
        case Step::Close:
            m_script.m_steps.clear();
            m_script.m_keepAlive = false;
            break;
        case Step::Reset: {
            const linger noLinger{.l_onoff = 1, .l_linger = 0};
            setsockopt(
                static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &noLinger, sizeof noLinger);
            [[fallthrough]];
        }
        case Step::HangUp:
            endScript(false);
            m_socket->abort();
            return;
        case Step::Stall:
            break;
        }
    }
}

void FakeHttpConnection::endScript(bool aborted)
{
    if (!m_playing)
        return;
    m_playing = false;
    m_server.scriptOver(aborted);
}

} // namespace freshet::test
