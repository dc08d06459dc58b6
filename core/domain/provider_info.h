// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/domain/model_info.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <utility>

namespace freshet {

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

/// Which translator speaks to a provider.
enum class Dialect {
    OpenAi, ///< Chat Completions, as OpenAI, OpenRouter, Hugging Face, LocalAI, LM Studio and many more speak it.
    Ollama, ///< Ollama's own /api.
    Quotes, ///< No server: the built-in provider `documents`.
};

/// Where vendors of one dialect differ. Data from resources/providers/catalog.json.
struct ProviderQuirks {
    bool tokenLimitIsMaxCompletionTokens = false; ///< OpenAI's newer name for max_tokens.
    bool asksForUsage = true; ///< Send stream_options.include_usage.
    bool hasDeveloperRole = false; ///< Reasoning models take "developer" instead of "system".

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
};

} // namespace freshet
