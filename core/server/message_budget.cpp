// SPDX-License-Identifier: MIT
#include "core/server/message_budget.h"

#include <algorithm>

namespace freshet {

MessageBudget::Verdict MessageBudget::take(qsizetype bytes, TimePoint now)
{
    const double seconds = std::chrono::duration<double>(now - m_filledAt.value_or(now)).count();
    m_filledAt = now;
    m_messages = std::min(kMessageBurst, m_messages + seconds * kMessagesPerSecond);
    m_bytes = std::min(kByteBurst, m_bytes + seconds * kBytesPerSecond);
    if (m_messages >= kMessageBurst && m_bytes >= kByteBurst)
        m_isWarned = false;
    if (m_messages >= 1 && m_bytes >= double(bytes)) {
        m_messages -= 1;
        m_bytes -= double(bytes);
        return Verdict::Fine;
    }
    if (m_isWarned)
        return Verdict::Close;
    m_isWarned = true;
    return Verdict::Warn;
}

} // namespace freshet
