// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace freshet {

enum class ChatRole { System, User, Assistant };

/// A picture that goes with a question.
struct ChatImage {
    QByteArray mimeType; ///< "image/png", "image/jpeg", "image/webp" or "image/gif".
    QByteArray bytes; ///< As the file holds them.

    bool operator==(const ChatImage &) const = default;
};

struct ChatMessage {
    ChatRole role = ChatRole::User;
    QString text;
    QList<ChatImage> images = {}; ///< Of the user's messages only.

    bool operator==(const ChatMessage &) const = default;
};

/// Token counts and cost as the provider told them; what it did not tell is empty, not 0.
struct Usage {
    std::optional<qint64> promptTokens;
    std::optional<qint64> completionTokens;
    std::optional<qint64> reasoningTokens;
    std::optional<qint64> cachedTokens;
    std::optional<double> costUsd;

    bool operator==(const Usage &) const = default;
};

/// Why an answer ended. Vendors' words are mapped once, in the dialects.
enum class FinishReason { Unknown, Stop, Length, ToolCalls, ContentFilter, Refusal, Pause, Cancelled };

/// How the text came: token by token, whole but shown bit by bit, or whole at once.
enum class Delivery { Native, Pseudo, NonStreaming };

enum class StreamMode { Streamed, Whole };

/// A tool call of the model; shown and kept, never executed.
struct ToolCall {
    QString id;
    QString name;
    QString arguments; ///< A JSON text, as the model wrote it.

    bool operator==(const ToolCall &) const = default;
};

/// What is sent only when somebody asked for it; an empty field is not sent.
struct GenerationOptions {
    std::optional<double> temperature;
    std::optional<double> topP;
    std::optional<int> maxTokens;
    std::optional<qint64> seed;
    QString reasoningEffort; ///< "none", "minimal", "low", "medium", "high" …; empty = the model's own.
    std::optional<int> thinkingBudget; ///< Tokens; for models that take a budget instead of an effort.
    QStringList stop;

    bool operator==(const GenerationOptions &) const = default;
};

struct ChatRequest {
    ModelRef model;
    QList<ChatMessage> messages; ///< System messages first; the last one is the user's.
    GenerationOptions options;
    StreamMode streaming = StreamMode::Streamed;
    std::optional<ModelInfo> known; ///< What is known of the model; never needed, but some dialects ask better with it.
    QString continuation; ///< Where an answer that paused goes on, in the server's words; see ChatParser.
    QString caller; ///< Empty: the user's own window or command line; else the tool that asks. Never sent.

    bool operator==(const ChatRequest &) const = default;
};

/// What is going on while no text comes.
enum class Phase {
    Retrieving,
    Connecting,
    Waiting,
    LoadingModel,
    ReadingPrompt,
    Thinking,
    Writing,
    Retrying,
    FallingBack,
};

struct PhaseInfo {
    Phase phase = Phase::Waiting;
    std::optional<double> progress; ///< 0 to 1.
    std::optional<int> attempt; ///< The number of the try that is about to start, 2 for the first retry.
    std::optional<std::chrono::milliseconds> wait; ///< Until that try.
    QString reason; ///< A sentence for a person.

    bool operator==(const PhaseInfo &) const = default;
};

QLatin1String toWord(ChatRole role); ///< "system", "user", "assistant".
std::optional<ChatRole> chatRoleFromString(QStringView word);
QLatin1String toWord(FinishReason reason); ///< The protocol's words: "stop", "length", "tool_calls" …
QLatin1String toWord(Delivery delivery); ///< "native", "pseudo", "non_streaming".
QLatin1String toWord(Phase phase); ///< "retrieving", "connecting" …

} // namespace freshet

Q_DECLARE_METATYPE(freshet::ChatMessage)
Q_DECLARE_METATYPE(freshet::Usage)
Q_DECLARE_METATYPE(freshet::PhaseInfo)
