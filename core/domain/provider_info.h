// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/domain/extra_header.h"
#include "core/domain/model_info.h"
#include "core/domain/network_choice.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <utility>

namespace freshet {

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

/// Which translator speaks to a provider.
enum class Dialect {
    OpenAi, ///< Chat Completions, as OpenAI, OpenRouter, Hugging Face, LocalAI and many more speak it.
    OpenAiResponses, ///< OpenAI's Responses API, for models that Chat Completions does not serve.
    Gemini, ///< Google's generateContent.
    GeminiInteractions, ///< Google's Interactions API, for models that generateContent does not serve.
    Ollama, ///< Ollama's own /api.
    LmStudio, ///< LM Studio's own /api/v1/chat where it can take the request, else Chat Completions.
    Anthropic, ///< Anthropic's Messages API.
    Quotes, ///< No server: the built-in provider `documents`.
};

/// Where vendors of one dialect differ. Data from resources/providers/catalog.json.
struct ProviderQuirks {
    bool tokenLimitIsMaxCompletionTokens = false; ///< OpenAI's newer name for max_tokens.
    bool asksForUsage = true; ///< Send stream_options.include_usage.
    bool hasDeveloperRole = false; ///< Reasoning models take "developer" instead of "system".
    bool hasSystemRole = true; ///< Else the system's words go before the user's first ones.
    bool hasNativeApi = true; ///< Of LM Studio: /api/v1 is there (0.4.0 and later).
    bool hasFeatureExtraction = false; ///< Of Hugging Face: embeddings by its own address, not by /embeddings.
    bool hasOpenAiFamilies = false; ///< Serves OpenAI's own models, each of which refuses other parameters.
    bool hasResponsesApi = false; ///< Some of its models answer only at /responses.
    bool hasReasoningObject = false; ///< Effort or budget go into `reasoning`, as OpenRouter has it.
    bool tellsLoadStatus = false; ///< LocalAI's /api/models/{id}/load-status.

    bool operator==(const ProviderQuirks &) const = default;
};

/// A vendor, as the catalog describes it. Never holds a key.
struct ProviderInfo {
    ProviderId id;
    QString name;
    Dialect dialect = Dialect::OpenAi;
    QUrl defaultBaseUrl; ///< Empty when the user must give one.
    bool needsKey = false; ///< At its default base URL.
    bool isLocal = false; ///< Usually runs on this machine.
    QUrl keyPage; ///< Where a person gets a key.
    QString keyPrefix; ///< How its keys usually begin, for a hint; never a condition.
    HttpHeaders headers; ///< Sent with every request.
    ProviderQuirks quirks;
    QString defaultModel;
    QList<ModelInfo> models; ///< The static list.

    bool operator==(const ProviderInfo &) const = default;
};

/// Everything one request needs to know of its provider: the vendor's data with the user's overrides and the key.
struct ProviderConfig {
    ProviderId id;
    QString name;
    Dialect dialect = Dialect::OpenAi;
    QUrl baseUrl; ///< Normalised: no trailing slash, ends in /v1 where the dialect wants it.
    Secret key; ///< Empty: none is sent.
    HttpHeaders headers;
    ProviderQuirks quirks;
    bool isOwnServer = false; ///< The user's own: it loads models, and may be silent for minutes.
    NetworkChoice network;
    QList<ExtraHeader> extraHeaders; ///< The user's; sent as the key is, and to the same origin only.
};

} // namespace freshet
