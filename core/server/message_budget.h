// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace freshet {

/// How much one connection may send (R13): a bucket of messages and one of bytes, both filled again as time goes by.
class MessageBudget {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    static constexpr double kMessagesPerSecond = 20;
    static constexpr double kMessageBurst = 40;
    static constexpr double kBytesPerSecond = 2.0 * 1024 * 1024;
    static constexpr double kByteBurst = 2.0 * 1024 * 1024;

    enum class Verdict {
        Fine,
        Warn, ///< Too much: leave the message unanswered but for one warning.
        Close, ///< Too much again before both buckets were full: close with 1008.
    };

    Verdict take(qsizetype bytes, TimePoint now); ///< For each frame of a message. Times never run backwards.

private:
    double m_messages = kMessageBurst;
    double m_bytes = kByteBurst;
    std::optional<TimePoint> m_filledAt;
    bool m_isWarned = false;
};

} // namespace freshet
