// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/chat_types.h"
#include "core/domain/provider_info.h"
#include "core/net/http_message.h"
#include "core/providers/model_list_reader.h"

#include <memory>
#include <optional>

namespace freshet {

/// What one piece of a provider's stream meant; any of the fields may be empty. Reasoning comes before text.
struct ChatChunk {
    bool textWasReasoning = false; ///< All text before this chunk turned out to be reasoning: move it there first.
    QString reasoning;
    QString text;
    std::optional<PhaseInfo> phase; ///< Model loading, prompt progress.

    bool operator==(const ChatChunk &) const = default;
};

/// How an answer ended, once its own end mark was read.
struct ChatEnd {
    FinishReason reason = FinishReason::Unknown;
    Usage usage;
    QList<ToolCall> toolCalls;
    QString note; ///< A sentence about the end, where the server told more than its reason.

    bool operator==(const ChatEnd &) const = default;
};

/// Reads one answer, streamed or whole. Keeps the state of that one answer and nothing else.
class ChatParser {
public:
    virtual ~ChatParser() = default;

    /// Takes bytes cut anywhere; appends what they meant to @p chunks. On an error the chunks before it are there.
    virtual Status feed(QByteArrayView bytes, QList<ChatChunk> &chunks) = 0;

    /// True once the end mark was read: the caller need not wait for the server to hang up.
    virtual bool isComplete() const = 0;

    /// True once it was told why the answer ends; usage or an end mark may still follow.
    virtual bool isEnding() const = 0;

    /// At the end of the bytes, or after an error, which then stands. May append held-back text. Truncated without the
    /// end mark, Empty when nothing was said.
    virtual Result<ChatEnd> end(QList<ChatChunk> &chunks) = 0;

    /// What the stream told so far, for an answer that is cut off.
    virtual Usage usage() const = 0;

    /// For ChatRequest::continuation of the request that goes on where this answer paused or broke off; empty where the
    /// server told no such place.
    virtual QString continuation() const { return {}; }
};

/// One wire dialect: turns our values into HTTP and bytes back into our values.
///
/// A pure translator: no sockets, no signals, no settings, no clock. HttpChatReply moves the bytes for all of them,
/// so retry, timeout, cancel and logging exist once. Stateless and thread-safe.
class ProviderAdapter {
public:
    virtual ~ProviderAdapter() = default;

    virtual HttpRequest chatRequest(const ChatRequest &request, const ProviderConfig &config) const = 0;

    /// What chatRequest() does not send as it was asked for, a sentence each: "sent without temperature: …".
    virtual QStringList notesOn(const ChatRequest &, const ProviderConfig &) const { return {}; }

    /// @p head tells what came: an event stream, one JSON document, or something that is no answer at all.
    virtual Result<std::unique_ptr<ChatParser>> chatParser(
        const HttpResponse &head, const ProviderConfig &config) const = 0;

    /// Reads the provider's list of models. What is @p known already saves questions for the details of each.
    virtual std::unique_ptr<ModelListReader> modelListReader(
        const ProviderConfig &config, const QList<ModelInfo> &known) const = 0;

    /// Asks what the server does while it says nothing; nothing where there is no such question.
    virtual std::optional<HttpRequest> statusRequest(const ModelRef &, const ProviderConfig &) const { return {}; }
    /// What the answer to it means for a chat with that model; nothing when it does not tell.
    virtual std::optional<PhaseInfo> phaseFrom(const HttpResponse &, const ModelRef &) const { return {}; }

    /// Classifies an answer whose status is not 2xx (wire reference 0.6–0.8).
    virtual Error errorFrom(const HttpResponse &response, const ProviderConfig &config) const;
};

/// The adapter of a dialect; lives as long as the program. Null for Dialect::Quotes, which has no wire.
const ProviderAdapter *adapterFor(Dialect dialect);

/// In which dialect to ask for this model: the provider's own, but for models that OpenAI serves at /responses only.
Dialect dialectFor(const ModelRef &model, const ProviderConfig &config);

} // namespace freshet
