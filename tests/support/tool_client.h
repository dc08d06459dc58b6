// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkRequest>
#include <QTest>
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

    void sendText(const QString &text) ///< Once it was greeted.
    {
        (void)QTest::qWaitFor([this] { return isIn() || m_isClosed; });
        m_socket.sendTextMessage(text);
    }
    void send(const QJsonObject &message)
    {
        sendText(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    }
    /// @p more are further fields of the `query` message.
    void ask(const QString &id, const QString &question, QJsonObject more = {})
    {
        more.insert("type", "query");
        more.insert("id", id);
        more.insert("query", question);
        send(more);
    }

    QWebSocket &socket() { return m_socket; }
    bool isIn() const { return !m_messages.isEmpty(); } ///< It was greeted.
    bool isClosed() const { return m_isClosed; } ///< Also when it was never let in.
    const QList<QJsonObject> &messages() const { return m_messages; }
    QJsonObject last() const { return m_messages.isEmpty() ? QJsonObject() : m_messages.last(); }
    QList<QJsonObject> of(const QString &type) const { return where("type", type); }
    QList<QJsonObject> about(const QString &id) const { return where("id", id); }
    bool isOver(const QString &id) const
    {
        const QList<QJsonObject> said = about(id);
        return !said.isEmpty() && (said.last()["type"] == "final" || said.last()["type"] == "error");
    }
    QString text(const QString &id) const ///< The tokens, put together.
    {
        QString text;
        for (const QJsonObject &message : about(id)) {
            if (message["type"] == "restarted")
                text.clear();
            if (message["type"] == "token")
                text += message["text"].toString();
        }
        return text;
    }

private:
    QList<QJsonObject> where(const QString &key, const QString &value) const
    {
        QList<QJsonObject> found;
        for (const QJsonObject &message : m_messages) {
            if (message.value(key) == value)
                found.append(message);
        }
        return found;
    }

    QWebSocket m_socket;
    QList<QJsonObject> m_messages;
    bool m_isClosed = false;
};

} // namespace freshet::test
