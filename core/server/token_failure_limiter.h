// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

#include <chrono>

namespace freshet {

/// Makes guessing of tokens pointless (R8). One for all clients, as nothing that a client sends should choose its
/// count.
///
/// Only refusals with GateRefusal::Pace::Delayed are asked about: requests with a good token never wait for it.
class TokenFailureLimiter {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    static constexpr qsizetype kFailures = 20;
    static constexpr std::chrono::seconds kWithin{60};
    static constexpr std::chrono::seconds kPause{60}; ///< After the last failure that was one too many.
    static constexpr std::chrono::seconds kBetweenAnswers{1}; ///< While it throttles.

    enum class Answer {
        Refuse, ///< Answer after kWrongTokenDelay.
        Close, ///< Close at once, without an answer.
    };

    Answer failed(TimePoint now); ///< Counts one wrong token. Times never run backwards.
    bool isThrottling(TimePoint now) const;

private:
    QList<TimePoint> m_failures; ///< The last ones, oldest first, at most kFailures.
    TimePoint m_throttledUntil = TimePoint::min();
    TimePoint m_nextAnswer = TimePoint::min();
};

} // namespace freshet
