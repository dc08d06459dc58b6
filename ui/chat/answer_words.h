// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"
#include "core/history/history_store.h"
#include "ui/transcript/transcript_message.h"

#include <chrono>

namespace freshet {

// What happens to an answer, in words for a person. Pure functions.

/// "Loading qwen3:8b, 45 %", "Thinking 12 s": what is going on while no text comes. Nothing while text is being
/// written.
QString phaseLine(const PhaseInfo &phase, const QString &modelName, std::chrono::seconds inPhase);

/// What a failed answer shows in its place: what happened, what to do, the most useful button first.
MessageNotice noticeFor(const Error &error);

/// "qwen3:8b · Ollama · 42 tok/s"; what nobody told is left out.
QString footerFor(const QueryAnswer &answer, const QString &providerName);

/// The tools that the model wants to call, as Markdown below its text. The words are the model's, so they are shown as
/// code and nothing else.
QString toolCallsText(const QList<ToolCall> &calls);

/// A stored message as the transcript shows it.
/// "3.2 s · 214 tokens · 67 tok/s · $0.00210": what an answer took.
QString figuresFor(const QueryAnswer &answer, const std::optional<double> &costUsd);

TranscriptMessage toTranscript(const StoredMessage &message, const QString &providerName);

/// What a model is told of a chat so far: questions that got no answer are left out with it.
QList<ChatMessage> historyForModel(const QList<StoredMessage> &messages);

/// The words of an answer that lean on source @p number: the text before each `[number]`, back to the sentence's start.
QString citingText(const QString &answer, int number);

} // namespace freshet
