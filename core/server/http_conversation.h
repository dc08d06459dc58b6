// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/accept_gate.h"
#include "core/server/endpoint_services.h"
#include "core/server/openai_answer.h"
#include "core/server/openai_request.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

class QTcpSocket;

namespace freshet {

struct HttpAnswer;
class ToolQuery;

/// One HTTP request that the gate let through, from its body to the end of its answer, which ends the connection.
///
/// A client that goes stops its query at once. One that reads slowly holds its provider back, and one that reads
/// nothing for a quarter of a minute is dropped.
class HttpConversation : public QObject {
    Q_OBJECT

public:
    /// @p socket has the body next; @p connection is the listener's count.
    HttpConversation(std::unique_ptr<QTcpSocket> socket, const GateGrant &grant, quint64 connection,
        const EndpointServices &services, QObject *parent);
    ~HttpConversation() override;

    const TokenId &token() const { return m_grant.token; }
    void close(); ///< As the endpoint goes away.

signals:
    void finished(); ///< The connection is gone. Comes once and last.

private:
    void onReadyRead();
    void onBody(const QByteArray &body);
    void refreshModels(const QByteArray &body);
    void chat(const QByteArray &body);
    void startChat(const openai::ChatCall &call);
    void streamChat();
    void begin();
    void write(const QByteArray &event);
    void onChatEnded();
    void endChat();
    void leaveQuery();
    void answerError(const Error &error);
    void answer(const HttpAnswer &answer);
    void endConnection();
    void onBytesWritten();
    void onDisconnected();

    std::unique_ptr<QTcpSocket> m_socket;
    const GateGrant m_grant;
    const quint64 m_connection;
    const EndpointServices m_services;
    QByteArray m_body;
    bool m_isAnswering = false; ///< The body is whole.
    QPointer<ToolQuery> m_query; // ToolQueries'; followed while it runs
    openai::AnswerHead m_head;
    std::optional<openai::ChatStreamWriter> m_stream; ///< Of a streamed answer.
    bool m_hasBegun = false; ///< The head of a streamed answer is out: errors are events from here on.
    bool m_isPaused = false;
    bool m_isFinished = false;
    QTimer m_deadline; ///< For the body, and later for a client that reads nothing.
};

} // namespace freshet
