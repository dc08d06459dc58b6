// SPDX-License-Identifier: MIT
#include "core/models/http_model_list_source.h"

#include "core/models/http_model_list_fetch.h"
#include "core/providers/provider_adapter.h"
#include "core/providers/provider_registry.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace freshet {

namespace {

constexpr std::chrono::milliseconds kLocalListTime = 5s;
constexpr std::chrono::milliseconds kRemoteListTime = 15s;
constexpr qint64 kMostListBytes = 64 * 1024 * 1024; ///< A hundred thousand models.

HttpLimits listLimits(HttpLimits limits, const ProviderConfig &config)
{
    const auto most = std::min(limits.total, config.isOwnServer ? kLocalListTime : kRemoteListTime);
    for (auto *const phase : {&limits.connect, &limits.firstByte, &limits.idle, &limits.whole, &limits.total})
        *phase = std::min(*phase, most);
    limits.maxBody = kMostListBytes;
    return limits;
}

} // namespace

HttpModelListSource::HttpModelListSource(HttpClient &http, const ProviderRegistry &providers, const HttpLimits &limits)
    : m_http(http), m_providers(providers), m_limits(limits)
{
}

ModelListFetch *HttpModelListSource::fetchModels(
    const ProviderId &provider, const QList<ModelInfo> &known, QObject *parent)
{
    auto *fetch = new HttpModelListFetch(m_http, parent);
    m_providers.resolve(provider, fetch, [this, fetch, known](const Result<ProviderConfig> &config) {
        if (!config)
            fetch->end(failure(config.error()));
        else if (adapterFor(config->dialect))
            fetch->start(*config, known, listLimits(m_limits, *config));
        else // built in: there is no server that could know more than the catalog
            fetch->end(m_providers.find(config->id)->models);
    });
    return fetch;
}

} // namespace freshet
