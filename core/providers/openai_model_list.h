// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/provider_info.h"
#include "core/net/http_message.h"

namespace freshet {

/// Reads `GET /models` of OpenAI and its relatives, each of which tells something else about a model: bare ids (OpenAI,
/// LM Studio, LocalAI), prices for a token (OpenRouter) or a million (Hugging Face), contexts (vLLM, llama.cpp).
/// What a vendor does not tell is guessed from the id only for what a model is for (chat, embedding, neither).
Result<QList<ModelInfo>> openAiModelList(const HttpResponse &response, const ProviderConfig &config);

} // namespace freshet
