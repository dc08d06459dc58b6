// SPDX-License-Identifier: MIT
#include "core/providers/endpoint_urls.h"

#include "core/providers/embedding_adapter.h"
#include "core/providers/model_list_reader.h"
#include "core/providers/provider_adapter.h"

namespace freshet {

QList<EndpointUrl> endpointUrls(const ProviderConfig &config, const EndpointModels &models)
{
    const ModelRef model{config.id, models.chat};
    const ProviderAdapter *const lists = adapterFor(config.dialect);
    const ProviderAdapter *const chats = adapterFor(dialectFor(model, config));
    if (!lists || !chats || config.baseUrl.isEmpty())
        return {};
    ChatRequest question{
        .model = model, .messages = {{ChatRole::User, QStringLiteral("Hi")}}, .streaming = StreamMode::Whole};
    const auto list = lists->modelListReader(config, {})->next();
    QList<EndpointUrl> urls{{EndpointPurpose::ModelList, list ? list->request.url : QUrl()},
        {EndpointPurpose::Chat, chats->chatRequest(question, config).url}};
    question.streaming = StreamMode::Streamed;
    urls.append(EndpointUrl{EndpointPurpose::StreamedChat, chats->chatRequest(question, config).url});
    if (const EmbeddingAdapter *const embeds = embeddingAdapterFor(config)) {
        const EmbeddingRequest texts{.model = {config.id, models.embedding}, .texts = {QStringLiteral("Hi")}};
        urls.append(EndpointUrl{EndpointPurpose::Embeddings, embeds->request(texts, config).url});
    }
    return urls;
}

} // namespace freshet
