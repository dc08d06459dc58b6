// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTcpServer>

namespace freshet::bench {

/// A fake OpenAI server for measuring: streams as many tokens at such a pace as the model's name asks for.
///
///     n=500,rate=50          500 tokens, 50 a second; each is "@NANOSECONDS@ " of the moment it was written
///     n=50000,rate=2000,words=1   Markdown-like words instead
///
/// rate=0 writes as fast as the socket takes it. Run in a process of its own, so that only the client is measured.
class TokenServer : public QObject {
    Q_OBJECT

public:
    explicit TokenServer(QObject *parent = nullptr);
    quint16 port() const { return m_server.serverPort(); }

private:
    QTcpServer m_server;
};

} // namespace freshet::bench
