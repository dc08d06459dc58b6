// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"

namespace freshet {

/// What to ask of a Gemini or Gemma model for its thinking: at most one of level and budget, as the model wants it.
struct GeminiThinking {
    bool isAsked = false; ///< Thoughts are worth asking for: the model reasons, or somebody asked how much.
    QString level; ///< "minimal", "low", "medium" or "high"; empty: the model's own.
    std::optional<int> budget; ///< In tokens, of models that know no level.
};

GeminiThinking geminiThinking(const ChatRequest &request);

/// What of the request Gemini does not take as it was asked for, a sentence each; without the sampling.
QStringList geminiNotes(const ChatRequest &request);

/// The same of temperature and top_p, where the model takes neither.
QStringList geminiSamplingNotes(const ChatRequest &request);

/// The id as the vendor writes it in its tables: without "models/".
QString geminiModelId(const QString &model);

/// Gemini 4 and later refuse or ignore temperature and top_p.
bool geminiTakesSampling(const QString &model);

} // namespace freshet
