// SPDX-License-Identifier: MIT
#include "core/diagnosis/model_list_call.h"

#include "core/net/http_client.h"
#include "core/providers/pasted_address.h"
#include "core/providers/provider_adapter.h"

using namespace std::chrono_literals;

namespace freshet {

namespace {

constexpr qsizetype kKeptBody = 64 * 1024;

bool isWebPage(const HttpResponse &response)
{
    return response.body.trimmed().startsWith('<') || response.header("content-type").toLower().contains("text/html");
}

} // namespace

ModelListCall::ModelListCall(HttpClient &http, const ProviderConfig &config, const HttpLimits &limits, QObject *parent)
    : QObject(parent),
      m_config(config),
      m_reply(http.send(adapterFor(config.dialect)->modelListRequest(config), limits, this))
{
    connect(m_reply, &HttpReply::bytesReceived, this, [this](const QByteArray &bytes) { m_body += bytes; });
    connect(m_reply, &HttpReply::finished, this, [this] { emit finished(answer()); });
}

ModelListAnswer ModelListCall::answer() const
{
    HttpResponse response = m_reply->response();
    const ProviderAdapter &adapter = *adapterFor(m_config.dialect);
    if (response.status >= 400)
        return {.models = failure(adapter.errorFrom(response, m_config)), .response = response};
    if (m_reply->error())
        return {.models = failure(*m_reply->error()), .response = response};
    response.body = m_body;
    auto models = adapter.parseModelList(response, m_config);
    response.body.truncate(kKeptBody);
    return {.models = std::move(models), .response = response};
}

bool isAtHome(const ModelListAnswer &answer)
{
    if (answer.models)
        return true;
    const ErrorKind kind = answer.models.error().kind;
    return (kind == ErrorKind::Auth || kind == ErrorKind::Permission) && answer.response.status != 0
        && !isWebPage(answer.response);
}

HttpLimits smallQuestionLimits(const ProviderConfig &config)
{
    const std::chrono::milliseconds limit = config.isOwnServer || isNearHost(config.baseUrl.host()) ? 5s : 15s;
    return {.connect = limit, .firstByte = limit, .idle = limit, .total = limit};
}

} // namespace freshet
