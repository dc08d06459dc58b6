// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"
#include "core/domain/citation.h"
#include "core/domain/document_info.h"

#include <QStringList>

#include <chrono>
#include <optional>

namespace freshet {

struct RetrievalOptions {
    /// Off, or on; unset: on for the provider `documents`, and where collections are named.
    std::optional<bool> isEnabled;
    QList<CollectionName> collections; ///< Empty: the service's default (none; `guide` for the provider `documents`).
    int topK = 8;

    bool operator==(const RetrievalOptions &) const = default;
};

/// An answer that was cut off.
struct BegunAnswer {
    QString text;
    QString reasoning;
    QList<Source> sources; ///< What its markers name.

    bool operator==(const BegunAnswer &) const = default;
};

/// One question, whoever asks it: the window, the command line, another tool.
struct QueryRequest {
    QString question;
    QString extraContext; ///< Text that goes with the question (standard input of the command line); may be empty.
    QString instructions; ///< The user's own words for the system prompt; may be empty.
    QList<ChatImage> images; ///< Go with the question.
    QList<ChatMessage> history; ///< Oldest first, without the question.
    ModelRef model; ///< An empty model means the provider's default.
    RetrievalOptions retrieval;
    GenerationOptions options;
    StreamMode streaming = StreamMode::Streamed;
    QString caller; ///< Empty: the user's own window or command line; else the tool that asks.
    /// What was answered already: the model goes on from there, with the same sources. QueryReply::answer() begins with
    /// it; the deltas are only what is new.
    std::optional<BegunAnswer> begun = {};

    bool operator==(const QueryRequest &) const = default;
};

struct QueryTimings {
    std::optional<std::chrono::milliseconds> retrieval; ///< Unset without retrieval.
    std::optional<std::chrono::milliseconds> firstToken;
    std::chrono::milliseconds total{0};

    bool operator==(const QueryTimings &) const = default;
};

/// A finished answer with everything known of it.
struct QueryAnswer {
    QString text;
    QString reasoning;
    QList<Source> sources; ///< Those that the text cites, in order of first mention.
    QList<Citation> citations;
    QList<ToolCall> toolCalls;
    FinishReason finishReason = FinishReason::Unknown;
    Delivery delivery = Delivery::Native;
    ModelRef model; ///< Which really answered.
    Usage usage;
    QueryTimings timings;
    QStringList notes; ///< Sentences: what was done differently than asked.

    bool operator==(const QueryAnswer &) const = default;
};

} // namespace freshet

Q_DECLARE_METATYPE(freshet::QueryAnswer)
