// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/embedding_types.h"
#include "core/net/http_client.h"

#include <QObject>

#include <functional>

namespace freshet {

class EmbeddingReply;
class ProviderRegistry;

/// Turns texts into vectors through their provider, however many they are: in batches that the server takes, the next
/// while one is under way, smaller ones where it finds them too large, and again after a passing failure (wire
/// reference 0.7). One text that cannot be had fails the whole, and is named by its number, which counts from 1.
class EmbeddingService : public QObject {
    Q_OBJECT

public:
    struct Options {
        int retries = 2; ///< Extra tries of each batch.
        int inFlight = 2; ///< Requests at a time.
        HttpLimits limits{.maxBody = 64 * 1024 * 1024};
        HttpLimits localLimits = limits.forOwnServer(); ///< Of servers of the user's own.
        std::function<double()> jitter; ///< 0 to 1; unset = random.
        std::chrono::milliseconds backoff = std::chrono::seconds(1);
    };

    EmbeddingService(
        HttpClient &http, const ProviderRegistry &providers, const Options &options, QObject *parent = nullptr);

    /// @p parent owns the handle. No texts: it succeeds without asking anybody.
    EmbeddingReply *embed(const EmbeddingRequest &request, QObject *parent);

private:
    HttpClient &m_http;
    const ProviderRegistry &m_providers;
    const Options m_options;
};

} // namespace freshet
