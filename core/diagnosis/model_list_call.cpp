// SPDX-License-Identifier: MIT
#include "core/diagnosis/model_list_call.h"

#include "core/net/http_client.h"
#include "core/providers/model_list_reader.h"
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
      m_http(http),
      m_config(config),
      m_limits(limits),
      m_reader(adapterFor(config.dialect)->modelListReader(config, {}))
{
    if (const auto question = m_reader->next())
        ask(*question);
}

ModelListCall::~ModelListCall() = default;

void ModelListCall::ask(const ModelListQuestion &question)
{
    m_body.clear();
    m_reply = m_http.send(question.request, m_limits, this);
    connect(m_reply, &HttpReply::bytesReceived, this, [this](const QByteArray &bytes) { m_body += bytes; });
    connect(m_reply, &HttpReply::finished, this, [this, number = question.number] { take(number); });
}

/// The details of each model are not asked for: that there is a list is enough.
void ModelListCall::take(int number)
{
    HttpResponse response = m_reply->response();
    if (response.status >= 400) {
        m_reader->take(number, failure(adapterFor(m_config.dialect)->errorFrom(response, m_config)));
    } else if (m_reply->error()) {
        m_reader->take(number, failure(*m_reply->error()));
    } else {
        response.body = m_body;
        m_reader->take(number, response);
    }
    response.body.truncate(kKeptBody);
    const auto models = m_reader->result();
    const auto more = models ? std::nullopt : m_reader->next();
    if (more)
        ask(*more);
    else
        emit finished({.models = models, .response = response});
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
