// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/served_program.h"
#include "tests/support/tool_client.h"

#include <QJsonArray>
#include <QTcpSocket>

namespace freshet::test {

/// A program whose endpoint listens, with a token that may do everything.
struct EndpointFixture : ServedProgram {
    QByteArray token;

    EndpointFixture()
    {
        for (const ProviderInfo &info : registry.providers())
            models.setStaticModels(info.id, {{.ref = {info.id, info.defaultModel}, .name = info.defaultModel}}, true);
        if (!endpoint.start())
            qFatal("the endpoint does not start");
        token = newToken("tool", allTokenScopes());
    }

    QByteArray newToken(const QString &name, TokenScopes scopes)
    {
        const auto created = endpoint.tokens().create(name, scopes);
        if (!created)
            qFatal("%s", qPrintable(created.error().message));
        return created->secret.reveal();
    }
    QByteArray hostName() const { return "127.0.0.1:" + QByteArray::number(endpoint.port()); }
};

inline const QByteArray kUpgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

/// A client's frame; its mask is zero.
inline QByteArray clientFrame(int firstByte, const QByteArray &payload)
{
    QByteArray bytes(1, char(firstByte));
    if (payload.size() < 126)
        bytes.append(char(0x80 | payload.size()));
    else
        bytes.append(char(0x80 | 126)).append(char(payload.size() >> 8)).append(char(payload.size()));
    return bytes.append(4, '\0') + payload;
}

/// A tool at the WebSocket.
class SocketClient : public ToolClient {
public:
    explicit SocketClient(const EndpointFixture &fixture) : SocketClient(fixture, fixture.token) { }
    SocketClient(const EndpointFixture &fixture, const QByteArray &presented)
        : ToolClient(fixture.endpoint.url(), presented)
    {
    }
};

/// A tool that writes its requests by hand.
class RawClient : public QObject {
public:
    explicit RawClient(const EndpointFixture &fixture)
    {
        connect(&socket, &QTcpSocket::readyRead, this, [this] {
            if (isReading)
                received += socket.readAll();
        });
        connect(&socket, &QTcpSocket::disconnected, this, [this] {
            received += socket.readAll();
            isClosed = true;
        });
        socket.connectToHost(QHostAddress::LocalHost, fixture.endpoint.port());
    }

    /// "GET /catalog" and further header lines, with Host and token.
    static QByteArray request(const EndpointFixture &fixture, const QByteArray &line, const QByteArray &body = {},
        const QByteArray &headers = {})
    {
        QByteArray text = line + " HTTP/1.1\r\nHost: " + fixture.hostName() + "\r\nAuthorization: Bearer "
            + fixture.token + "\r\n" + headers;
        if (!body.isEmpty())
            text += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        return text + "\r\n" + body;
    }

    void stopReading() ///< The kernel's buffers fill, and ours stay small.
    {
        isReading = false;
        socket.setReadBufferSize(1);
    }

    int status() const { return received.mid(9, 3).toInt(); }
    QByteArray head() const { return received.left(received.indexOf("\r\n\r\n")); }
    QByteArray body() const { return received.mid(received.indexOf("\r\n\r\n") + 4); }
    QJsonObject json() const { return QJsonDocument::fromJson(body()).object(); }
    QByteArray unchunked() const
    {
        QByteArray rest = body();
        QByteArray bytes;
        for (;;) {
            const qsizetype end = rest.indexOf("\r\n");
            const qsizetype size = end < 0 ? 0 : rest.left(end).toLongLong(nullptr, 16);
            if (size == 0)
                return bytes;
            bytes += rest.mid(end + 2, size);
            rest = rest.mid(end + 2 + size + 2);
        }
    }

    QTcpSocket socket;
    QByteArray received;
    bool isReading = true;
    bool isClosed = false;
};

} // namespace freshet::test
