// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <chrono>
#include <functional>
#include <limits>
#include <optional>

namespace freshet {

/// Decides, for one request of which nothing was shown yet, whether and when it is tried again (wire reference 0.7).
///
/// Pure: counts what it allowed, waits for nothing. A loading model is asked for as long as the whole wait allows;
/// a time-out or a broken connection is tried again once.
class RetryPolicy {
public:
    struct Options {
        int retries = 2; ///< Extra tries; 0 = none, not even for a loading model.
        int serverErrors = std::numeric_limits<int>::max(); ///< How many of them at most after an internal error.
        std::chrono::milliseconds backoff
            = std::chrono::seconds(1); ///< The most before the second try; doubled each time.
        std::function<double()> jitter; ///< 0 to 1; unset = random.
    };

    explicit RetryPolicy(const Options &options) : m_options(options) { }

    /// How long to wait before the next try, or nothing: give up.
    std::optional<std::chrono::milliseconds> waitAfter(const Error &error);
    int tries() const { return m_tries + m_polls; } ///< Extra tries that were allowed so far.

private:
    bool allows(const Error &error) const;
    std::chrono::milliseconds backoff(const Error &error) const;

    const Options m_options;
    int m_tries = 0;
    int m_polls = 0; ///< Of a loading model; they take nothing from the tries.
    int m_connectionFailures = 0;
    std::chrono::milliseconds m_waited{0};
};

} // namespace freshet
