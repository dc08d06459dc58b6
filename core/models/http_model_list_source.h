// SPDX-License-Identifier: MIT
#pragma once

#include "core/models/model_list_source.h"
#include "core/net/http_client.h"

namespace freshet {

class ProviderRegistry;

/// Asks a provider's own server for its models, in the provider's dialect and way. Each question may take 15 seconds,
/// one to a server of the user's own 5.
class HttpModelListSource : public ModelListSource {
public:
    /// The references must outlive this and all its fetches. @p limits may make the times shorter, not longer.
    HttpModelListSource(HttpClient &http, const ProviderRegistry &providers, const HttpLimits &limits);

    ModelListFetch *fetchModels(const ProviderId &provider, const QList<ModelInfo> &known, QObject *parent) override;

private:
    HttpClient &m_http;
    const ProviderRegistry &m_providers;
    const HttpLimits m_limits;
};

} // namespace freshet
