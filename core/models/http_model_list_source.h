// SPDX-License-Identifier: MIT
#pragma once

#include "core/models/model_list_source.h"
#include "core/net/http_client.h"

namespace freshet {

class ProviderRegistry;

/// Asks a provider's own server for its models, in the provider's dialect.
class HttpModelListSource : public ModelListSource {
public:
    /// Both must outlive this and all its fetches.
    HttpModelListSource(HttpClient &http, const ProviderRegistry &providers, const HttpLimits &limits);

    ModelListFetch *fetchModels(const ProviderId &provider, QObject *parent) override;

private:
    HttpClient &m_http;
    const ProviderRegistry &m_providers;
    const HttpLimits m_limits;
};

} // namespace freshet
