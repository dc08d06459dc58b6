// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"

namespace freshet {

/// The two ways of asking OpenAI, which differ in what they take.
enum class OpenAiSurface { ChatCompletions, Responses };

/// What one family of OpenAI's own models takes; each refuses the rest with a 400 (wire reference 1.3).
struct OpenAiModelFamily {
    enum class Sampling { Taken, TakenWithoutReasoning, Refused };

    Sampling sampling = Sampling::Taken; ///< temperature and top_p.
    QStringList efforts; ///< Weakest first; empty: it does not reason.
    bool takesStop = true;

    bool operator==(const OpenAiModelFamily &) const = default;
};

/// Nothing for an id that the table does not know: it is sent what was asked for, and the server tells.
std::optional<OpenAiModelFamily> openAiModelFamily(const QString &id, OpenAiSurface surface);

/// What is sent of the options that were asked for, and a sentence for each that is not sent as asked.
struct FittedOptions {
    GenerationOptions options;
    QStringList notes;

    bool operator==(const FittedOptions &) const = default;
};

FittedOptions fittedToOpenAiFamily(const ModelRef &model, const GenerationOptions &asked, OpenAiSurface surface);

/// The word of @p known (weakest first) that is nearest to @p effort; the stronger one of two that are as near, unless
/// it is the word itself. Empty for a word that nobody knows.
QString nearestEffort(const QString &effort, const QStringList &known);

/// By OpenAI's own ids: o3, gpt-5 and later reason, and take the developer role.
bool isOpenAiReasoningModel(const QString &id);

/// Chat models that take no pictures; all others of OpenAI's do (wire reference 1.2).
bool isOpenAiModelWithoutVision(const QString &id);

/// Models that Chat Completions answers with a 404 (wire reference 1.2).
bool isResponsesOnly(const QString &id);

} // namespace freshet
