// SPDX-License-Identifier: MIT
#include "core/chat/llm_service.h"

#include "core/chat/attempt_chain_reply.h"
#include "core/providers/provider_registry.h"

namespace freshet {

LlmService::LlmService(HttpClient &http, const ProviderRegistry &providers, const Options &options, QObject *parent)
    : QObject(parent), m_http(http), m_providers(providers), m_options(options)
{
}

ChatReply *LlmService::send(const ChatRequest &request, QObject *parent)
{
    ChatRequest complete = request;
    const ProviderInfo *info = m_providers.find(request.model.provider);
    if (complete.model.model.isEmpty() && info)
        complete.model.model = info->defaultModel;
    return new AttemptChainReply(m_http, m_providers, complete, m_options, parent);
}

} // namespace freshet
