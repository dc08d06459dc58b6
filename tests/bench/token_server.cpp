// SPDX-License-Identifier: MIT
#include "tests/bench/token_server.h"

#include "tests/bench/figures.h"

#include <QHash>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace freshet::bench {

namespace {

/// One answer on its way.
class TokenStream : public QObject {
public:
    TokenStream(QTcpSocket *socket, const QByteArray &model) : QObject(socket), m_socket(socket)
    {
        const QList<QByteArray> words = model.split(',');
        for (const QByteArray &word : words) {
            const QList<QByteArray> pair = word.split('=');
            m_options.insert(pair.value(0), pair.value(1).toLongLong());
        }
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
        m_start = monotonicNs();
        if (rate() > 0) {
            m_timer.setTimerType(Qt::PreciseTimer);
            m_timer.setSingleShot(true);
            connect(&m_timer, &QTimer::timeout, this, &TokenStream::writeDue);
            writeDue();
        } else {
            connect(socket, &QTcpSocket::bytesWritten, this, &TokenStream::writeFull);
            writeFull();
        }
    }

private:
    qint64 rate() const { return m_options.value("rate"); }
    qint64 count() const { return m_options.value("n"); }

    void writeDue()
    {
        constexpr qint64 kSecond = 1'000'000'000;
        const qint64 passed = monotonicNs() - m_start;
        while (m_sent < std::min(passed * rate() / kSecond, count()))
            writeToken();
        const qint64 next = (m_sent + 1) * kSecond / rate() - passed;
        m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(std::chrono::nanoseconds(next)));
        endIfDone();
    }

    void writeFull()
    {
        while (m_sent < count() && m_socket->bytesToWrite() < 64 * 1024)
            writeToken();
        endIfDone();
    }

    void writeToken()
    {
        QByteArray text = "@" + QByteArray::number(monotonicNs()) + "@ ";
        if (m_options.value("words") == 1) {
            static const QList<QByteArray> kWords{"stream", " **of**", " words", ",", " `code`", " and", " more", ".",
                " A", " sentence", " [1]", " with", " a", " list", ":\\n- item", "\\n- other", "\\n\\n"};
            text = kWords.at(m_sent % kWords.size());
            if (m_sent % kWords.size() == 0)
                text += " " + QByteArray::number(m_sent); // a text that repeats itself would be ended
        }
        m_socket->write(
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1760000000,\"model\":\"m\","
            "\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
            + text + "\"},\"finish_reason\":null}]}\n\n");
        if (rate() > 0)
            m_socket->flush();
        ++m_sent;
    }

    void endIfDone()
    {
        if (m_sent < count())
            return;
        m_timer.stop();
        m_socket->disconnect(this);
        m_socket->write(
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
        m_socket->disconnectFromHost();
    }

    QTcpSocket *m_socket; // not owned: the parent
    QHash<QByteArray, qint64> m_options;
    QTimer m_timer;
    qint64 m_start = 0;
    qint64 m_sent = 0;
};

void answer(QTcpSocket *socket)
{
    const QByteArray request = socket->peek(1024 * 1024);
    const qsizetype model = request.indexOf("\"model\":\"");
    if (model < 0 || !request.contains("\r\n\r\n"))
        return;
    const qsizetype begin = model + 9;
    const qsizetype end = request.indexOf('"', begin);
    if (end < 0)
        return;
    socket->disconnect();
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    new TokenStream(socket, request.sliced(begin, end - begin));
}

} // namespace

TokenServer::TokenServer(QObject *parent) : QObject(parent)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            connect(socket, &QTcpSocket::readyRead, socket, [socket] { answer(socket); });
    });
}

} // namespace freshet::bench
