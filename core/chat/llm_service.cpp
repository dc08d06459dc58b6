// SPDX-License-Identifier: MIT
#include "core/chat/llm_service.h"

#include "core/chat/attempt_chain_reply.h"
#include "core/providers/provider_registry.h"

namespace freshet {

LlmService::LlmService(HttpClient &http, const ProviderRegistry &providers, const Options &options, QObject *parent)
    : QObject(parent),
      m_http(http),
      m_providers(providers),
      m_options(options),
      m_learned({.path = options.learnedPath, .clock = options.clock}),
      m_circuits({.clock = options.clock})
{
}

LlmService::~LlmService() { emit ending(); }

ChatReply *LlmService::send(const ChatRequest &request, QObject *parent)
{
    ChatRequest complete = request;
    const ProviderInfo *info = m_providers.find(request.model.provider);
    if (complete.model.model.isEmpty() && info)
        complete.model.model = info->defaultModel;
    if (!complete.known)
        complete.known = known(complete.model);
    auto *const reply
        = new AttemptChainReply({m_http, m_providers, m_learned, m_circuits}, complete, m_options, parent);
    connect(this, &LlmService::ending, reply, &ChatReply::abort);
    return reply;
}

std::optional<ModelInfo> LlmService::known(const ModelRef &model) const
{
    return m_options.known ? m_options.known(model) : std::nullopt;
}

} // namespace freshet
