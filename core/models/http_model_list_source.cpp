// SPDX-License-Identifier: MIT
#include "core/models/http_model_list_source.h"

#include "core/providers/provider_adapter.h"
#include "core/providers/provider_registry.h"
#include "core/providers/secret_scrubber.h"

namespace freshet {

namespace {

/// For a server that repeats a secret.
void dropRepeated(QList<ModelInfo> &models, const QList<Secret> &secrets)
{
    for (const Secret &secret : secrets) {
        models.removeIf([word = QString::fromUtf8(secret.reveal())](const ModelInfo &model) {
            return model.ref.model.contains(word) || model.name.contains(word);
        });
    }
}

class HttpModelListFetch : public ModelListFetch {
public:
    HttpModelListFetch(HttpClient &http, const HttpLimits &limits, QObject *parent)
        : ModelListFetch(parent), m_http(http), m_limits(limits)
    {
    }

    void start(const ProviderConfig &config)
    {
        m_config = config;
        m_adapter = adapterFor(config.dialect);
        m_reply = m_http.send(m_adapter->modelListRequest(config), m_limits, this);
        connect(m_reply, &HttpReply::bytesReceived, this, [this](const QByteArray &bytes) { m_body += bytes; });
        connect(m_reply, &HttpReply::finished, this, [this] { end(result()); });
    }

    void end(const Result<QList<ModelInfo>> &models)
    {
        deleteLater();
        emit finished(models); // whoever hears it may delete this
    }

private:
    Result<QList<ModelInfo>> result() const
    {
        HttpResponse response = m_reply->response();
        if (response.status >= 400)
            return failure(m_adapter->errorFrom(response, m_config));
        if (m_reply->error())
            return failure(*m_reply->error());
        response.body = m_body;
        Result<QList<ModelInfo>> models = m_adapter->parseModelList(response, m_config);
        if (models)
            dropRepeated(*models, secretsOf(m_config));
        return models;
    }

    HttpClient &m_http;
    const HttpLimits m_limits;
    ProviderConfig m_config;
    const ProviderAdapter *m_adapter = nullptr; // lives as long as the program
    HttpReply *m_reply = nullptr; // child of this
    QByteArray m_body;
};

} // namespace

HttpModelListSource::HttpModelListSource(HttpClient &http, const ProviderRegistry &providers, const HttpLimits &limits)
    : m_http(http), m_providers(providers), m_limits(limits)
{
}

ModelListFetch *HttpModelListSource::fetchModels(const ProviderId &provider, QObject *parent)
{
    auto *fetch = new HttpModelListFetch(m_http, m_limits, parent);
    m_providers.resolve(provider, fetch, [this, fetch](const Result<ProviderConfig> &config) {
        if (!config)
            fetch->end(failure(config.error()));
        else if (adapterFor(config->dialect))
            fetch->start(*config);
        else // built in: there is no server that could know more than the catalog
            fetch->end(m_providers.find(config->id)->models);
    });
    return fetch;
}

} // namespace freshet
