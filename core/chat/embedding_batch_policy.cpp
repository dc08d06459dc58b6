// SPDX-License-Identifier: MIT
#include "core/chat/embedding_batch_policy.h"

#include <QRegularExpression>

#include <algorithm>

namespace freshet {

namespace {

bool countIsRefused(const Error &error)
{
    static const QRegularExpression tooMany(
        QStringLiteral("batch size|in one batch|per (?:submitted )?batch|too many (?:inputs|texts|items|requests in)"
                       "|array too long|maximum length|at most \\d+ (?:inputs|texts|items|requests)"),
        QRegularExpression::CaseInsensitiveOption);
    return error.kind == ErrorKind::BadRequest && tooMany.match(error.detail).hasMatch();
}

bool sizeIsRefused(const Error &error)
{
    static const QRegularExpression tooLarge(
        QStringLiteral("(?:input|request) (?:is )?too (?:large|long)|tokens per request"),
        QRegularExpression::CaseInsensitiveOption);
    switch (error.kind) {
    case ErrorKind::PayloadTooLarge:
    case ErrorKind::ContextLength:
        return true;
    case ErrorKind::BadRequest:
    case ErrorKind::RateLimited: // a request above what a minute may take as a whole
    case ErrorKind::Server: // llama-server calls it a 500
        return tooLarge.match(error.detail).hasMatch();
    default:
        return false;
    }
}

} // namespace

std::optional<EmbeddingBatch> EmbeddingBatchPolicy::next()
{
    if (!m_halves.empty()) {
        const EmbeddingBatch half = m_halves.front();
        m_halves.pop_front();
        return half;
    }
    EmbeddingBatch batch{.first = m_next};
    for (qsizetype characters = 0; m_next < m_texts.size() && batch.count < m_limits.texts; ++m_next, ++batch.count) {
        characters += m_texts.at(m_next).size();
        if (batch.count > 0 && characters > m_limits.requestCharacters)
            break;
    }
    return batch.count > 0 ? std::optional(batch) : std::nullopt;
}

bool EmbeddingBatchPolicy::halve(const EmbeddingBatch &batch, const Error &error)
{
    const bool isCount = countIsRefused(error);
    if (batch.count < 2 || !(isCount || sizeIsRefused(error)))
        return false;
    const EmbeddingBatch front{.first = batch.first, .count = (batch.count + 1) / 2};
    const EmbeddingBatch back{.first = batch.first + front.count, .count = batch.count - front.count};
    // 413 may be about either. One long text must not make all others go one by one, so the length is not learned
    // from a context window, which each text has for itself.
    if (isCount || error.kind == ErrorKind::PayloadTooLarge)
        m_limits.texts = std::min(m_limits.texts, front.count);
    else if (error.kind != ErrorKind::ContextLength)
        m_limits.requestCharacters
            = std::min(m_limits.requestCharacters, std::max(charactersIn(front), charactersIn(back)));
    m_halves.push_front(back);
    m_halves.push_front(front);
    return true;
}

bool EmbeddingBatchPolicy::isTooLong(const Error &error) { return sizeIsRefused(error); }

qsizetype EmbeddingBatchPolicy::charactersIn(const EmbeddingBatch &batch) const
{
    qsizetype characters = 0;
    for (qsizetype i = 0; i < batch.count; ++i)
        characters += m_texts.at(batch.first + i).size();
    return characters;
}

} // namespace freshet
