// SPDX-License-Identifier: MIT
#include "core/retrieval/embedding_pace.h"

#include <algorithm>

namespace freshet {

void EmbeddingPace::succeeded()
{
    m_failures = 0;
    m_notBefore = {};
}

void EmbeddingPace::failed(const Error &error)
{
    ++m_failures;
    std::chrono::milliseconds wait = m_options.firstPause * (1 << std::min(m_failures - 1, 10));
    if (isOpen())
        wait = m_options.breakerPause;
    wait = std::max(std::min(wait, m_options.breakerPause), error.retryAfter.value_or(std::chrono::milliseconds(0)));
    m_notBefore = m_options.clock().addMSecs(wait.count());
}

std::chrono::milliseconds EmbeddingPace::pause() const
{
    if (!m_notBefore.isValid())
        return {};
    return std::chrono::milliseconds(std::max<qint64>(m_options.clock().msecsTo(m_notBefore), 0));
}

} // namespace freshet
