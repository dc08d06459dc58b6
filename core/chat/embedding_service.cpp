// SPDX-License-Identifier: MIT
#include "core/chat/embedding_service.h"

#include "core/chat/batched_embedding_reply.h"
#include "core/providers/provider_registry.h"

#include <algorithm>

namespace freshet {

namespace {

QString firstEmbeddingModel(const ProviderInfo &info)
{
    const auto it
        = std::find_if(info.models.begin(), info.models.end(), [](const ModelInfo &model) { return model.canEmbed; });
    return it == info.models.end() ? QString() : it->ref.model;
}

} // namespace

EmbeddingService::EmbeddingService(
    HttpClient &http, const ProviderRegistry &providers, const Options &options, QObject *parent)
    : QObject(parent), m_http(http), m_providers(providers), m_options(options)
{
}

EmbeddingReply *EmbeddingService::embed(const EmbeddingRequest &request, QObject *parent)
{
    EmbeddingRequest complete = request;
    const ProviderInfo *info = m_providers.find(request.model.provider);
    if (complete.model.model.isEmpty() && info)
        complete.model.model = firstEmbeddingModel(*info);
    return new BatchedEmbeddingReply(m_http, m_providers, complete, m_options, parent);
}

} // namespace freshet
