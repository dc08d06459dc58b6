// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QObject>
#include <QStringList>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace freshet::test {

/// A proxy on 127.0.0.1, in the test's own event loop: HTTP (CONNECT and absolute addresses) and SOCKS5.
///
/// Whatever name it is asked for, it connects to one port of this machine: so a test has servers with any name.
class FakeProxy : public QObject {
    Q_OBJECT

public:
    enum class Kind { Http, Socks5 };

    FakeProxy(Kind kind, int targetPort, QObject *parent = nullptr);

    QUrl url() const;
    void answerWith(const QByteArray &response) { m_response = response; } ///< Of an HTTP proxy: and nothing else.

    const QStringList &targets() const { return m_targets; } ///< "host:port", as each was asked for.
    const QByteArrayList &heads() const { return m_heads; } ///< What an HTTP proxy could read.

private:
    void accept();
    void readHttp(QTcpSocket *client);
    void readSocks(QTcpSocket *client);
    void join(QTcpSocket *client, const QByteArray &toClient, const QByteArray &toServer);

    const Kind m_kind;
    const int m_targetPort;
    QTcpServer m_server;
    QByteArray m_response;
    QStringList m_targets;
    QByteArrayList m_heads;
};

} // namespace freshet::test
