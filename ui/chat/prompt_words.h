// SPDX-License-Identifier: MIT
#pragma once

#include "core/query/prompt_builder.h"

namespace freshet {

/// What the window shows of a prompt before it is sent.
struct PromptView {
    QString model; ///< "qwen3:8b · Ollama".
    GenerationOptions options;
    Prompt prompt;
    QStringList notes; ///< What is done differently than asked.
};

/// All of it, word for word: the model, the options, each message with its pictures named. Pure.
QString promptText(const PromptView &view);

} // namespace freshet
