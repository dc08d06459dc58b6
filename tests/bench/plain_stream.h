// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpSocket>
#include <QUrl>

namespace freshet::bench {

/// One answer, read from a plain socket: what any client at least does. Connected first, asked by ask().
class PlainStream : public QObject {
    Q_OBJECT

public:
    enum class Way {
        Sse, ///< POST /v1/chat/completions, with a token where there is one.
        WebSocket, ///< /query/stream of the local endpoint.
    };
    struct Target {
        QUrl url;
        Way way = Way::Sse;
        QByteArray token;
    };

    /// @p model as TokenServer takes it.
    PlainStream(const Target &target, const QByteArray &model, QObject *parent);
    void ask();

    QList<qint64> ages; ///< Nanoseconds from writing to reading, a token each.
    qint64 firstNs = 0; ///< From ask() to the first token; 0: none came.

signals:
    void connected();
    void ended();

private:
    void read();
    void take();

    const Target m_target;
    const QByteArray m_model;
    QTcpSocket m_socket;
    QByteArray m_bytes;
    QByteArray m_message; ///< Of the WebSocket, as far as it came.
    bool m_isReady = false;
    qint64 m_askedNs = 0;
};

} // namespace freshet::bench
