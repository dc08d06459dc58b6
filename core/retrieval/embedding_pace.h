// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <chrono>

namespace freshet {

/// Decides when an embedding server may be asked again after it failed.
///
/// Pure: the clock is given, nothing waits. Each failure in a row makes the pause longer, at least as long as the
/// server asked for; after five of them it is left alone for half a minute at a time, and then asked one thing only.
/// The first success ends all that. What a server refuses because of the text is no failure of the server: do not tell
/// it.
class EmbeddingPace {
public:
    struct Options {
        std::chrono::milliseconds firstPause = std::chrono::seconds(1); ///< Doubled by each failure.
        std::chrono::milliseconds breakerPause = std::chrono::seconds(30);
        int failures = 5; ///< In a row, before it is left alone.
        int inFlight = 2; ///< Requests at a time.
        Clock clock = systemClock;
    };

    explicit EmbeddingPace(const Options &options) : m_options(options) { }

    void succeeded();
    void failed(const Error &error);

    bool isOpen() const { return m_failures >= m_options.failures; } ///< It is left alone, or tried carefully.
    int mostInFlight() const { return m_failures > 0 ? 1 : m_options.inFlight; }
    std::chrono::milliseconds pause() const; ///< How long to wait from now; 0: go ahead.

private:
    const Options m_options;
    int m_failures = 0; // in a row
    QDateTime m_notBefore;
};

} // namespace freshet
