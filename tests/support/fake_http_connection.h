// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/fake_http_server.h"

#include <optional>

class QTcpSocket;

namespace freshet::test {

/// One accepted connection of a FakeHttpServer: reads requests, plays their scripts. Dies with its socket.
class FakeHttpConnection : public QObject {
    Q_OBJECT

public:
    FakeHttpConnection(QTcpSocket *socket, FakeHttpServer &server);
    ~FakeHttpConnection() override;

private:
    void onReadyRead();
    std::optional<FakeHttpServer::Request> takeRequest();
    void play(); ///< Runs steps until one has to wait.
    void endScript(bool aborted);

    QTcpSocket *m_socket; // the parent of this
    FakeHttpServer &m_server; // the parent of m_socket
    QByteArray m_received;
    FakeHttpServer::Script m_script;
    bool m_playing = false;
    bool m_waiting = false; ///< A timer will call play().
};

} // namespace freshet::test
