// SPDX-License-Identifier: MIT
#include "tests/support/fake_proxy.h"

#include <QTcpSocket>
#include <QtEndian>

namespace freshet::test {

FakeProxy::FakeProxy(Kind kind, int targetPort, QObject *parent)
    : QObject(parent), m_kind(kind), m_targetPort(targetPort)
{
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("the proxy cannot listen");
    connect(&m_server, &QTcpServer::newConnection, this, &FakeProxy::accept);
}

QUrl FakeProxy::url() const
{
    const QString scheme = m_kind == Kind::Http ? QStringLiteral("http") : QStringLiteral("socks5");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(m_server.serverPort()));
}

void FakeProxy::accept()
{
    while (QTcpSocket *const client = m_server.nextPendingConnection()) {
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(client, &QTcpSocket::readyRead, this, [this, client] {
            if (m_kind == Kind::Http)
                readHttp(client);
            else
                readSocks(client);
        });
    }
}

void FakeProxy::readHttp(QTcpSocket *client)
{
    const QByteArray seen = client->peek(64 * 1024);
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArray head = client->read(end + 4);
    m_heads.append(head);
    const QByteArray address = head.split(' ').value(1);
    const bool isTunnel = head.startsWith("CONNECT ");
    const QUrl url(QString::fromLatin1(isTunnel ? "tunnel://" + address : address));
    m_targets.append(url.host() + u':' + QString::number(url.port(80)));
    if (!m_response.isEmpty()) {
        client->write(m_response);
        client->disconnectFromHost();
    } else if (isTunnel) {
        join(client, "HTTP/1.1 200 Connection established\r\n\r\n", {});
    } else {
        QByteArray forwarded = head;
        forwarded.replace(address, url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority));
        join(client, {}, forwarded);
    }
}

/// RFC 1928, without sign-in: a greeting, then CONNECT to a name or an IPv4 address.
void FakeProxy::readSocks(QTcpSocket *client)
{
    QByteArray seen = client->peek(1024);
    if (seen.size() < 3 || seen.at(0) != 5)
        return;
    if (!client->property("greeted").toBool()) {
        client->read(2 + seen.at(1));
        client->setProperty("greeted", true);
        client->write(QByteArray::fromHex("0500"));
        return;
    }
    const bool isName = seen.at(3) == 3;
    const qsizetype begin = isName ? 5 : 4;
    const qsizetype length = isName ? seen.at(4) : 4;
    if (seen.size() < begin + length + 2)
        return;
    seen = client->read(begin + length + 2);
    const QString host = isName ? QString::fromLatin1(seen.mid(begin, length))
                                : QHostAddress(qFromBigEndian<quint32>(seen.constData() + begin)).toString();
    m_targets.append(host + u':' + QString::number(qFromBigEndian<quint16>(seen.constData() + begin + length)));
    join(client, QByteArray::fromHex("05000001000000000000"), {});
}

void FakeProxy::join(QTcpSocket *client, const QByteArray &toClient, const QByteArray &toServer)
{
    client->disconnect(this);
    auto *const server = new QTcpSocket(client);
    connect(server, &QTcpSocket::connected, client, [client, server, toClient, toServer] {
        client->write(toClient);
        server->write(toServer + client->readAll());
        connect(client, &QTcpSocket::readyRead, server, [client, server] { server->write(client->readAll()); });
    });
    connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    server->connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_targetPort));
}

} // namespace freshet::test
