// SPDX-License-Identifier: MIT
#include "core/chat/retry_policy.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestBackoff = std::chrono::seconds(30);
constexpr milliseconds kLongestToldWait = std::chrono::seconds(60);
constexpr milliseconds kLongestWaitInAll = std::chrono::minutes(2);
constexpr int kLoadingPollFactor = 2; ///< Loading takes seconds at least: 2 s with the usual backoff.

bool isConnectionFailure(ErrorKind kind) { return kind == ErrorKind::Timeout || kind == ErrorKind::Network; }

} // namespace

std::optional<milliseconds> RetryPolicy::waitAfter(const Error &error)
{
    if (!allows(error))
        return std::nullopt;
    const bool isPoll = error.kind == ErrorKind::ModelLoading;
    milliseconds wait = error.retryAfter.value_or(backoff(error));
    if (isPoll)
        wait = std::max(wait, backoff(error)); // "at once" would ask without an end
    if (wait < milliseconds(0) || wait > kLongestToldWait || m_waited + wait > kLongestWaitInAll)
        return std::nullopt;
    ++(isPoll ? m_polls : m_tries);
    m_connectionFailures += isConnectionFailure(error.kind);
    m_waited += wait;
    return wait;
}

bool RetryPolicy::allows(const Error &error) const
{
    if (!error.retryable || m_options.retries == 0)
        return false;
    switch (error.kind) {
    case ErrorKind::ModelLoading:
        return true;
    case ErrorKind::Server:
        return m_tries < std::min(m_options.retries, m_options.serverErrors);
    case ErrorKind::RateLimited:
    case ErrorKind::Overloaded:
        return m_tries < m_options.retries;
    case ErrorKind::Timeout:
    case ErrorKind::Network:
        return m_tries < m_options.retries && m_connectionFailures == 0;
    default: // what HTTP or the server itself calls worth it: 409, x-should-retry
        return error.httpStatus >= 400 && m_tries < m_options.retries;
    }
}

/// Full jitter, so that many clients that failed together do not come back together.
milliseconds RetryPolicy::backoff(const Error &error) const
{
    if (error.kind == ErrorKind::ModelLoading)
        return m_options.backoff * kLoadingPollFactor;
    const double spread = m_options.jitter ? m_options.jitter() : QRandomGenerator::global()->generateDouble();
    const milliseconds most = std::min(kLongestBackoff, m_options.backoff * (1 << std::min(m_tries, 10)));
    return milliseconds(std::llround(static_cast<double>(most.count()) * spread));
}

} // namespace freshet
