// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http_client.h"
#include "core/providers/chat_reply.h"
#include "core/providers/provider_adapter.h"
#include "core/streaming/repeat_detector.h"

#include <QTimer>

#include <memory>

namespace freshet {

/// Asks a server once, in its dialect, and follows the answer.
///
/// Succeeds only with the dialect's own end mark, whatever the transport says; a broken answer keeps its text.
/// delivery() is NonStreaming, from before the first text, when the answer came whole.
class HttpChatReply : public ChatReply {
    Q_OBJECT

public:
    HttpChatReply(HttpClient &http, const ProviderConfig &config, const ChatRequest &request, const HttpLimits &limits,
        QObject *parent);
    HttpChatReply(HttpClient &http, const ProviderAdapter &adapter, const ProviderConfig &config,
        const ChatRequest &request, const HttpLimits &limits, QObject *parent);
    ~HttpChatReply() override;

    /// For ChatRequest::continuation of the request that goes on where this answer ended; empty when it cannot go on.
    QString continuation() const { return m_parser && !m_isCircling ? m_parser->continuation() : QString(); }

    void abort() override;
    void setPaused(bool paused) override;

signals:
    void bodyBegan(); ///< The first byte of the answer is there: the server is silent no more.

private:
    void onHeadReceived();
    void onBytesReceived(const QByteArray &bytes);
    void onHttpFinished();
    void conclude();
    void breakOff(const Error &error);
    Error endless() const;
    void endCircles();
    void endSilence();
    void leaveConnection();
    void stop(const Error &error);
    void deliver(const QList<ChatChunk> &chunks);
    void moveTextToReasoning();

    HttpClient &m_client;
    const ProviderConfig m_config;
    const ProviderAdapter *m_adapter; // lives as long as the program
    HttpReply *m_http; // child of this; null once the answer is whole
    bool m_hasBody = false;
    QTimer m_endTimer; ///< Runs from the finish reason on.
    QTimer m_quietTimer; ///< Since the last word of the answer, or the request.
    bool m_isPaused = false;
    bool m_isCircling = false;
    RepeatDetector m_repeatedText;
    RepeatDetector m_repeatedReasoning;
    std::unique_ptr<ChatParser> m_parser; ///< Null until a head with a good status came.
};

} // namespace freshet
