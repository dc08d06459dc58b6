// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/chat/fallback_policy.h"
#include "core/chat/llm_service.h"
#include "core/chat/retry_policy.h"
#include "core/providers/chat_reply.h"

#include <QTimer>

namespace freshet {

class HttpChatReply;
class TextReply;

/// LlmService's handle: one answer, got by as many attempts as it takes, and revealed as the caller asked for it.
class AttemptChainReply : public ChatReply {
    Q_OBJECT

public:
    /// @p request names its model. All references must outlive the handle.
    AttemptChainReply(HttpClient &http, const ProviderRegistry &providers, const ChatRequest &request,
        const LlmService::Options &options, QObject *parent);
    ~AttemptChainReply() override;

    void abort() override;

private:
    void onResolved(const Result<ProviderConfig> &config);
    void startAttempt();
    void onAttemptFinished();
    void askDifferently(const WayOfAsking &way);
    void tryAgainIn(std::chrono::milliseconds wait, const QString &reason);
    void accept();
    void reveal();
    void giveUp(const Error &error);

    HttpClient &m_http;
    const LlmService::Options m_options;
    const StreamMode m_askedFor;
    const bool m_isModelServer; ///< Of the catalog: it loads models, on whatever computer of the user's it runs.
    ProviderConfig m_config;
    WayOfAsking m_way;
    RetryPolicy m_retries;
    QTimer m_wait; ///< Before the next attempt.
    HttpChatReply *m_attempt = nullptr; // child of this; the running or last one
    TextReply *m_reveal = nullptr; // child of this; null until a whole answer is revealed
};

} // namespace freshet
