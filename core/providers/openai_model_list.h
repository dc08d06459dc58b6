// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/model_list.h"

namespace freshet {

/// Reads `GET /models` of OpenAI and its relatives, each of which tells something else about a model: bare ids (OpenAI,
/// LM Studio, LocalAI), prices for a token (OpenRouter) or a million (Hugging Face), contexts (vLLM, llama.cpp).
/// What a vendor does not tell is guessed from the id only for what a model is for (chat, embedding, neither).
ModelListForm openAiModelListForm();

} // namespace freshet
