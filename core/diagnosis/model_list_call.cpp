// SPDX-License-Identifier: MIT
#include "core/diagnosis/model_list_call.h"

#include "core/diagnosis/server_kind.h"
#include "core/net/http_client.h"
#include "core/providers/model_list_reader.h"
#include "core/providers/pasted_address.h"
#include "core/providers/provider_adapter.h"

using namespace std::chrono_literals;

namespace freshet {

namespace {

constexpr qsizetype kKeptBody = 64 * 1024;

} // namespace

ModelListCall::ModelListCall(HttpClient &http, const ProviderConfig &config, const HttpLimits &limits, QObject *parent)
    : QObject(parent),
      m_http(http),
      m_config(config),
      m_limits(limits),
      m_reader(adapterFor(config.dialect)->modelListReader(config, {}))
{
    ask(*m_reader->next()); // there is always a first one
}

void ModelListCall::ask(const ModelListQuestion &question)
{
    m_body.clear();
    m_reply = m_http.send(question.request, m_limits, this);
    connect(m_reply, &HttpReply::bytesReceived, this, [this](const QByteArray &bytes) { m_body += bytes; });
    connect(m_reply, &HttpReply::finished, this, [this, number = question.number] { takeAnswer(number); });
}

Result<HttpResponse> ModelListCall::answer() const
{
    HttpResponse response = m_reply->response();
    if (response.status >= 400)
        return failure(adapterFor(m_config.dialect)->errorFrom(response, m_config));
    if (m_reply->error())
        return failure(*m_reply->error());
    response.body = m_body;
    return response;
}

void ModelListCall::takeAnswer(int number)
{
    m_reader->take(number, answer());
    ModelListAnswer told{.models = m_reader->result(), .response = m_reply->response()};
    if (told.response.body.isEmpty())
        told.response.body = m_body.left(kKeptBody);
    m_reply->deleteLater();
    const auto next = told.models ? std::nullopt : m_reader->next();
    if (next)
        ask(*next);
    else
        emit finished(told);
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
