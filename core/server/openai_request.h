// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/query_types.h"

namespace freshet::openai {

/// What a client of POST /v1/chat/completions asks.
struct ChatCall {
    QueryRequest query; ///< `caller` is left to the server. An empty provider or model is the user's choice.
    QString model; ///< As the client wrote it.
    bool wantsUsage = false; ///< stream_options.include_usage

    bool isStreamed() const { return query.streaming == StreamMode::Streamed; }
    bool operator==(const ChatCall &) const = default;
};

/// Reads the body of POST /v1/chat/completions.
///
/// "provider/model" is cut at its first slash; "provider" alone means its default model. System and developer messages
/// become instructions; the last message is the user's and the question, with its pictures (data: URLs; we fetch none).
/// What would change the answer and cannot be honoured is refused with ErrorKind::BadRequest and the field in
/// Error::parameter; what clients always send and does not matter is ignored.
Result<ChatCall> parseChatCall(QByteArrayView body);

} // namespace freshet::openai
