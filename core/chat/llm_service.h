// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"
#include "core/net/http_client.h"

#include <QObject>

#include <functional>

namespace freshet {

class ChatReply;
class ProviderRegistry;

/// Sends one chat request to its provider and gets the answer whatever the server can: streamed; where streaming is
/// refused, whole and revealed as a pseudo-stream; a refused parameter dropped or renamed; a failed try repeated
/// while nothing was shown (wire reference 0.7). What was done differently stands in ChatReply::notes().
class LlmService : public QObject {
    Q_OBJECT

public:
    struct Options {
        int retries = 2; ///< Extra tries after the first, only before any content.
        HttpLimits limits;
        /// For servers of the user's own: loading a model and reading a long prompt are silent for minutes.
        HttpLimits localLimits{
            .firstByte = std::chrono::minutes(15), .idle = std::chrono::minutes(15), .whole = std::chrono::minutes(30)};
        std::function<double()> jitter; ///< 0 to 1; unset = random.
        std::chrono::milliseconds backoff = std::chrono::milliseconds(500);
    };

    LlmService(HttpClient &http, const ProviderRegistry &providers, const Options &options, QObject *parent = nullptr);

    /// @p parent owns the handle. A request without a model is answered by the provider's default one.
    ChatReply *send(const ChatRequest &request, QObject *parent);

private:
    HttpClient &m_http;
    const ProviderRegistry &m_providers;
    const Options m_options;
};

} // namespace freshet
