// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"
#include "core/domain/query_types.h"
#include "core/server/delta_encoder.h"
#include "core/server/query_protocol.h"

#include <QDateTime>
#include <QJsonObject>

namespace freshet::openai {

/// What every chunk of one answer repeats.
struct AnswerHead {
    QString id; ///< "chatcmpl-…"
    QDateTime created;
    QString model; ///< As the client named it.
};

/// One answer as the `data:` events that OpenAI streams; each function gives whole events, ready to be sent.
///
/// start(), then any content() and reasoning(), then end() or error(), once.
class ChatStreamWriter {
public:
    enum class UsageChunk { Left, Sent };

    ChatStreamWriter(const AnswerHead &head, UsageChunk usage);

    QByteArray start() const; ///< The chunk that tells the role.
    QByteArray content(QStringView delta); ///< Empty when @p delta is but half a character: it comes with the next one.
    QByteArray reasoning(QStringView delta); ///< As `reasoning_content`; else likewise.
    /// The chunk with finish_reason, the one with the usage where it is asked for, [DONE]. The last chunk has
    /// `sources`.
    QByteArray end(const QueryAnswer &answer);
    QByteArray error(const Error &error) const; ///< An event with an error object; no [DONE] follows.

    /// Some content was given out. It cannot be taken back, so a restart after it has to end in error().
    bool hasContent() const { return m_hasContent; }

private:
    QByteArray textEvent(QByteArrayView field, QByteArrayView utf8) const;

    QJsonObject m_common;
    QByteArray m_beforeDelta; ///< What stands before each delta, already encoded.
    UsageChunk m_usage;
    DeltaEncoder m_content;
    DeltaEncoder m_reasoning;
    bool m_hasContent = false;
};

/// The whole answer of a call that did not ask for a stream.
QJsonObject completion(const AnswerHead &head, const QueryAnswer &answer);

/// GET /v1/models: those that can chat now, of providers that can be asked; ids are "provider/model".
QJsonObject modelList(const QList<protocol::CatalogEntry> &providers);

/// What an HTTP client is told of a failure.
struct ErrorAnswer {
    int status = 0;
    HttpHeaders headers; ///< Retry-After where we know it; x-should-retry, which OpenAI's clients obey.
    QJsonObject body; ///< {"error":{"message","type","param","code"}}
};

/// 400 what the caller has to change (also a context that does not fit; content_filter), 402 credit used up,
/// 403 a token's scope, 404 no such model, 413 too large, 429 rate limit, quota and busy, 500 our own disk,
/// 503 overloaded or still loading, 504 time-out; 502 every other fault of the provider. A key that the provider
/// refuses is one of those: 401 means the token of this endpoint, and nothing else.
ErrorAnswer errorAnswer(const Error &error);

} // namespace freshet::openai
