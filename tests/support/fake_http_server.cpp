// SPDX-License-Identifier: MIT
#include "tests/support/fake_http_server.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace freshet::test {

using Script = FakeHttpServer::Script;

Script& Script::status(int code)
{
    m_status = code;
    return *this;
}
Script& Script::header(const QByteArray& name, const QByteArray& value)
{
    m_headers.append({ name, value });
    return *this;
}
Script& Script::send(const QByteArray& bytes)
{
    m_steps.append(Step{ .kind = Step::Send, .bytes = bytes });
    return *this;
}
Script& Script::sse(const QByteArray& data) { return send("data: " + data + "\n\n"); }
Script& Script::pause(std::chrono::milliseconds time)
{
    m_steps.append(Step{ .kind = Step::Pause, .time = time });
    return *this;
}
Script& Script::hangUp()
{
    m_steps.append(Step{ .kind = Step::HangUp });
    return *this;
}
Script& Script::stall()
{
    m_steps.append(Step{ .kind = Step::Stall });
    return *this;
}

QByteArray FakeHttpServer::Request::header(QByteArrayView lowerCaseName) const
{
    for (const auto& [name, value] : headers) {
        if (name.toLower() == lowerCaseName)
            return value;
    }
    return {};
}

FakeHttpServer::FakeHttpServer(QObject* parent) : QObject(parent)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = m_server.nextPendingConnection())
            serve(socket);
    });
}

QUrl FakeHttpServer::url(const QString& path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_server.serverPort()).arg(path));
}

void FakeHttpServer::enqueue(const Script& script) { m_scripts.append(script); }

void FakeHttpServer::serve(QTcpSocket* socket)
{
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, bytes = QByteArray(), done = false]() mutable {
        bytes += socket->readAll();
        const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
        if (done || headEnd < 0)
            return;
        Request request;
        const QByteArrayList lines = bytes.first(headEnd).split('\n');
        const QByteArrayList first = lines.first().trimmed().split(' ');
        request.verb = first.value(0);
        request.path = first.value(1);
        for (const QByteArray& line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.append({ line.first(colon).trimmed(), line.sliced(colon + 1).trimmed() });
        }
        if (bytes.size() < headEnd + 4 + request.header("content-length").toLongLong())
            return;
        request.body = bytes.sliced(headEnd + 4);
        done = true;
        m_requests.append(request);
        const Script script = m_scripts.isEmpty() ? Script().status(500) : m_scripts.takeFirst();
        QByteArray head = "HTTP/1.1 " + QByteArray::number(script.m_status) + " Fake\r\n";
        for (const auto& [name, value] : script.m_headers)
            head += name + ": " + value + "\r\n";
        socket->write(head + "\r\n");
        play(socket, script.m_steps);
    });
}

void FakeHttpServer::play(QTcpSocket* socket, QList<Script::Step> steps)
{
    while (!steps.isEmpty()) {
        const Script::Step step = steps.takeFirst();
        if (socket->state() != QAbstractSocket::ConnectedState) {
            ++m_aborted;
            return;
        }
        switch (step.kind) {
        case Script::Step::Send:
            socket->write(step.bytes);
            socket->flush();
            break;
        case Script::Step::Pause:
            QTimer::singleShot(step.time, this, [this, steps, socket = QPointer(socket)] {
                if (socket)
                    play(socket, steps);
                else
                    ++m_aborted;
            });
            return;
        case Script::Step::HangUp:
            socket->abort();
            return;
        case Script::Step::Stall:
            return;
        }
    }
    socket->disconnectFromHost();
}

} // namespace freshet::test
