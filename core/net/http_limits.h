// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace freshet {

/// Deadlines and caps of one request; each clock starts when the request is really sent (R45, R50).
struct HttpLimits {
    std::chrono::milliseconds connect = std::chrono::seconds(10);
    std::chrono::milliseconds firstByte = std::chrono::seconds(120); ///< Until the head; again until the body begins.
    std::chrono::milliseconds idle = std::chrono::seconds(60); ///< Between bytes of the body, while it is read.
    std::chrono::milliseconds content = std::chrono::minutes(10); ///< Between words of an answer; keep-alives are none.
    std::chrono::milliseconds whole = std::chrono::minutes(10); ///< Until an answer in one piece; see forWholeAnswer().
    std::chrono::milliseconds total = std::chrono::minutes(30);
    qint64 maxBody = 16 * 1024 * 1024; ///< Bytes of a body with a good status.
    qint64 maxStream = 512 * 1024 * 1024; ///< The same of a stream: a word of it comes in up to 300 bytes.
    qint64 maxErrorBody = 64 * 1024; ///< Bytes of a body with any other status; the rest is dropped, no error.

    /// For servers of the user's own: loading a model and reading a long prompt are silent for minutes.
    HttpLimits forOwnServer() const
    {
        HttpLimits limits = *this;
        limits.firstByte = limits.idle = limits.content = std::chrono::minutes(15);
        limits.whole = std::chrono::minutes(30);
        return limits;
    }

    /// What is kept of a stream has limits of its own, in those who read it.
    HttpLimits forStream() const
    {
        HttpLimits limits = *this;
        limits.maxBody = maxStream;
        return limits;
    }

    /// A server that does not stream says nothing before it has written the whole answer.
    HttpLimits forWholeAnswer() const
    {
        HttpLimits limits = *this;
        limits.firstByte = limits.idle = limits.content = whole;
        return limits;
    }
};

} // namespace freshet
