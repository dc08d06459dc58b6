// SPDX-License-Identifier: MIT
#pragma once

#include "core/chat/circuit_breaker.h"
#include "core/chat/learned_store.h"
#include "core/domain/chat_types.h"
#include "core/net/http_client.h"
#include "core/providers/provider_adapter.h"
#include "core/providers/silence_probe.h"

#include <QObject>

#include <functional>

namespace freshet {

class ChatReply;
class ProviderRegistry;

/// Sends one chat request to its provider and gets the answer whatever the server can: streamed; where streaming is
/// refused, whole and revealed as a pseudo-stream; a refused parameter dropped or renamed; a failed try repeated
/// while nothing was shown (wire reference 0.7); an answer that paused or broke off gone on with, where the server says
/// how. What was done differently stands in ChatReply::notes(), and what a model refused is remembered for a day. A
/// server that fails again and again is left alone for half a minute.
class LlmService : public QObject {
    Q_OBJECT

public:
    struct Options {
        int retries = 2; ///< Extra tries after the first, only before any content.
        HttpLimits limits;
        HttpLimits localLimits = HttpLimits().forOwnServer(); ///< Of servers of the user's own.
        std::function<double()> jitter; ///< 0 to 1; unset = random.
        std::chrono::milliseconds backoff = std::chrono::seconds(1);
        SilenceProbe::Options silence; ///< Of servers of the user's own.
        std::function<std::optional<ModelInfo>(const ModelRef &)> known; ///< Unset: nothing is known of any model.
        QString learnedPath; ///< A JSON file; empty = what is learned lives as long as the service.
        Clock clock = systemClock;
        std::function<const ProviderAdapter *(Dialect)> adapterOf = adapterFor;
    };

    LlmService(HttpClient &http, const ProviderRegistry &providers, const Options &options, QObject *parent = nullptr);

    ~LlmService() override;

    /// @p parent owns the handle; one that outlives this ends as cancelled. A request without a model is answered by
    /// the provider's default one.
    ChatReply *send(const ChatRequest &request, QObject *parent);

    std::optional<ModelInfo> known(const ModelRef &model) const; ///< What Options::known tells.

signals:
    void ending();

private:
    HttpClient &m_http;
    const ProviderRegistry &m_providers;
    const Options m_options;
    LearnedStore m_learned;
    CircuitBreaker m_circuits;
};

} // namespace freshet
