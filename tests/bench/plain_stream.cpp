// SPDX-License-Identifier: MIT
#include "tests/bench/plain_stream.h"

#include "tests/bench/bench_client.h"
#include "tests/bench/figures.h"

#include <QtEndian>

#include <utility>

namespace freshet::bench {

namespace {

/// Of less than 126 bytes; its mask is zero.
QByteArray textFrame(const QByteArray &text)
{
    Q_ASSERT(text.size() < 126);
    return QByteArray("\x81").append(char(0x80 | text.size())).append(4, '\0') + text;
}

/// Of a server's frame; more than there is where that cannot be told yet.
qsizetype headSize(QByteArrayView frame)
{
    if (frame.size() < 2)
        return 2;
    return frame.at(1) == 126 ? 4 : frame.at(1) == 127 ? 10 : 2;
}

qsizetype payloadSize(QByteArrayView frame)
{
    const auto *const bytes = reinterpret_cast<const uchar *>(frame.data());
    if (frame.at(1) == 126)
        return qFromBigEndian<quint16>(bytes + 2);
    return frame.at(1) == 127 ? qsizetype(qFromBigEndian<quint64>(bytes + 2)) : frame.at(1);
}

} // namespace

PlainStream::PlainStream(const Target &target, const QByteArray &model, QObject *parent)
    : QObject(parent), m_target(target), m_model(model)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &PlainStream::read);
    connect(&m_socket, &QTcpSocket::disconnected, this, &PlainStream::ended);
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        if (m_target.way == Way::WebSocket)
            m_socket.write("GET /query/stream HTTP/1.1\r\nHost: " + m_target.url.authority().toLatin1()
                + "\r\nAuthorization: Bearer " + m_target.token
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        else
            emit connected();
    });
    m_socket.connectToHost(m_target.url.host(), static_cast<quint16>(m_target.url.port()));
}

void PlainStream::ask()
{
    m_isReady = true;
    m_askedNs = monotonicNs();
    if (m_target.way == Way::WebSocket) {
        m_socket.write(textFrame(
            R"({"type":"query","id":"q","query":"Go.","provider":"openai-compatible","model":")" + m_model + R"("})"));
        return;
    }
    const QByteArray name = m_target.token.isEmpty() ? m_model : "openai-compatible/" + m_model;
    const QByteArray body = R"({"model":")" + name + R"(","stream":true,"messages":[{"role":"user","content":"Go."}]})";
    m_socket.write("POST /v1/chat/completions HTTP/1.1\r\nHost: " + m_target.url.authority().toLatin1()
        + "\r\nAuthorization: Bearer " + m_target.token + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

void PlainStream::read()
{
    m_bytes += m_socket.readAll();
    if (m_isReady)
        return take();
    if (!m_bytes.contains("\"hello\""))
        return;
    m_bytes.clear();
    emit connected();
}

void PlainStream::take()
{
    qsizetype done = 0;
    if (m_target.way == Way::Sse) {
        done = m_bytes.lastIndexOf('\n') + 1;
        collectAges(QByteArrayView(m_bytes).first(done), ages);
    }
    while (m_target.way == Way::WebSocket) {
        const QByteArrayView rest = QByteArrayView(m_bytes).sliced(done);
        const qsizetype head = headSize(rest);
        const qsizetype size = rest.size() < head ? 0 : payloadSize(rest);
        if (rest.size() < head + size)
            break;
        done += head + size;
        m_message += rest.sliced(head, size);
        if ((rest.front() & 0x80) == 0)
            continue; // Qt sends a long one in pieces
        const QByteArray message = std::exchange(m_message, {});
        const bool isError = message.contains(R"("type":"error")");
        if (isError)
            qWarning("bench: %s", message.right(400).constData());
        if (isError || message.contains(R"("type":"final")")) { // holds the whole text once more
            m_socket.disconnectFromHost();
            break;
        }
        collectAges(message, ages);
    }
    m_bytes.remove(0, done);
    if (firstNs == 0 && !ages.isEmpty())
        firstNs = monotonicNs() - m_askedNs;
}

} // namespace freshet::bench
