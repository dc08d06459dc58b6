// SPDX-License-Identifier: MIT
#include "tests/support/fake_http_server.h"

#include "tests/support/fake_http_connection.h"

#include <QSslServer>
#include <QTcpSocket>

namespace freshet::test {

using Script = FakeHttpServer::Script;

Script &Script::status(int code)
{
    m_status = code;
    return *this;
}

Script &Script::header(const QByteArray &name, const QByteArray &value)
{
    m_headers.append({name, value});
    return *this;
}

Script &Script::send(const QByteArray &bytes)
{
    m_steps.append(Step{.kind = Step::Send, .bytes = bytes});
    return *this;
}

Script &Script::sse(const QByteArray &data) { return send("data: " + data + "\n\n"); }

Script &Script::chunk(const QByteArray &bytes)
{
    m_chunked = true;
    return send(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
}

Script &Script::lastChunk() { return chunk({}); }

Script &Script::raw(const QByteArray &bytes)
{
    m_raw = true;
    return send(bytes);
}

Script &Script::sendForever(const QByteArray &bytes, std::chrono::milliseconds every)
{
    m_steps.append(Step{.kind = Step::SendForever, .bytes = bytes, .time = every});
    return *this;
}

Script &Script::pause(std::chrono::milliseconds time)
{
    m_steps.append(Step{.kind = Step::Pause, .time = time});
    return *this;
}

Script &Script::closeCleanly()
{
    m_steps.append(Step{.kind = Step::Close});
    return *this;
}

Script &Script::hangUp()
{
    m_steps.append(Step{.kind = Step::HangUp});
    return *this;
}

Script &Script::reset()
{
    m_steps.append(Step{.kind = Step::Reset});
    return *this;
}

Script &Script::hold()
{
    m_steps.append(Step{.kind = Step::Hold});
    return *this;
}

Script &Script::stall()
{
    m_steps.append(Step{.kind = Step::Stall});
    return *this;
}

Script &Script::keepAlive()
{
    m_keepAlive = true;
    return *this;
}

QByteArray Script::head() const
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(m_status) + " Fake\r\n";
    for (const auto &[name, value] : m_headers)
        head += name + ": " + value + "\r\n";
    if (!m_keepAlive) // else a client that has not seen the end yet sends its next request into it
        head += "Connection: close\r\n";
    if (m_chunked)
        head += "Transfer-Encoding: chunked\r\n";
    return head + "\r\n";
}

QByteArray FakeHttpServer::Request::header(QByteArrayView lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name.toLower() == lowerCaseName)
            return value;
    }
    return {};
}

FakeHttpServer::FakeHttpServer(QObject *parent) : QObject(parent), m_server(std::make_unique<QTcpServer>()) { start(); }

FakeHttpServer::FakeHttpServer(const QSslConfiguration &tls, QObject *parent) : QObject(parent)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    start();
}

FakeHttpServer::~FakeHttpServer() { qDeleteAll(findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly)); }

void FakeHttpServer::start()
{
    m_server->setListenBacklogSize(512); // a hundred clients at once
    m_server->setMaxPendingConnections(512);
    m_server->listen(QHostAddress::LocalHost);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            ++m_connections;
            socket->setParent(this);
            new FakeHttpConnection(socket, *this);
        }
    });
}

QUrl FakeHttpServer::url(const QString &path) const
{
    const QString scheme
        = qobject_cast<QSslServer *>(m_server.get()) ? QStringLiteral("https") : QStringLiteral("http");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(m_server->serverPort()).arg(path));
}

void FakeHttpServer::enqueue(const Script &script) { m_scripts.append(script); }

void FakeHttpServer::setHandler(Handler handler) { m_handler = std::move(handler); }

Script FakeHttpServer::answerTo(const Request &request)
{
    m_requests.append(request);
    m_peakInFlight = std::max(m_peakInFlight, ++m_inFlight);
    if (!m_scripts.isEmpty() && (m_queuePath.isEmpty() || request.path == m_queuePath))
        return m_scripts.takeFirst();
    return m_handler ? m_handler(request) : Script().status(500);
}

void FakeHttpServer::scriptOver(bool aborted)
{
    --m_inFlight;
    m_aborted += aborted ? 1 : 0;
}

} // namespace freshet::test
