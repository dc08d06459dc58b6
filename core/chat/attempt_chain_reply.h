// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/chat/answer_hops.h"
#include "core/chat/fallback_policy.h"
#include "core/chat/llm_service.h"
#include "core/chat/retry_policy.h"
#include "core/providers/chat_reply.h"

#include <QPointer>
#include <QTimer>

namespace freshet {

class HttpChatReply;
class TextReply;

/// LlmService's handle: one answer, got by as many attempts as it takes, and revealed as the caller asked for it.
class AttemptChainReply : public ChatReply {
    Q_OBJECT

public:
    /// What a chain works with; all of it outlives the chain.
    struct Services {
        HttpClient &http;
        const ProviderRegistry &providers;
        LearnedStore &learned;
        CircuitBreaker &circuits;
    };

    /// @p request names its model.
    AttemptChainReply(
        const Services &services, const ChatRequest &request, const LlmService::Options &options, QObject *parent);
    ~AttemptChainReply() override;

    bool isRevealing() const override;
    void abort() override;
    void setPaused(bool paused) override;
    void revealAll() override;

private:
    void onResolved(const Result<ProviderConfig> &config);
    Status check(const ProviderConfig &config) const;
    void prepare(const ProviderConfig &config);
    void startAttempt();
    void connectAttempt();
    void onPhaseFound(const PhaseInfo &phase);
    bool isShownAtOnce() const;
    QString hiddenText() const;
    void onAttemptRestarted(const QString &reason);
    void onAttemptFinished();
    bool tryOtherwise(const Error &error);
    void onContent();
    void tellCircuit();
    void askDifferently(const WayOfAsking &way);
    void tryAgainIn(std::chrono::milliseconds wait, const QString &reason);
    bool goOn();
    void accept();
    void endWith(const Error &error);
    void addFinalNotes();
    void reveal();
    void tellWhatCame();
    void giveUp(const Error &error);

    const Services m_services;
    const LlmService::Options m_options;
    const StreamMode m_askedFor;
    ProviderConfig m_config;
    HttpLimits m_limits;
    CircuitBreaker::Key m_circuit;
    WayOfAsking m_way;
    bool m_isLearnedWay = false; ///< It began with steps that were learned earlier.
    std::optional<RetryPolicy> m_retries; ///< Once the provider is known.
    AnswerHops m_hops;
    QTimer m_wait; ///< Before the next attempt.
    int m_reconnects = 0; ///< After the answer broke off.
    SilenceProbe *m_probe = nullptr; // child of this; null where the server cannot be asked
    HttpChatReply *m_attempt = nullptr; // child of this; the running or last one
    bool m_isPaused = false;
    bool m_isAsking = false; ///< The circuit waits to be told how it ends.
    TextReply *m_reveal = nullptr; // child of this; null until a whole answer is revealed
};

} // namespace freshet
