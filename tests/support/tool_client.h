// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkRequest>
#include <QWebSocket>

namespace freshet::test {

/// Another program that asks through the local endpoint, over a real WebSocket.
class ToolClient : public QObject {
public:
    ToolClient(const QUrl &url, const QByteArray &token)
    {
        connect(&m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { m_messages.append(QJsonDocument::fromJson(text.toUtf8()).object()); });
        connect(&m_socket, &QWebSocket::disconnected, this, [this] { m_isClosed = true; });
        QNetworkRequest request(url);
        request.setRawHeader("Authorization", "Bearer " + token);
        m_socket.open(request);
    }

    /// @p more are further fields of the `query` message.
    void ask(const QString &id, const QString &question, QJsonObject more = {})
    {
        more.insert("type", "query");
        more.insert("id", id);
        more.insert("query", question);
        m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(more).toJson(QJsonDocument::Compact)));
    }

    bool isIn() const { return !m_messages.isEmpty(); } ///< It was greeted.
    bool isClosed() const { return m_isClosed; } ///< Also when it was never let in.
    QJsonObject last() const { return m_messages.isEmpty() ? QJsonObject() : m_messages.last(); }

private:
    QWebSocket m_socket;
    QList<QJsonObject> m_messages;
    bool m_isClosed = false;
};

} // namespace freshet::test
