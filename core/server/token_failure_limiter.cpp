// SPDX-License-Identifier: MIT
#include "core/server/token_failure_limiter.h"

namespace freshet {

TokenFailureLimiter::Answer TokenFailureLimiter::failed(TimePoint now)
{
    while (!m_failures.isEmpty() && now - m_failures.constFirst() >= kWithin)
        m_failures.removeFirst();
    m_failures.append(now);
    if (m_failures.size() > kFailures) {
        m_failures.removeFirst();
        m_throttledUntil = now + kPause;
    }
    if (!isThrottling(now))
        return Answer::Refuse;
    if (now < m_nextAnswer)
        return Answer::Close;
    m_nextAnswer = now + kBetweenAnswers;
    return Answer::Refuse;
}

bool TokenFailureLimiter::isThrottling(TimePoint now) const { return now < m_throttledUntil; }

} // namespace freshet
