// SPDX-License-Identifier: MIT
#include "core/chat/answer_hops.h"

#include <QCryptographicHash>

namespace freshet {

namespace {

template <typename T>
std::optional<T> sumOfKnown(const std::optional<T> &a, const std::optional<T> &b)
{
    return a && b ? *a + *b : a ? a : b;
}

} // namespace

bool AnswerHops::goOn(const QString &continuation, const Part &sum)
{
    if (continuation.isEmpty() || continuation.size() > kLongestContinuation || m_seen.size() >= kMost)
        return false;
    if (sum.text.size() + sum.hidden.size() + sum.reasoning.size() > kLongestAnswer)
        return false;
    const QByteArray digest = QCryptographicHash::hash(continuation.toUtf8(), QCryptographicHash::Sha256);
    if (m_seen.contains(digest))
        return false;
    m_seen.insert(digest);
    m_before = sum;
    return true;
}

QString AnswerHops::note() const
{
    if (m_seen.isEmpty())
        return {};
    return m_seen.size() == 1 ? QStringLiteral("continued once")
                              : QStringLiteral("continued %1 times").arg(m_seen.size());
}

Usage sumOf(const Usage &a, const Usage &b)
{
    return {.promptTokens = sumOfKnown(a.promptTokens, b.promptTokens),
        .completionTokens = sumOfKnown(a.completionTokens, b.completionTokens),
        .reasoningTokens = sumOfKnown(a.reasoningTokens, b.reasoningTokens),
        .cachedTokens = sumOfKnown(a.cachedTokens, b.cachedTokens),
        .costUsd = sumOfKnown(a.costUsd, b.costUsd)};
}

} // namespace freshet
